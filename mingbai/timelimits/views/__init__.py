"""The pages of the calendar and the limits."""
