"""Pages for subscribers, and the numbers for the county office."""
