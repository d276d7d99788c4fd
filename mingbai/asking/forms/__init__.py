"""What citizens type."""
