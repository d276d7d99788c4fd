"""Pages for staff: a record on paper, and the boards of a month."""
