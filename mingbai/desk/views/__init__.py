"""Pages of the desk. Each is opened by an action of the authorisation table; see `access`."""
