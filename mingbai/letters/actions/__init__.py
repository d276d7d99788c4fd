"""What is done with templates and numbers."""

from mingbai.letters.actions.numbers import take_number
from mingbai.letters.actions.templates import adapt, restore

__all__ = ["adapt", "restore", "take_number"]
