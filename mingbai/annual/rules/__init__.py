"""What the report counts and says, as functions of plain values."""
