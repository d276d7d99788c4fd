"""The first page of this part: what waits for this person, and the list behind a number."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from mingbai.evaluation import actions, measures
from mingbai.evaluation.forms.scoring import ParametersForm
from mingbai.evaluation.queries import selfchecks
from mingbai.evaluation.queries.packaged import parameter
from mingbai.evaluation.queries.reach import (
    ANSWER,
    READ,
    RUN,
    WAITS,
    findings_for,
    groups_of,
    ids_for,
    inspections_for,
    organisations_for,
    rounds_for,
    sheets_for,
)
from mingbai.evaluation.rules.numbering import days_left, yearly_due
from mingbai.evaluation.states import (
    OPEN_ROUND,
    WAITS_FOR_UNIT,
    FindingState,
    InspectionState,
    RoundState,
)
from mingbai.evaluation.views.frame import show
from mingbai.lib import clock
from mingbai.organisations.policies import may_anywhere
from mingbai.shell.paging import paged
from mingbai.shell.views import StaffRequest, form_page
from mingbai.timelimits.periods import of_key

MOST = 10


def home(request: StaffRequest) -> HttpResponse:
    user, today = request.user, clock.today()
    findings = findings_for(user)
    mine = findings.filter(WAITS, organisation__in=ids_for(user, ANSWER))
    decide = findings.filter(
        inspector__in=ids_for(user, RUN), state__in=[FindingState.ANSWERED, FindingState.OBJECTED]
    )
    overdue = findings.filter(state__in=WAITS_FOR_UNIT, due_on__lt=today)
    open_sheets = sheets_for(user).filter(
        organisation__in=ids_for(user, ANSWER),
        round__state__in=[RoundState.OPEN, RoundState.REVIEWED, RoundState.OBJECTED],
    )
    return show(
        request,
        "home",
        "home",
        mine=[(one, days_left(one.due_on, today)) for one in mine.order_by("due_on")[:MOST]],
        mine_count=mine.count(),
        decide=decide.order_by("due_on")[:MOST],
        decide_count=decide.count(),
        overdue_count=overdue.count(),
        waiting_count=findings.filter(WAITS).count(),
        found_count=findings.filter(state=FindingState.FOUND).count(),
        inspections=inspections_for(user).exclude(state=InspectionState.CLOSED)[:MOST],
        rounds=rounds_for(user).filter(state__in=OPEN_ROUND)[:MOST],
        sheets=open_sheets[:MOST],
        self_check=_self_check(request),
        may_answer=may_anywhere(user, ANSWER),
    )


def _self_check(request: StaffRequest) -> dict[str, Any] | None:
    """How many forms of this year are still out, once the time for them has begun."""
    today = clock.today()
    if today < yearly_due(parameter("self_check_from"), today.year):
        return None
    owed = selfchecks.owed(request.user, today.year, today)
    out = [one for one in owed if one.selfcheck is None or one.selfcheck.submitted_at is None]
    due = selfchecks.due_on(today.year)
    return {"owed": len(owed), "out": len(out), "due": due, "left": days_left(due, today)}


def number(request: StaffRequest, key: str, organisation: int, period: str) -> HttpResponse:
    """The rows that a number counts: the same query, row by row."""
    measure = measures.get(key)
    place = get_object_or_404(organisations_for(request.user, READ), pk=organisation)
    try:
        span = of_key(period)
    except ValueError:
        raise Http404 from None
    if measure is None:
        raise Http404
    below = request.GET.get("below") == "1"
    groups = groups_of([place], below)
    rows, base = measures.listed(measure, groups, span)
    shown, query = paged(request, rows if base is None else base, 50)
    counting = set(rows.filter(pk__in=[row.pk for row in shown]).values_list("pk", flat=True))
    entries = [(measure.described(row), row.pk in counting) for row in shown]
    return show(
        request,
        "number",
        measure=measure,
        place=place,
        period=span,
        below=below,
        number=measures.compute(measure, groups, span)[place.pk],
        entries=entries,
        shown=shown,
        query=query,
    )


def parameters(request: StaffRequest) -> HttpResponse:
    """The county's own limits and numbers."""
    form = ParametersForm(request.POST or None)

    def do(**values: Any) -> None:
        actions.set_parameters(by=request.user, values=values)

    return form_page(
        request, form, do, "参数已保存。", "evaluation:home", heading="督查评估参数", submit="保存"
    )
