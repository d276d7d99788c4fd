"""Pages of scripts and of the log of airings."""
