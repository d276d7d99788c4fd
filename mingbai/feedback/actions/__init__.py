"""The verbs of what visitors say about pages, one function each."""

from mingbai.feedback.actions.answering import accept, answer, correct, pass_on, reject, see_person, told
from mingbai.feedback.actions.keeping import erase_due, follow, mail_due, remind, reseal_all
from mingbai.feedback.actions.saying import look_up, say, vote

__all__ = [
    "accept",
    "answer",
    "correct",
    "erase_due",
    "follow",
    "look_up",
    "mail_due",
    "pass_on",
    "reject",
    "remind",
    "reseal_all",
    "say",
    "see_person",
    "told",
    "vote",
]
