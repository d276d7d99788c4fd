"""What programs get: feeds, lists, the data catalogue."""
