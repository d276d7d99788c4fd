"""Subscribing, ending and erasing it, and sending what there is to tell."""
