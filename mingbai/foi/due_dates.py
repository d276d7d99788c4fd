"""Due dates that follow the calendar, and reminders of those that come near."""

from datetime import timedelta

from django.db.models import QuerySet

from mingbai.accounts.models import User
from mingbai.foi.actions.linking import holders, internal_due
from mingbai.foi.models import FoiRequest, Link
from mingbai.foi.queries.answers import done_so_far
from mingbai.foi.queries.reckoning import clock_of
from mingbai.foi.states import HANDLE, OPEN, SIGN, State, Step
from mingbai.lib import clock
from mingbai.notifications.actions import Draft, notify_many
from mingbai.timelimits import queries as timelimits
from mingbai.timelimits.recomputing import Moved

SOON = timedelta(days=5)
"""Reminded so many calendar days before the reply is due, and again when it is overdue."""


def recompute() -> list[Moved]:
    """Count every open request anew after the calendar or the limits changed; what moved."""
    moved = count_anew(FoiRequest.objects.filter(state__in=OPEN, received_on__isnull=False))
    for link in Link.objects.filter(ended_on=None).select_related("request__organisation"):
        due = internal_due(link.request.organisation, Step(link.step), link.began_on)
        if due != link.due_on:
            moved.append(Moved(link.due_on, due, f"依申请公开 {link.request.number} 的内部期限"))
            Link.objects.filter(pk=link.pk).update(due_on=due)
    return moved


def count_anew(rows: QuerySet[FoiRequest]) -> list[Moved]:
    """Bring the stored due dates of `rows` up to date; what moved."""
    known, moved = timelimits.known(), []
    for request in rows.select_related("organisation"):
        counted = clock_of(request, known=known)
        if counted is None or (counted.due, counted.estimated) == (request.due_on, request.due_estimated):
            continue
        if request.due_on is not None and counted.due is not None and counted.due != request.due_on:
            moved.append(Moved(request.due_on, counted.due, f"依申请公开 {request.number} 的答复期限"))
        FoiRequest.objects.filter(pk=request.pk).update(due_on=counted.due, due_estimated=counted.estimated)
    return moved


def round_() -> str:
    """Every minute: what is paused moves on by a day each day, and reminders are given."""
    count_anew(FoiRequest.objects.filter(state__in=OPEN, paused=True, received_on__isnull=False))
    return remind()


def remind() -> str:
    """Remind of replies that are due soon or overdue, and of waits that have run out; each once."""
    given = notify_many([*_due_soon(), *_run_out()])
    return f"依申请公开提醒 {given} 条" if given else ""


def _due_soon() -> list[Draft]:
    today = clock.today()
    rows = FoiRequest.objects.filter(
        state__in=OPEN, paused=False, due_on__isnull=False, due_on__lte=today + SOON
    ).select_related("organisation", "handler")
    drafts = []
    for one in rows:
        overdue = one.due_on is not None and one.due_on < today
        words = "已经超过" if overdue else "快到"
        text = f"依申请公开 {one.number} {words}答复期限 {one.due_on}。"
        key = f"foi:{one.pk}:{'overdue' if overdue else 'soon'}:{one.due_on}"
        people = _people(one, with_signers=overdue)
        drafts += [Draft(person, text, key, f"/desk/foi/{one.pk}/", overdue) for person in people]
    return drafts


def _run_out() -> list[Draft]:
    drafts = []
    rows = FoiRequest.objects.filter(state__in=(State.CLARIFYING, State.AWAITING_FEE))
    for one in rows.select_related("organisation", "handler"):
        done = done_so_far(one)
        if done.run_out:
            what = "补正" if done.waiting == "clarification" else "缴费"
            text = f"依申请公开 {one.number} 的{what}期限已过，请办结或者继续办理。"
            key = f"foi:{one.pk}:lapsed:{done.waiting}"
            drafts += [Draft(person, text, key, f"/desk/foi/{one.pk}/") for person in _people(one, False)]
    return drafts


def _people(one: FoiRequest, with_signers: bool) -> list[User]:
    people = [one.handler] if one.handler is not None else holders(one.organisation, HANDLE)
    return [*people, *(holders(one.organisation, SIGN) if with_signers else [])]
