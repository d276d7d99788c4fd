"""Screens of inspection and evaluation."""
