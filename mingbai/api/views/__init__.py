"""Screens: of tokens for staff, of the interface and of verifying for everybody."""
