"""Complete copies of the public site in a folder, with a manifest of digests."""
