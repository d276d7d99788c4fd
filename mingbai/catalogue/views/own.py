"""The own list of an organisation: what is on it, who looks after it, what is proposed for it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from mingbai.accounts.models import User
from mingbai.catalogue import actions, published
from mingbai.catalogue.actions.templates import NOTE, templates
from mingbai.catalogue.forms import ReleaseForm, people_of
from mingbai.catalogue.models import CatalogueItem, Field, Holding
from mingbai.catalogue.policies import may_keep, may_manage
from mingbai.catalogue.queries import EffectiveRow, effective, held, places_of, visible
from mingbai.catalogue.queries.proposals import proposals
from mingbai.lib import clock
from mingbai.lib.verdict import Denied
from mingbai.organisations.models import Kind, Organisation
from mingbai.shell.views import StaffRequest, form_page, page, words_of

PER_PAGE = 50
PROPOSED_PER_PAGE = 200


def mine(request: StaffRequest) -> HttpResponse:
    """To the list of the organisation the person works for, else a choice."""
    keeps = places_of(request.user, "catalogue.overlay").first()
    place = keeps or places_of(request.user).first()
    if place is None:
        raise Http404
    return redirect("catalogue:own", pk=place.pk)


def own(request: StaffRequest, pk: int) -> HttpResponse:
    """The organisation's list as it counts today; naming who is responsible for chosen rows."""
    places = places_of(request.user)
    place = get_object_or_404(places, pk=pk)
    if request.method == "POST":
        _hand_over(request, place)
        return redirect(f"{request.path}?{request.GET.urlencode()}")
    rows = effective(place)
    show = request.GET.get("show", "")
    shown = [row for row in rows if _shown(row, show)]
    paged = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    return page(
        request,
        "catalogue/own.html",
        place=place,
        places=places,
        shown=paged,
        total=len(rows),
        differing=sum(bool(row.differences) for row in rows),
        excluded=sum(not row.applicable for row in rows),
        unowned=sum(row.responsible is None for row in rows),
        show=show,
        query=f"show={show}" if show else "",
        people=people_of(place),
        keeps=bool(may_keep(request.user, place)),
        is_enterprise=place.kind == Kind.ENTERPRISE,
        may_manage=bool(may_manage(request.user)),
    )


def _shown(row: EffectiveRow, show: str) -> bool:
    wanted = {
        "differing": bool(row.differences),
        "excluded": not row.applicable,
        "unowned": row.responsible is None,
    }
    return wanted.get(show, True)


def _hand_over(request: StaffRequest, place: Organisation) -> None:
    chosen = [int(one) for one in request.POST.getlist("holding") if one.isdecimal() and len(one) < 19]
    person = request.POST.get("responsible", "")
    user = User.objects.filter(pk=int(person)).first() if person.isdecimal() and len(person) < 10 else None
    try:
        if person and user is None:
            raise ValidationError({"responsible": "请从列表中选择责任人。"})
        count = actions.hand_over(by=request.user, organisation=place, holdings=chosen, responsible=user)
    except (ValidationError, Denied) as problem:
        messages.error(request, "".join(words_of(problem)))
    else:
        messages.success(request, f"{count} 个事项的责任人已改为{user or '空缺'}。")


