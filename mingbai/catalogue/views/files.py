"""Catalogues and lists in and out as Excel files, and the two-way check."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect

from mingbai.catalogue import actions
from mingbai.catalogue.actions.importing import rows_for_change
from mingbai.catalogue.actions.planning import Plan, field_names, plan
from mingbai.catalogue.exports import catalogue_workbook
from mingbai.catalogue.forms import ImportForm, ListForm
from mingbai.catalogue.models import CatalogueItem, Change, ListEntry, ListKind
from mingbai.catalogue.policies import may_keep
from mingbai.catalogue.queries import places_of, visible
from mingbai.catalogue.queries.orphans import check as check_orphans
from mingbai.catalogue.queries.rows import in_force
from mingbai.catalogue.sheets import Problem, Refused, marked_copy, read
from mingbai.catalogue.sheets.entries import read_entries
from mingbai.lib import clock
from mingbai.lib.tables import MAX_BYTES
from mingbai.lib.text import file_name
from mingbai.organisations.models import Organisation
from mingbai.shell.exports import download
from mingbai.shell.views import StaffRequest, page, refuse

SHOWN = 200


def export(request: StaffRequest) -> HttpResponse:
    """The list of an organisation, or the national rows, as an Excel table."""
    asked = request.GET.get("organisation", "")
    if not asked:
        return download(catalogue_workbook(None), "全国标准目录.xlsx")
    if not asked.isdecimal() or len(asked) > 18:
        raise Http404
    place = get_object_or_404(places_of(request.user), pk=int(asked))
    return download(catalogue_workbook(place), f"{place.name}政务公开目录.xlsx")


def upload(request: StaffRequest) -> HttpResponse:
    """Read a file, show what it would do, and hand it in as a change; errors come back marked."""
    form = ImportForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method != "POST" or not form.is_valid():
        return page(request, "catalogue/import.html", 422 if form.errors else 200, form=form)
    file = form.cleaned_data["file"]
    place = Organisation.objects.filter(pk=int(form.cleaned_data["organisation"])).first()
    try:
        data = _bytes(file)
        found = read(data, field_names(), form.cleaned_data["field"])
    except Refused as problem:
        form.add_error("file", str(problem))
        return page(request, "catalogue/import.html", 422, form=form)
    planned = plan(found, place)
    if planned.problems:
        _keep_marked(request, data, planned.problems)
        shown = planned.problems[:SHOWN]
        return page(
            request, "catalogue/import.html", 422, form=form, wrong=shown, count=len(planned.problems)
        )
    if not planned.changing:
        messages.success(request, f"文件里的 {len(planned.planned)} 个事项和现在的完全一样，不用导入。")
        return redirect("catalogue:import")
    try:
        change = _draft(request, form, place, file_name(file.name), planned)
    except ValidationError as problem:
        refuse(form, problem)
        return page(request, "catalogue/import.html", 422, form=form)
    for notice in found.notices:
        messages.warning(request, notice)
    messages.success(request, "文件已读好。请核对下面的内容，没有问题就提交审核。")
    return redirect("catalogue:change", pk=change.pk)


@transaction.atomic
def _draft(
    request: StaffRequest, form: ImportForm, place: Organisation | None, name: str, planned: Plan
) -> Change:
    values = {"rows": rows_for_change(planned), "extra": planned.extra, "name": name}
    return actions.propose(
        by=request.user,
        kind=Change.Kind.IMPORT,
        organisation=place,
        values=values,
        reason=form.cleaned_data["reason"],
        effective_on=form.cleaned_data["effective_on"],
    )


def _bytes(file: UploadedFile) -> bytes:
    if (file.size or 0) > MAX_BYTES:
        raise Refused("文件超过 10 MB，请分成几份导入。")
    return bytes(file.read())


def _place_of_errors(request: StaffRequest) -> str:
    return f"catalogue-errors/{request.user.pk}.xlsx"


def _keep_marked(request: StaffRequest, data: bytes, problems: list[Problem]) -> None:
    """The marked copy of the person's last upload; the next one takes its place."""
    storage, name = storages["default"], _place_of_errors(request)
    storage.delete(name)
    storage.save(name, ContentFile(marked_copy(data, problems)))


