"""What the public pages of the log show, and every address of them."""
