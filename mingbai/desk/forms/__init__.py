"""Forms of the desk; what they clean are the keyword arguments of actions."""
