"""The annual report: every cell a query, frozen when signed."""
