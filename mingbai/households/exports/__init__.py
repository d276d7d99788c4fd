"""Tables out and in, and what is printed."""
