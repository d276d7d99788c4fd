"""A record on paper: choose, look at it, confirm, download."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from mingbai.channels import actions as channels
from mingbai.channels.models import Rendering
from mingbai.channels.policies import may_change, may_make
from mingbai.channels.queries.periods import least_until_of
from mingbai.channels.states import RenderingKind
from mingbai.disclosures.models import Information
from mingbai.documents.official import NoChineseFont
from mingbai.lib import clock
from mingbai.lib.verdict import Denied, require
from mingbai.printing.exports import official_docx, official_pdf
from mingbai.printing.exports.labels import labels_pdf, place_label, record_label
from mingbai.printing.exports.leaflets import leaflet_pdf
from mingbai.printing.exports.pictures import page_count, page_png
from mingbai.printing.exports.records import contact_of, sheet_of
from mingbai.printing.exports.sheets import draw, is_crowded
from mingbai.printing.forms import LabelsForm, LeafletForm, SheetForm
from mingbai.printing.queries import places_for, proposed_answers, records_for, renderings_for
from mingbai.printing.rules.leaflets import USUAL, tidy
from mingbai.shell.exports import download
from mingbai.shell.views import StaffRequest, form_page, page

MOST_PAGES_SHOWN = 20
NOT_FITTING = "字数太多，一页放不下（已经缩到 16 磅）。请删短几处再确认。"


def _record(request: StaffRequest, pk: int) -> Information:
    return get_object_or_404(records_for(request.user), pk=pk)


def _rendering(request: StaffRequest, pk: int) -> Rendering:
    return get_object_or_404(renderings_for(request.user), pk=pk)


def record(request: StaffRequest, pk: int) -> HttpResponse:
    """What can be printed of a record, and what was."""
    information = _record(request, pk)
    return page(
        request,
        "printing/record.html",
        information=information,
        renderings=renderings_for(request.user).filter(information=information),
        labels=LabelsForm(),
    )


def sheet(request: StaffRequest, pk: int) -> HttpResponse:
    information = _record(request, pk)
    require(may_make(request.user, information))
    today = clock.today()
    until = least_until_of(information, information.organisation, today)
    form = SheetForm(request.POST or None, initial={"size": "A4", "from_on": today, "until": until})
    return _draft(request, form, information, _sheet, "制作公示栏张贴稿")


def leaflet(request: StaffRequest, pk: int) -> HttpResponse:
    information = _record(request, pk)
    require(may_make(request.user, information))
    initial = proposed_answers(information, contact_of(information.organisation))
    form = LeafletForm(request.POST or None, initial=initial)
    lines = [
        "下面是从正文里摘出来的，请改成群众看得懂的话。一张 A4 纸，字要大，所以每一栏都有字数限制；"
        "不涉及的可以空着。"
    ]
    return _draft(request, form, information, _leaflet, "制作明白纸", lines=lines)


def official(request: StaffRequest, pk: int) -> HttpResponse:
    """The layout of official documents has nothing to choose."""
    information = _record(request, pk)
    require(may_make(request.user, information))
    if request.method != "POST":
        return redirect("printing:record", pk=pk)
    drawn = _or_denied(lambda: official_pdf(information))
    row = channels.keep(
        information=information,
        kind=RenderingKind.OFFICIAL,
        content={},
        by=request.user,
        data=drawn,
        file_name=f"{information.title}.pdf",
    )
    return redirect("printing:rendering", pk=row.pk)


def word(request: StaffRequest, pk: int) -> HttpResponse:
    information = _record(request, pk)
    return download(official_docx(information), f"{information.title}.docx")


def labels(request: StaffRequest, pk: int) -> HttpResponse:
    """Stickers of a record: the code leads to the present version for ever, so nothing needs confirming."""
    information = _record(request, pk)
    form = LabelsForm(request.GET if "count" in request.GET else {"count": 10})
    if not form.is_valid():
        return page(request, "printing/labels.html", 422, information=information, form=form)
    rows = [record_label(information)] * form.cleaned_data["count"]
    data = _or_denied(lambda: labels_pdf(rows, on=clock.today()))
    return download(data, f"二维码标签 {information.title}.pdf")


def place_labels(request: StaffRequest) -> HttpResponse:
    """One sticker for each place of public information within reach."""
    rows = [place_label(one) for one in places_for(request.user)]
    if not rows:
        raise Denied("您的单位还没有登记公示栏、电子屏、查阅点等公开场所，没有可印的标签。")
    return download(_or_denied(lambda: labels_pdf(rows, on=clock.today())), "公开场所二维码标签.pdf")


def rendering(request: StaffRequest, pk: int) -> HttpResponse:
    """The pages as pictures, and the button to confirm them."""
    row = _rendering(request, pk)
    if request.method == "POST":
        if not row.content.get("fits", True):
            raise Denied(NOT_FITTING)
        channels.confirm(rendering=row, by=request.user)
        messages.success(request, "已确认，可以打印、张贴了。")
        return redirect("printing:rendering", pk=pk)
    count = page_count(_bytes(row))
    may = bool(may_change(request.user, row))
    return page(
        request,
        "printing/rendering.html",
        row=row,
        information=row.information,
        numbers=range(1, min(count, MOST_PAGES_SHOWN) + 1),
        count=count,
        notes=_notes(row),
        fits=row.content.get("fits", True),
        may_confirm=may,
        may_edit=may and row.kind != RenderingKind.OFFICIAL,
    )


def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """What a draft says or looks like, once more."""
    row = _rendering(request, pk)
    information = row.information
    require(may_make(request.user, information))
    posted = request.POST or None
    if row.kind == RenderingKind.LEAFLET:
        return _draft(
            request, LeafletForm(posted, initial=row.content), information, _leaflet, "修改明白纸", row
        )
    if row.kind != RenderingKind.SHEET:
        raise Http404
    return _draft(request, SheetForm(posted, initial=row.content), information, _sheet, "修改张贴稿", row)


def picture(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    try:
        data = page_png(_bytes(_rendering(request, pk)), number)
    except IndexError as missing:
        raise Http404 from missing
    return HttpResponse(data, content_type="image/png")


def pdf(request: StaffRequest, pk: int) -> HttpResponse:
    row = _rendering(request, pk)
    return download(_bytes(row), row.file_name or f"{row.get_kind_display()}.pdf")


Made = tuple[RenderingKind, dict[str, Any], bytes]


def _sheet(information: Information, size: str, from_on: date | None, until: date | None) -> Made:
    made = sheet_of(information, size=size, from_on=from_on, until=until)
    content = {
        "size": size,
        "from_on": from_on.isoformat() if from_on else None,
        "until": until.isoformat() if until else None,
        "crowded": is_crowded(made),
    }
    return RenderingKind.SHEET, content, draw([made], on=clock.today())


def _leaflet(information: Information, **answers: str) -> Made:
    said = tidy(answers)
    drawn = leaflet_pdf(information, said)
    return RenderingKind.LEAFLET, {**said, "points": drawn.size, "fits": drawn.fits}, drawn.data


def _draft(
    request: StaffRequest,
    form: Any,
    information: Information,
    made: Callable[..., Made],
    heading: str,
    row: Rendering | None = None,
    **context: Any,
) -> HttpResponse:
    """A form from which something is drawn, kept as a draft and shown."""
    kept: list[Rendering] = []

    def do(**values: Any) -> None:
        kind, content, data = _or_denied(lambda: made(information, **values))
        name = f"{information.title}（{kind.label}）.pdf"
        given = {"content": content, "by": request.user, "data": data, "file_name": name}
        kept.append(
            channels.change(rendering=row, **given)
            if row is not None
            else channels.keep(information=information, kind=kind, **given)
        )

    back = reverse("printing:rendering", args=[row.pk]) if row else reverse(
        "printing:record", args=[information.pk]
    )  # fmt: skip
    response = form_page(
        request, form, do, "已生成，请预览。", back, heading=heading, subject=information.title,
        submit="生成并预览", **context,
    )  # fmt: skip
    return redirect("printing:rendering", pk=kept[0].pk) if kept else response


def _or_denied(drawn: Callable[[], Any]) -> Any:
    """A machine without Chinese typefaces says what to install instead of failing."""
    try:
        return drawn()
    except NoChineseFont as problem:
        raise Denied(str(problem)) from problem


def _bytes(row: Rendering) -> bytes:
    if not row.file:
        raise Http404
    with row.file.open("rb") as file:
        return bytes(file.read())


def _notes(row: Rendering) -> list[str]:
    """What a person should look at before confirming."""
    found = []
    if row.content.get("crowded"):
        found.append("表格列太多，字缩到了最小，可能看不清。请改用 A3，或者在正文里把表格拆开。")
    points = row.content.get("points")
    if not row.content.get("fits", True):
        found.append(NOT_FITTING)
    elif points and points < USUAL:
        found.append(f"字数偏多，字号缩到了 {points:g} 磅（一般 18 磅以上）。最好再删短一些，让老人看得清。")
    return found
