"""What is subscribed to, by whom, and what there is to tell."""