def errors(request: StaffRequest) -> HttpResponseBase:
    """The person's own last upload with its errors marked."""
    storage, name = storages["default"], _place_of_errors(request)
    if not storage.exists(name):
        raise Http404
    with storage.open(name) as file:
        data = file.read()
    return download(data, "错误已标出.xlsx")


def check(request: StaffRequest) -> HttpResponse:
    """What stands on one side only: lists, catalogue, published records."""
    places = places_of(request.user)
    asked = request.GET.get("organisation", "")
    place = places.filter(pk=int(asked)).first() if asked.isdecimal() and len(asked) < 19 else None
    place = place or places.first()
    found = check_orphans(places.filter(path__startswith=place.path) if place else places.none(), SHOWN)
    return page(request, "catalogue/check.html", found=found, places=places, place=place, limit=SHOWN)


def lists(request: StaffRequest) -> HttpResponse:
    """Power lists and service lists within reach, and importing one."""
    keeps = places_of(request.user, "catalogue.overlay").exists()
    form = ListForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid() and _import_list(request, form):
        return redirect("catalogue:lists")
    asked = {name: request.GET.get(name, "") for name in ("kind", "q")}
    places = places_of(request.user)
    rows = ListEntry.objects.filter(in_force(clock.today()), organisation__in=places.order_by().values("pk"))
    if asked["kind"] in ListKind.values:
        rows = rows.filter(kind=asked["kind"])
    if asked["q"]:
        rows = rows.filter(name__icontains=asked["q"][:60])
    shown = rows.select_related("organisation").prefetch_related("items")[:SHOWN]
    return page(
        request, "catalogue/lists.html", 422 if form.errors else 200,
        form=form, rows=shown, count=rows.count(), kinds=ListKind.choices, asked=asked, keeps=keeps,
        wrong=getattr(form, "wrong", []),
    )  # fmt: skip


def _import_list(request: StaffRequest, form: ListForm) -> bool:
    values = form.cleaned_data
    try:
        rows, problems = read_entries(_bytes(values["file"]))
        if problems:
            form.wrong = problems[:SHOWN]  # type: ignore[attr-defined]
            form.add_error("file", f"有 {len(problems)} 处错误，没有导入。请照下面的位置改好再导入。")
            return False
        counts = actions.import_list(
            by=request.user, organisation=values["organisation"], kind=values["kind"], rows=rows
        )
    except Refused as problem:
        form.add_error("file", str(problem))
        return False
    except ValidationError as problem:
        refuse(form, problem)
        return False
    words = f"新增 {counts['added']} 条，修改 {counts['altered']} 条，移出 {counts['ended']} 条"
    messages.success(request, f"清单已导入：{words}。")
    return True


def entry(request: StaffRequest, pk: int) -> HttpResponse:
    """One entry of a list, and the rows of the catalogue it belongs to."""
    rows = ListEntry.objects.filter(organisation__in=places_of(request.user).order_by().values("pk"))
    found = get_object_or_404(rows.select_related("organisation"), pk=pk)
    if request.method == "POST":
        chosen = [int(one) for one in request.POST.getlist("item") if one.isdecimal() and len(one) < 19]
        try:
            actions.tie(by=request.user, entry=found, items=CatalogueItem.objects.filter(pk__in=chosen))
        except ValidationError as problem:
            messages.error(request, "".join(problem.messages))
        else:
            messages.success(request, "对应关系已保存。")
        return redirect("catalogue:entry", pk=pk)
    tied = set(found.items.values_list("pk", flat=True))
    typed = request.GET.get("q", "").strip()[:60]
    usable = visible(found.organisation, clock.today()).order_by("field__order", "pk")
    offered = usable.filter(level1__icontains=typed) | usable.filter(level2__icontains=typed)
    offered = offered if typed else usable.filter(pk__in=tied)
    shown = [(item, item.pk in tied) for item in (usable.filter(pk__in=tied) | offered).distinct()[:SHOWN]]
    return page(
        request, "catalogue/entry.html",
        entry=found, shown=shown, typed=typed, keeps=bool(may_keep(request.user, found.organisation)),
    )  # fmt: skip
