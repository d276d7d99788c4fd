"""Pure rules of the interfaces."""
