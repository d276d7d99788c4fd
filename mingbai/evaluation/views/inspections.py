"""Drawing samples and checking them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from mingbai.evaluation import actions, machine
from mingbai.evaluation.actions.inspecting import VERDICTS
from mingbai.evaluation.exports import inspection_workbook
from mingbai.evaluation.forms.inspecting import CloseForm, InspectionForm
from mingbai.evaluation.models import Inspection, SampledItem
from mingbai.evaluation.policies import may_run
from mingbai.evaluation.queries.packaged import checklist
from mingbai.evaluation.queries.populations import draws_again
from mingbai.evaluation.queries.reach import inspections_for, items_for
from mingbai.evaluation.states import FindingState, InspectionState
from mingbai.evaluation.views.frame import show, workbook
from mingbai.lib.verdict import Denied
from mingbai.shell.paging import paged
from mingbai.shell.views import StaffRequest, form_page, words_of
from mingbai.timelimits.periods import of_key


def listing(request: StaffRequest) -> HttpResponse:
    rows = inspections_for(request.user).annotate(
        drawn=Count("items", distinct=True),
        checked=Count("items", filter=Q(items__checked_at__isnull=False), distinct=True),
        problems=Count("findings", filter=~Q(findings__state=FindingState.CANCELLED), distinct=True),
    )
    shown, query = paged(request, rows.order_by("-pk"))
    return show(request, "inspections", "inspections", rows=shown, shown=shown, query=query)


def create(request: StaffRequest) -> HttpResponse:
    form = InspectionForm(request.POST or None, user=request.user)

    def do(**values: Any) -> None:
        actions.draw_inspection(by=request.user, **values)

    return form_page(
        request,
        form,
        do,
        "样本已抽出，总体和种子已固定。请逐条检查。",
        "evaluation:inspections",
        heading="新建抽查",
        submit="抽取样本",
    )


def _inspection(request: StaffRequest, pk: int) -> Inspection:
    return get_object_or_404(inspections_for(request.user), pk=pk)


def detail(request: StaffRequest, pk: int) -> HttpResponse:
    inspection = _inspection(request, pk)
    items = inspection.items.select_related("information", "organisation", "checked_by").annotate(
        problems=Count("findings", filter=~Q(findings__state=FindingState.CANCELLED))
    )
    total, checked = len(items), sum(one.checked_at is not None for one in items)
    return show(
        request,
        "inspection",
        "inspections",
        inspection=inspection,
        period=of_key(inspection.period_key).label,
        items=items,
        checked=checked,
        total=total,
        next_item=next((one for one in items if one.checked_at is None), None),
        again=draws_again(inspection) if request.GET.get("verify") else None,
        found=inspection.findings.filter(state=FindingState.FOUND).count(),
        problems=inspection.findings.exclude(state=FindingState.CANCELLED).count(),
        may=may_run(request.user, inspection.organisation),
        closed=inspection.state == InspectionState.CLOSED,
        circulars=inspection.circulars.all(),
    )


def export(request: StaffRequest, pk: int) -> HttpResponse:
    inspection = _inspection(request, pk)
    return workbook(inspection_workbook(inspection), inspection.title)


def close(request: StaffRequest, pk: int) -> HttpResponse:
    inspection = _inspection(request, pk)

    def do(**values: Any) -> None:
        actions.close_inspection(by=request.user, inspection=inspection, **values)

    return form_page(
        request,
        CloseForm(request.POST or None),
        do,
        "抽查已办结，可以起草通报。",
        inspection.get_absolute_url(),
        heading="办结抽查",
        subject=inspection.title,
        submit="办结",
        warning="办结以后不能再改检查结论。发现的问题继续整改。",
    )


def item(request: StaffRequest, pk: int) -> HttpResponse:
    """The check sheet of one record."""
    one = get_object_or_404(items_for(request.user), pk=pk)
    problems: list[str] = []
    typed = _typed(request, one)
    if request.method == "POST":
        try:
            actions.check_item(
                by=request.user, item=one, verdicts=typed, remarks=request.POST.get("remarks", "")
            )
        except (ValidationError, Denied) as refusal:
            problems = words_of(refusal)
        else:
            messages.success(request, f"第 {one.number} 条已检查。")
            return redirect(_next(one))
    return show(
        request,
        "item",
        "inspections",
        422 if problems else 200,
        item=one,
        inspection=one.inspection,
        rows=_rows(one, typed),
        verdicts=VERDICTS.items(),
        remarks=request.POST.get("remarks", one.remarks),
        problems=problems,
        may=may_run(request.user, one.inspection.organisation),
        closed=one.inspection.state == InspectionState.CLOSED,
        findings=one.findings.exclude(state=FindingState.CANCELLED),
        changed=one.information.public_digest != one.digest,
    )


def _typed(request: StaffRequest, one: SampledItem) -> dict[str, tuple[str, str]]:
    """The verdicts in the form: what was typed, else what was saved before."""
    if request.method == "POST":
        sent = request.POST
        keys = [check.key for check in checklist(one.inspection.subject)]
        return {key: (sent.get(f"{key}-verdict", ""), sent.get(f"{key}-note", "")) for key in keys}
    return {line.key: (line.verdict, line.note) for line in one.lines.all()}


def _rows(one: SampledItem, typed: dict[str, tuple[str, str]]) -> list[dict[str, Any]]:
    """Each line with what the machine sees now; a person begins with no verdict chosen."""
    looked = machine.Subject(one.information, one.digest)
    rows = []
    for check in checklist(one.inspection.subject):
        seen = machine.look(check.machine, looked)
        verdict, note = typed.get(check.key, ("", ""))
        words = machine.WORDS[seen.result]
        rows.append({"check": check, "seen": seen, "words": words, "verdict": verdict, "note": note})
    return rows


def _next(one: SampledItem) -> str:
    """The next record to check, or the inspection when all are done."""
    left = one.inspection.items.filter(checked_at=None).order_by("number")
    following = left.filter(number__gt=one.number).first() or left.first()
    return following.get_absolute_url() if following else one.inspection.get_absolute_url()
