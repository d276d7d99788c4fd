"""A case ends: its result is entered, corrected, put into effect and closed."""

from datetime import date

from django.db import transaction

from mingbai.accounts.models import User
from mingbai.foi.values import Upload
from mingbai.lib import clock
from mingbai.remedies.actions.recording import done, hold, line, past_day, refresh, refuse, refuse_names, said
from mingbai.remedies.actions.working import keep
from mingbai.remedies.models import Case
from mingbai.remedies.queries.cases import course_of, open_renewals
from mingbai.remedies.rules.deadlines import course_problem
from mingbai.remedies.states import ENDINGS, FileKind, Result, State, Verb


@transaction.atomic
def decide(
    *,
    case: Case,
    result: str,
    ended_on: date,
    text: str,
    by: User,
    served_on: date | None = None,
    file: Upload | None = None,
) -> Case:
    """Enter how the case ended. `ended_on` is the day of the decision, `served_on` when we got it."""
    held = hold(case, Verb.DECIDE, by)
    _enter(held, result, ended_on, text, served_on)
    if file is not None:
        keep(held, FileKind.DECISION, file.name, file.data, "决定、裁判文书", ended_on, by)
    done(held, Verb.DECIDE, by, {"result": result, "on": str(ended_on)})
    refresh(case, held)
    return case


@transaction.atomic
def amend_decision(
    *,
    case: Case,
    reason: str,
    by: User,
    result: str,
    ended_on: date,
    text: str,
    served_on: date | None = None,
) -> Case:
    """Correct a result that was entered wrongly, or add the day on which we received the decision."""
    held = hold(case, Verb.AMEND, by)
    reason = line(reason, "reason", "更正的原因", 200)
    refuse_names(held.requests.all(), reason=reason)
    before = held.result, held.ended_on
    _enter(held, result, ended_on, text, served_on)
    if result != Result.CORRECTED and held.renewals.exclude(state="dropped").exists():
        refuse("result", "已经登记了重新答复，结果应当是“结果纠正”。登记错的，请先把重新答复标为不用了。")
    was = {"result": [before[0], result], "on": [str(before[1]), str(ended_on)], "reason": reason}
    done(held, Verb.AMEND, by, was)
    refresh(case, held)
    return case


def _enter(held: Case, result: str, ended_on: date, text: str, served_on: date | None) -> None:
    if result not in ENDINGS:
        refuse("result", "请选择结果。")
    past_day(ended_on, "ended_on", "审结日期")
    past_day(served_on, "served_on", "收到日期")
    if ended_on < held.began_on:
        refuse("ended_on", f"审结日期早于受理、立案日期（{held.began_on}），请核对。")
    if served_on is not None and served_on < ended_on:
        refuse("served_on", f"收到日期早于审结日期（{ended_on}），请核对。")
    appeals = held.appeals.exclude(state=State.VOID).order_by("began_on")
    first = appeals.first()
    if first is not None and first.began_on < ended_on:
        refuse("ended_on", f"审结日期晚于二审立案日期（{first.began_on}），请核对。")
    late = [one for one in course_of(held) if one.on > ended_on]
    if late:
        refuse("ended_on", f"{late[0].on} 还有经过的记录，审结日期不能更早。")
    if problem := course_problem(course_of(held), held.began_on):
        refuse("ended_on", problem)
    text = said(text, "text", "结果摘要", 1000)
    refuse_names(held.requests.all(), text=text)
    held.result, held.ended_on, held.result_text = result, ended_on, text
    held.decision_served_on = served_on


@transaction.atomic
def close(*, case: Case, by: User) -> Case:
    """Nothing more is to do. Not while a new answer is owed or the second instance is running."""
    held = hold(case, Verb.CLOSE, by)
    if open_renewals(held).exists():
        refuse("__all__", "重新答复还没有送出，不能办结。")
    if held.appeals.filter(state=State.OPEN).exists():
        refuse("__all__", "二审还没有审结，不能办结。")
    held.closed_at = clock.now()
    done(held, Verb.CLOSE, by)
    refresh(case, held)
    return case


@transaction.atomic
def reopen(*, case: Case, reason: str, by: User) -> Case:
    """Something is to do after all, such as a new answer that was overlooked."""
    held = hold(case, Verb.REOPEN, by)
    reason = line(reason, "reason", "重新打开的原因", 200)
    refuse_names(held.requests.all(), reason=reason)
    held.closed_at = None
    done(held, Verb.REOPEN, by, {"reason": reason})
    refresh(case, held)
    return case
