"""The verbs of village affairs, one function each."""

from mingbai.villages.actions.deciding import set_regime
from mingbai.villages.actions.objecting import answer_objection, raise_objection
from mingbai.villages.actions.preparing import edit_sheet, start_sheet
from mingbai.villages.actions.publishing import close, correct, make_record, post
from mingbai.villages.actions.signing import add_proof, sign

__all__ = [
    "add_proof",
    "answer_objection",
    "close",
    "correct",
    "edit_sheet",
    "make_record",
    "post",
    "raise_objection",
    "set_regime",
    "sign",
    "start_sheet",
]
