"""Pure functions of inspection and evaluation: sampling, scoring, numbering, comparing."""
