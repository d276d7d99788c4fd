"""One report: its six sections with tables whose cells open, what is missing, what changed."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from mingbai.annual import actions
from mingbai.annual.exports.grids import grid_of
from mingbai.annual.forms import SectionForm
from mingbai.annual.models import AnnualReport, Section
from mingbai.annual.policies import may_do, may_hand_over, may_sign
from mingbai.annual.queries import below, differences, due_on, lateness, problems, shown
from mingbai.annual.queries.shown import Part, Shown
from mingbai.annual.states import SIGN, WRITE, State, Verb
from mingbai.annual.views.finding import own_report, readable_report
from mingbai.lib import clock
from mingbai.lib.verdict import Denied
from mingbai.organisations.policies import may
from mingbai.reports.rules import missing_numbers
from mingbai.reports.views.reports import marked_words
from mingbai.shell.views import StaffRequest, form_page, page, words_of


def report(request: StaffRequest, pk: int) -> HttpResponse:
    one, user = readable_report(request, pk), request.user
    printed = shown(one)
    sections = {row.number: row for row in one.sections.all()}
    lower = below(one)
    return page(
        request,
        "annual/report.html",
        report=one,
        shown=printed,
        parts=[_part(one, printed, part, sections.get(part.number)) for part in printed.parts],
        problems=problems(one) if not one.is_final else [],
        differences=differences(one),
        due=due_on(one.organisation, one.year),
        today=clock.today(),
        unfinished=not one.is_over(clock.today()),
        lateness=lateness(one),
        below=lower,
        late=[row.organisation for row in lower if row.is_missing],
        signings=one.signings.exclude(revoked_at=None).select_related("signed_by", "revoked_by"),
        may_sign=may_sign(user, one),
        may_hand_over=may_hand_over(user, one),
        writes=bool(may(user, WRITE, one.organisation)),
        signs=bool(may(user, SIGN, one.organisation)),
        may={verb.value: bool(may_do(user, verb, one)) for verb in Verb},
    )


def _part(one: AnnualReport, printed: Shown, part: Part, section: Section | None) -> dict[str, Any]:
    drafting = one.state == State.DRAFTING
    return {
        "part": part,
        "grid": grid_of(printed, part.table) if part.table else None,
        "section": section,
        "said": marked_words(section.before, section.generated) if section and section.changed else [],
        "unknown": missing_numbers(section.edited, section.figures)
        if section and section.edited and drafting and not part.table
        else [],
    }


def _section(request: StaffRequest, pk: int, number: int) -> Section:
    return get_object_or_404(own_report(request, pk, WRITE).sections, number=number)


def section(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    row = _section(request, pk, number)

    def do(text: str) -> None:
        actions.write_section(report=row.report, number=number, text=text, by=request.user)

    return form_page(
        request,
        SectionForm(request.POST or None, initial={"text": row.text}),
        do,
        "已保存。重新取数时，您写的文字会留着。",
        _at(row),
        template="annual/section.html",
        heading=f"修改：{row}",
        submit="保存",
        section=row,
    )


def accept(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """Keep what stands, or take the machine's text; only by pressing a button."""
    row = _section(request, pk, number)
    if request.method == "POST":
        machine = request.POST.get("take") == "machine"
        tried(
            request,
            lambda: actions.accept_section(
                report=row.report, number=number, by=request.user, machine=machine
            ),
            "已用系统写的文字。" if machine else "已核对。",
        )
    return redirect(_at(row))


def _at(row: Section) -> str:
    return f"{reverse('annual:report', args=[row.report_id])}#section-{row.number}"


def regenerate(request: StaffRequest, pk: int) -> HttpResponse:
    one = own_report(request, pk, WRITE)
    if request.method == "POST":
        told: list[int] = []
        if tried(request, lambda: told.append(actions.regenerate(report=one, by=request.user)), ""):
            said = f"有 {told[0]} 部分的文字有变化，请逐处核对。" if told[0] else "文字没有变化。"
            messages.success(request, f"已按今天的记录重新取数。{said}")
    return redirect(one)


def tried(request: StaffRequest, do: Any, done: str) -> bool:
    """Do it and say so; what refuses is told on the next page."""
    try:
        do()
    except (Denied, ValidationError) as refusal:
        for words in words_of(refusal):
            messages.error(request, words)
        return False
    if done:
        messages.success(request, done)
    return True
