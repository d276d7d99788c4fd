"""Everything that changes an annual report: one function per verb."""

from mingbai.annual.actions.below import cover, remind
from mingbai.annual.actions.deciding import recall, reopen, send_back, sign, submit
from mingbai.annual.actions.entering import Figure, enter_figures
from mingbai.annual.actions.handing import hand_in, hand_over
from mingbai.annual.actions.making import begin, regenerate
from mingbai.annual.actions.parameters import set_parameters
from mingbai.annual.actions.wording import accept_section, write_section

__all__ = [
    "Figure",
    "accept_section",
    "begin",
    "cover",
    "enter_figures",
    "hand_in",
    "hand_over",
    "recall",
    "regenerate",
    "remind",
    "reopen",
    "send_back",
    "set_parameters",
    "sign",
    "submit",
    "write_section",
]
