"""Information on request as pure functions of values: they know neither the database nor the clock."""
