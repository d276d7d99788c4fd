"""Deadlines of cases that follow the calendar, and reminders of ours that come near."""

from collections.abc import Iterator, Mapping

from mingbai.foi.actions.linking import holders
from mingbai.foi.states import HANDLE, SIGN
from mingbai.lib import clock
from mingbai.notifications.actions import Draft, notify_many
from mingbai.remedies.models import Case
from mingbai.remedies.queries.cases import deadlines_of
from mingbai.remedies.rules.deadlines import Deadline
from mingbai.remedies.states import State
from mingbai.timelimits import queries as timelimits
from mingbai.timelimits.recomputing import Dated

SOON = 5
"""Reminded so many calendar days before our time ends, and again when it has ended."""


def open_dues() -> Mapping[str, Dated]:
    """What is still to be done in running cases, by case and deadline; counted anew when asked."""
    return {
        f"{case.pk}:{one.name}": Dated(one.due, f"“{case}”{one.name}的期限")
        for case, one in _unmet()
        if one.due is not None
    }


def remind() -> str:
    """Remind those who handle requests of what we must hand in; those who sign too when it is overdue."""
    given = notify_many(draft for case, one in _unmet() for draft in _drafts(case, one))
    return f"复议诉讼提醒 {given} 条" if given else ""


def _unmet() -> Iterator[tuple[Case, Deadline]]:
    known = timelimits.known()
    rows = Case.objects.filter(state__in=(State.OPEN, State.DECIDED))
    for case in rows.select_related("organisation", "follows", "appeal_of"):
        yield from ((case, one) for one in deadlines_of(case, known) if one.met_on is None)


def _drafts(case: Case, one: Deadline) -> list[Draft]:
    left = one.left(clock.today())
    if not one.ours or left is None or left > SOON or (one.optional and left < 0):
        return []
    words = "已经超过期限" if left < 0 else "快到期"
    text = f"{case}：{one.name}{words}，最后一天 {one.due}。"
    key = f"remedy:{case.pk}:{one.name}:{'overdue' if left < 0 else 'soon'}:{one.due}"
    people = holders(case.organisation, HANDLE) + (holders(case.organisation, SIGN) if left < 0 else [])
    return [Draft(person, text, key, f"/desk/remedies/{case.pk}/", left < 0) for person in people]
