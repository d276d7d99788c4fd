"""What is written here: the days of reading places, when a player came, and folders for touch screens."""

from mingbai.screens.actions.folders import Filled, NoFolder, fill
from mingbai.screens.actions.players import heard_of
from mingbai.screens.actions.texts import keep_text
from mingbai.screens.actions.visits import enter_visits

__all__ = ["Filled", "NoFolder", "enter_visits", "fill", "heard_of", "keep_text"]
