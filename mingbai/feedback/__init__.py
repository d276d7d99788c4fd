"""What visitors say about a page: whether it was useful, and what is wrong with it."""
