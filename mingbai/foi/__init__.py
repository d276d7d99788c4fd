"""Information on request: the requests, their clock and everything that is done with them."""
