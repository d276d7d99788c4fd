"""Reading what belongs to inspections and evaluation, within a person's reach."""
