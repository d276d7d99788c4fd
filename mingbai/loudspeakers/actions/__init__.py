"""Scripts, airings, sound and customs, one function for each verb."""

from mingbai.loudspeakers.actions.airing import air, plan_broadcast, void
from mingbai.loudspeakers.actions.customs import drop_reading, set_custom, set_reading
from mingbai.loudspeakers.actions.scripts import change_script, write_script
from mingbai.loudspeakers.actions.sounding import ask_for_sound, make_sounds

__all__ = [
    "air",
    "ask_for_sound",
    "change_script",
    "drop_reading",
    "make_sounds",
    "plan_broadcast",
    "set_custom",
    "set_reading",
    "void",
    "write_script",
]
