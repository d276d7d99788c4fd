"""Who may read and answer what visitors say."""

from typing import Any

from mingbai.feedback.models import Report
from mingbai.feedback.states import Verb, leads_to
from mingbai.lib.verdict import Verdict, no
from mingbai.organisations.policies import may

READ, ANSWER = "feedback.read", "feedback.answer"


def may_read(user: Any, report: Report) -> Verdict:
    return may(user, READ, report.organisation)


def may_do(user: Any, verb: Verb, report: Report) -> Verdict:
    """Whether the state allows it, and the person too."""
    allowed = may(user, ANSWER, report.organisation)
    if not allowed:
        return allowed
    if leads_to(verb, report.state) is None:
        return no(f"这条意见现在是“{report.get_state_display()}”，不能{verb.label}。")
    return allowed


def may_see_person(user: Any, report: Report) -> Verdict:
    """How to reach the person is for those who answer, as long as it is kept."""
    allowed = may(user, ANSWER, report.organisation)
    if allowed and not report.sealed:
        return no("没有留联系方式，或者已经按规定清除。")
    return allowed
