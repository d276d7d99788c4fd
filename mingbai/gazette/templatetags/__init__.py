"""What pages of the site show of the gazette."""