def adopt(request: StaffRequest, pk: int) -> HttpResponse:
    """Rows the organisation may use and does not have yet."""
    place = get_object_or_404(places_of(request.user), pk=pk)
    if not may_keep(request.user, place):
        raise Denied(may_keep(request.user, place).reason)
    day = clock.today()
    key, typed = request.GET.get("field", ""), request.GET.get("q", "").strip()[:60]
    rows = visible(place, day).exclude(pk__in=held(place, day).values("item"))
    if request.method == "POST":
        chosen = [int(one) for one in request.POST.getlist("item") if one.isdecimal() and len(one) < 19]
        try:
            count = actions.adopt(
                by=request.user, organisation=place, items=CatalogueItem.objects.filter(pk__in=chosen)
            )
        except ValidationError as problem:
            messages.error(request, "".join(words_of(problem)))
            return redirect(request.get_full_path())
        messages.success(request, f"已列入 {count} 个事项。")
        return redirect("catalogue:own", pk=pk)
    if key:
        rows = rows.filter(field=key)
    if typed:
        rows = rows.filter(level1__icontains=typed) | rows.filter(level2__icontains=typed)
    shown = Paginator(rows.order_by("field__order", "field__name", "pk"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    query = "&".join(part for part in (f"field={key}" if key else "", f"q={typed}" if typed else "") if part)
    return page(
        request, "catalogue/adopt.html",
        place=place, shown=shown, fields=Field.objects.all(), key=key, typed=typed, query=query,
    )  # fmt: skip


def release(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a row off a list; the county office alone."""
    holdings = Holding.objects.filter(organisation__in=places_of(request.user).order_by().values("pk"))
    holding = get_object_or_404(holdings.select_related("item", "organisation"), pk=pk, valid_to=None)

    def do(**values: str) -> None:
        actions.release(by=request.user, holding=holding, **values)

    return form_page(
        request,
        ReleaseForm(request.POST or None),
        do,
        "已移出，从明天起不再列在这个单位的目录里。",
        reverse("catalogue:own", args=[holding.organisation_id]),
        heading="移出单位目录",
        subject=f"{holding.organisation.name}：{holding.item.path}",
        submit="移出",
        danger=True,
        warning="移出以后，这个单位不再承担这一项公开义务。只有职责划转、机构撤销等情况才能移出。",
    )


def proposed(request: StaffRequest) -> HttpResponse:
    """Whose list rows seem to belong on; the county office confirms or declines."""
    key = request.GET.get("field", "")
    if request.method == "POST":
        pairs = [pair for one in request.POST.getlist("pair") if (pair := _pair(one))]
        if "decline" in request.POST:
            messages.success(request, f"{actions.decline(by=request.user, pairs=pairs)} 条建议不采用。")
        else:
            messages.success(request, f"{actions.confirm(by=request.user, pairs=pairs)} 条已列入单位目录。")
        return redirect(f"{request.path}?{request.GET.urlencode()}")
    found, unmatched = proposals(key)
    shown = Paginator(found, PROPOSED_PER_PAGE).get_page(request.GET.get("page"))
    words: dict[str, int] = {}
    for _, text in unmatched:
        words[text] = words.get(text, 0) + 1
    return page(
        request,
        "catalogue/proposed.html",
        shown=shown,
        total=len(found),
        unmatched=sorted(words.items(), key=lambda one: -one[1]),
        fields=Field.objects.all(),
        key=key,
        query=f"field={key}" if key else "",
    )


def _pair(text: str) -> tuple[int, int] | None:
    item, _, place = text.partition("-")
    if not (item.isdecimal() and place.isdecimal() and len(text) < 36):
        return None
    known = CatalogueItem.objects.filter(pk=int(item)).exists()
    return (int(item), int(place)) if known and Organisation.objects.filter(pk=int(place)).exists() else None


def enterprises(request: StaffRequest) -> HttpResponse:
    """Public enterprises and institutions within reach: their rows, what is published, templates."""
    places = places_of(request.user).filter(kind=Kind.ENTERPRISE)
    if request.method == "POST":
        chosen = request.POST.get("organisation", "")
        place = get_object_or_404(places, pk=int(chosen) if chosen.isdecimal() and len(chosen) < 19 else 0)
        try:
            count = actions.adopt_template(
                by=request.user, organisation=place, template=request.POST.get("template", "")
            )
        except (ValidationError, Denied) as problem:
            messages.error(request, "".join(words_of(problem)))
            return redirect("catalogue:enterprises")
        messages.success(request, f"{place}已采用样表，列入 {count} 个事项。请逐条核对。")
        return redirect("catalogue:own", pk=place.pk)
    counted = published.count([place.pk for place in places])
    rows = []
    for place in places:
        items = list(held(place).values_list("item_id", flat=True))
        with_records = sum(bool(counted.get((pk, place.pk))) for pk in items)
        rows.append((place, len(items), with_records, bool(may_keep(request.user, place))))
    return page(request, "catalogue/enterprises.html", rows=rows, templates=templates().items(), note=NOTE)
