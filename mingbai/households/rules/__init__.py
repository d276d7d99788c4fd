"""Pure rules: what a kind of list is, what its cells may hold, how they are shown, how long it hangs."""
