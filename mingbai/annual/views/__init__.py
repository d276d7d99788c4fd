"""Screens of the annual reports."""
