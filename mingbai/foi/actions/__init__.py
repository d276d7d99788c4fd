"""The verbs of requests, one function each."""

from mingbai.foi.actions.answering import (
    add_part,
    archive,
    check_law,
    check_secrecy,
    deliver,
    draft_answer,
    drop_part,
    record_search,
    send_back,
    sign,
)
from mingbai.foi.actions.charging import already_this_month, set_fee, take_fee, waive_fee
from mingbai.foi.actions.ending import mark_repeat, merge, void, withdraw
from mingbai.foi.actions.files import add_file
from mingbai.foi.actions.hearing import (
    consult,
    decide_extension,
    delay,
    party_received,
    propose_extension,
    take_clarification,
    take_opinion,
    take_reasons,
)
from mingbai.foi.actions.intake import (
    Submitted,
    accept,
    assign,
    confirm_receipt,
    enter,
    register,
    submit,
)
from mingbai.foi.actions.lettering import (
    drop_letter,
    prove_delivery,
    rewrite_letter,
    sign_letter,
    write_letter,
)
from mingbai.foi.actions.opening import make_public, propose_public, save_office
from mingbai.foi.actions.sending import send_letter
from mingbai.foi.actions.striking import strike

__all__ = [
    "Submitted",
    "accept",
    "add_file",
    "add_part",
    "already_this_month",
    "archive",
    "assign",
    "check_law",
    "check_secrecy",
    "confirm_receipt",
    "consult",
    "decide_extension",
    "delay",
    "deliver",
    "draft_answer",
    "drop_letter",
    "drop_part",
    "enter",
    "make_public",
    "mark_repeat",
    "merge",
    "party_received",
    "propose_extension",
    "propose_public",
    "prove_delivery",
    "record_search",
    "register",
    "rewrite_letter",
    "save_office",
    "send_back",
    "send_letter",
    "set_fee",
    "sign",
    "sign_letter",
    "strike",
    "submit",
    "take_clarification",
    "take_fee",
    "take_opinion",
    "take_reasons",
    "void",
    "waive_fee",
    "withdraw",
    "write_letter",
]
