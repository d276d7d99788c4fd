"""Changes: drafting, review, filing, receipts."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from mingbai.catalogue import actions
from mingbai.catalogue.actions.importing import plan_of
from mingbai.catalogue.forms import NoteForm, OverlayForm, RowForm, Why
from mingbai.catalogue.models import CatalogueItem, Change, Overlay
from mingbai.catalogue.policies import may_cancel, may_edit, may_file, may_propose, may_receipt, may_review
from mingbai.catalogue.queries import changes_for, places_of, readable, waiting_for
from mingbai.catalogue.rules.channels import from_json, text_of
from mingbai.catalogue.states import OPEN, State, Verb, after
from mingbai.lib.verdict import Denied, require
from mingbai.organisations.models import Organisation
from mingbai.shell.views import StaffRequest, page, refuse, words_of

Kind = Change.Kind
PER_PAGE = 50
TITLES = {
    "field": "领域", "number": "序号", "level1": "一级事项", "level2": "二级事项", "level3": "三级事项",
    "elements": "公开内容（要素）", "basis": "公开依据", "limit_text": "公开时限", "body_text": "公开主体",
    "channels": "公开渠道", "to_society": "全社会", "to_group": "特定群体", "mode": "公开方式",
    "county_level": "县级", "township_level": "乡级", "village_level": "村级", "extra": "本地内容",
}  # fmt: skip
EXPLAINED = {
    Kind.OVERLAY: "上级的事项不变，本单位在上面收紧时限、增加渠道、写上联系信息。",
    Kind.EXCLUDE: "写明本单位为什么不适用这个事项，例如“本镇没有国有林场”。由上一级审定，理由会公开显示。",
    Kind.LIFT: "取消以后，这个事项恢复成上级规定的样子。",
    Kind.RETIRE: "停用以后，这个事项从各单位目录里移出，历史保留。",
}


def listing(request: StaffRequest) -> HttpResponse:
    """What waits for this person, and all changes within reach."""
    state = request.GET.get("state", "")
    rows = changes_for(request.user)
    if state in State.values:
        rows = rows.filter(state=state)
    shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    mine = changes_for(request.user).filter(drafted_by=request.user, state__in=[State.DRAFT, State.RETURNED])
    return page(
        request,
        "catalogue/changes.html",
        waiting=waiting_for(request.user),
        mine=mine,
        shown=shown,
        states=State.choices,
        state=state,
        query=f"state={state}" if state else "",
    )


def filing(request: StaffRequest) -> HttpResponse:
    """The filing box: what is to be reported, what waits for a receipt, what has one."""
    rows = changes_for(request.user).exclude(organisation=None).exclude(organisation__depth=1)
    to_file = [one for one in rows.filter(state=State.EFFECTIVE) if may_file(request.user, one)]
    waiting = rows.filter(state=State.FILED)
    done = Paginator(rows.filter(state=State.RECEIPTED), PER_PAGE).get_page(request.GET.get("page"))
    receipts = [(one, bool(may_receipt(request.user, one))) for one in waiting]
    return page(request, "catalogue/filing.html", to_file=to_file, waiting=receipts, shown=done)


def one(request: StaffRequest, pk: int) -> HttpResponse:
    """A change with what it does and what may be done with it now."""
    change = get_object_or_404(changes_for(request.user), pk=pk)
    if request.method == "POST":
        return _do(request, change)
    plan = plan_of(change) if change.kind == Kind.IMPORT and change.state in OPEN else None
    can = {
        "submit": bool(may_edit(request.user, change)),
        "review": change.state == State.SUBMITTED and bool(may_review(request.user, change)),
        "cancel": after(change.state, Verb.CANCEL) is not None and bool(may_cancel(request.user, change)),
        "file": change.state == State.EFFECTIVE and bool(may_file(request.user, change)),
        "receipt": change.state == State.FILED and bool(may_receipt(request.user, change)),
    }
    return page(
        request, "catalogue/change.html", change=change, can=can, form=NoteForm(), plan=plan,
        differences=_differences(change), explained=EXPLAINED.get(Kind(change.kind), ""),
    )  # fmt: skip


def _do(request: StaffRequest, change: Change) -> HttpResponse:
    verb, note = request.POST.get("verb", ""), request.POST.get("note", "")[:1000]
    doing = {
        "submit": lambda: actions.submit(by=request.user, change=change),
        "approve": lambda: actions.approve(by=request.user, change=change, note=note),
        "send_back": lambda: actions.send_back(by=request.user, change=change, note=note),
        "cancel": lambda: actions.cancel(by=request.user, change=change),
        "file": lambda: actions.file(by=request.user, change=change),
        "receipt": lambda: actions.receipt(by=request.user, change=change),
    }
    if verb not in doing:
        raise Http404
    try:
        changed = doing[verb]()
    except (ValidationError, Denied) as problem:
        messages.error(request, "".join(words_of(problem)))
    else:
        number = f"，备案号 {changed.receipt_number}" if verb == "receipt" else ""
        messages.success(request, f"“{changed.title}”现在是：{changed.get_state_display()}{number}。")
    return redirect("catalogue:change", pk=change.pk)


def _differences(change: Change) -> list[tuple[str, str, str]]:
    """(column, as it is, as it will be) of what the change says."""
    found = []
    for name, value in change.values.items():
        if name not in TITLES or value in ("", {}, None):
            continue
        present = _present(change, name)
        found.append((TITLES[name], _shown(present), _shown(value)))
    return found


def _present(change: Change, name: str) -> Any:
    if change.item is None or change.kind == Kind.ADD or change.state not in OPEN:
        return ""
    return getattr(change.item, "field_id" if name == "field" else name)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "√" if value else "（不选）"
    if isinstance(value, dict):
        return "；".join(f"{key}：{text}" for key, text in value.items())
    return str(value)


# -- drafting --------------------------------------------------------------------


def new(request: StaffRequest) -> HttpResponse:
    """Draft a change and hand it in for review."""
    kind, place, item = _subject(request)
    require(may_propose(request.user, place))
    form = _form(request, kind, item, place)
    if request.method == "POST" and form.is_valid():
        try:
            change = _propose(request, form, kind, place, item)
        except ValidationError as problem:
            refuse(form, problem)
        else:
            messages.success(request, "已提交审核，审定以后到生效日期生效。")
            return redirect("catalogue:change", pk=change.pk)
    return _form_page(request, form, kind, place, item)


def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Correct a change that was sent back and hand it in again."""
    change = get_object_or_404(changes_for(request.user), pk=pk)
    require(may_edit(request.user, change))
    kind = Kind(change.kind)
    if kind == Kind.IMPORT:
        messages.error(request, "成批导入的请作废后重新上传文件。")
        return redirect("catalogue:change", pk=pk)
    form = _form(request, kind, change.item, change.organisation, change)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                actions.revise(by=request.user, change=change, values=form.values(), **_why(form))
                actions.submit(by=request.user, change=change)
        except ValidationError as problem:
            refuse(form, problem)
        else:
            messages.success(request, "已重新提交审核。")
            return redirect("catalogue:change", pk=pk)
    return _form_page(request, form, kind, change.organisation, change.item, change)


