"""What citizens do: fill in, send, ask how it goes, answer, withdraw."""
