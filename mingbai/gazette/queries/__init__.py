"""Reading the gazette."""