def _subject(request: StaffRequest) -> tuple[Kind, Organisation | None, CatalogueItem | None]:
    """What the address asks for; 404 for what is not there or not within reach."""
    kind = request.GET.get("kind", "")
    if kind not in Kind.values or kind == Kind.IMPORT:
        raise Http404
    return Kind(kind), _asked(request, "organisation"), _asked(request, "item")


def _asked(request: StaffRequest, name: str) -> Any:
    text = request.GET.get(name, "0")
    if not text.isdecimal() or len(text) > 18:
        raise Http404
    if text == "0":
        return None
    rows = places_of(request.user) if name == "organisation" else readable(request.user)
    return get_object_or_404(rows, pk=int(text))


@transaction.atomic
def _propose(
    request: StaffRequest, form: Why, kind: Kind, place: Organisation | None, item: CatalogueItem | None
) -> Change:
    change = actions.propose(
        by=request.user, kind=kind, organisation=place, item=item, values=form.values(), **_why(form)
    )
    return actions.submit(by=request.user, change=change)


def _why(form: Why) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("reason", "effective_on")}


def _form(
    request: StaffRequest,
    kind: Kind,
    item: CatalogueItem | None,
    place: Organisation | None,
    change: Change | None = None,
) -> Why:
    initial: dict[str, Any] = {}
    if change is not None:
        initial = {**change.values, "reason": change.reason, "effective_on": change.effective_on}
    if kind in {Kind.ADD, Kind.ALTER}:
        present = (
            {name: getattr(item, "field_id" if name == "field" else name) for name in TITLES} if item else {}
        )
        values = {**present, **initial}
        return RowForm(request.POST or None, initial=values, extra=values.get("extra") or {})
    if kind == Kind.OVERLAY and item is not None and place is not None:
        own = Overlay.objects.filter(item=item, organisation=place, valid_to=None).first()
        if own is not None and change is None:
            initial = {"limit_text": own.limit_text, "channels": text_of(from_json(own.channel_list))}
            initial["extra"] = own.extra
        return OverlayForm(
            request.POST or None, initial=initial, extra=initial.get("extra") or dict(item.extra)
        )
    return Why(request.POST or None, initial=initial)


def _form_page(
    request: StaffRequest,
    form: Why,
    kind: Kind,
    place: Organisation | None,
    item: CatalogueItem | None,
    change: Change | None = None,
) -> HttpResponse:
    return page(
        request, "catalogue/change_form.html", 422 if request.method == "POST" else 200,
        form=form, kind=kind, place=place, item=item, change=change, explained=EXPLAINED.get(kind, ""),
        channels=text_of(from_json(item.channel_list)) if item else "",
        danger=kind in {Kind.EXCLUDE, Kind.RETIRE},
    )  # fmt: skip
