"""Pages of texts, messages, groups, and of the comparison of the channels."""
