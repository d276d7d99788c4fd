"""What the pages read: lists, one request with all that belongs to it, and figures."""
