"""Where an annual report stands, and the one table of what leads from one state to the next."""

from typing import NamedTuple

from django.db import models


class State(models.TextChoices):
    DRAFTING = "drafting", "编写中"
    SUBMITTED = "submitted", "待签发"
    SIGNED = "signed", "已签发"
    HANDED_IN = "handed_in", "已签发并报送"


class Verb(models.TextChoices):
    WRITE = "write", "编写"
    SUBMIT = "submit", "提交签发"
    RECALL = "recall", "撤回提交"
    SEND_BACK = "send_back", "退回修改"
    SIGN = "sign", "签发"
    REOPEN = "reopen", "重新编写"
    HAND_OVER = "hand_over", "转为稿件"
    HAND_IN = "hand_in", "报送"


class Transition(NamedTuple):
    """From any of `states`, `verb` leads to `to`; None leaves the state as it is.

    `action` is the row of the authorisation table that allows it in the organisation of the report.
    """

    verb: Verb
    states: tuple[State, ...]
    to: State | None
    action: str


WRITE, SIGN, READ = "annual.write", "annual.sign", "report.read"
FINAL = (State.SIGNED, State.HANDED_IN)
"""Text and figures are frozen; other reports may sum them up."""

TRANSITIONS: tuple[Transition, ...] = (
    Transition(Verb.WRITE, (State.DRAFTING,), None, WRITE),
    Transition(Verb.SUBMIT, (State.DRAFTING,), State.SUBMITTED, WRITE),
    Transition(Verb.RECALL, (State.SUBMITTED,), State.DRAFTING, WRITE),
    Transition(Verb.SEND_BACK, (State.SUBMITTED,), State.DRAFTING, SIGN),
    Transition(Verb.SIGN, (State.SUBMITTED,), State.SIGNED, SIGN),
    Transition(Verb.REOPEN, FINAL, State.DRAFTING, SIGN),
    # 第四十九条：向主管部门提交，并向社会公布。两件事先后不拘。
    Transition(Verb.HAND_OVER, FINAL, None, WRITE),
    Transition(Verb.HAND_IN, (State.SIGNED,), State.HANDED_IN, WRITE),
)

_BY_VERB = {row.verb: row for row in TRANSITIONS}


def transition(verb: Verb) -> Transition:
    return _BY_VERB[verb]


def may_lead(state: str, verb: Verb) -> bool:
    """Whether the verb is possible in this state, whoever asks."""
    return state in transition(verb).states
