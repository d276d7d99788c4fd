"""Pure rules of the catalogue: they know neither the database nor the day."""
