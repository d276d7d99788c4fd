"""Public pages rendered once per change and kept as files until what they show changes."""
