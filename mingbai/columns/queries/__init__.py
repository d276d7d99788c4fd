"""What visitors browse: columns, archives, fields, the policy library and the figures, with their numbers."""
