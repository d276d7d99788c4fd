"""The tree of fields and rows, and the page of one row."""

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from mingbai.catalogue import published
from mingbai.catalogue.models import CatalogueItem, Field, Mode, Overlay, Version
from mingbai.catalogue.policies import is_county, may_manage, may_propose
from mingbai.catalogue.queries import changes_for, effective_rows, held, places_of, readable
from mingbai.catalogue.queries.rows import in_force, lineage
from mingbai.catalogue.rules.channels import from_json, text_of
from mingbai.catalogue.rules.elements import elements_of
from mingbai.catalogue.states import OPEN
from mingbai.lib import clock
from mingbai.organisations.models import Organisation
from mingbai.shell.views import StaffRequest, page

PER_PAGE = 50
LAYERS = (("", "全部"), ("national", "全国标准目录"), ("county", "县级增加"), ("below", "部门、乡镇、村增加"))
SEARCHED = ("level1", "level2", "level3", "elements", "body_text", "basis")
COMPARED = (
    ("elements", "公开内容（要素）"), ("basis", "公开依据"), ("limit_text", "公开时限"),
    ("channels", "公开渠道"), ("level1", "一级事项"), ("level2", "二级事项"), ("level3", "三级事项"),
    ("body_text", "公开主体"),
    ("to_group", "特定群体"),
)  # fmt: skip


def listing(request: StaffRequest) -> HttpResponse:
    """Rows by field, with filters and search."""
    asked = {name: request.GET.get(name, "").strip()[:60] for name in ("field", "mode", "layer", "q", "old")}
    rows = _narrowed(readable(request.user), asked).order_by("field__order", "field__name", "pk")
    today = clock.today()
    in_use = Q(items__in=readable(request.user).filter(in_force(today)).order_by().values("pk"))
    fields = Field.objects.annotate(count=Count("items", filter=in_use))
    shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    query = "&".join(f"{name}={value}" for name, value in asked.items() if value)
    return page(
        request,
        "catalogue/list.html",
        shown=shown,
        fields=fields,
        asked=asked,
        modes=Mode.choices,
        layers=LAYERS,
        query=query,
        today=today,
        may_manage=bool(may_manage(request.user)),
        own=places_of(request.user, "catalogue.overlay").first() or places_of(request.user).first(),
    )


def _narrowed(rows: QuerySet[CatalogueItem], asked: dict[str, str]) -> QuerySet[CatalogueItem]:
    if not asked["old"]:
        rows = rows.filter(in_force(clock.today()))
    if asked["field"]:
        rows = rows.filter(field=asked["field"])
    if asked["mode"] in Mode.values:
        rows = rows.filter(mode=asked["mode"])
    layers = {
        "national": Q(organisation=None),
        "county": Q(organisation__depth=1),
        "below": Q(organisation__depth__gt=1),
    }
    rows = rows.filter(layers.get(asked["layer"], Q()))
    if asked["q"]:
        found = Q()
        for name in SEARCHED:
            found |= Q(**{f"{name}__icontains": asked["q"]})
        rows = rows.filter(found)
    return rows


def row(request: StaffRequest, pk: int) -> HttpResponse:
    """One row: its text, what each layer lays over it, who holds it, its history."""
    item = get_object_or_404(readable(request.user), pk=pk)
    day = clock.today()
    places = places_of(request.user)
    holdings = held(on=day).filter(item=item, organisation__in=places.order_by().values("pk"))
    holders = list(effective_rows(holdings.order_by("organisation__path"), day))
    mine = places_of(request.user, "catalogue.overlay")
    own = [place for place in mine if _concerns(item, place)]
    records = published.count([one.organisation.pk for one in holders])
    return page(
        request,
        "catalogue/row.html",
        item=item,
        channels=text_of(from_json(item.channel_list)),
        layers=_layers(item, request),
        holders=[(one, records.get((item.pk, one.organisation.pk), 0)) for one in holders],
        elements=[one for one in elements_of(item) if one.group == "own"],
        versions=_history(item),
        pending=changes_for(request.user).filter(item=item, state__in=OPEN),
        own=own,
        may_edit=bool(may_propose(request.user, item.organisation)),
        may_manage=bool(may_manage(request.user)),
        county=_county(request, item),
        today=day,
    )


def _concerns(item: CatalogueItem, place: Organisation) -> bool:
    """Whether the organisation stands below the layer that wrote the row."""
    if item.organisation is None:
        return True
    return item.organisation_id != place.pk and item.organisation.path in lineage(place)


def _county(request: StaffRequest, item: CatalogueItem) -> Organisation | None:
    """The county, when the person keeps its layer and the row is a national one."""
    if item.organisation is not None or not may_manage(request.user):
        return None
    return next((one for one in Organisation.objects.filter(depth=1) if is_county(one)), None)


def _layers(item: CatalogueItem, request: StaffRequest) -> list[tuple[Overlay, str]]:
    """Overlays in force that the person may see: those within reach and those above."""
    places = places_of(request.user)
    paths = {path for place in places[:1] for path in lineage(place)}
    found = Overlay.objects.filter(in_force(clock.today()), item=item).select_related("organisation")
    within = Q(organisation__in=places.order_by().values("pk")) | Q(organisation__path__in=paths)
    rows = found.filter(within).order_by("organisation__path")
    return [(one, text_of(from_json(one.channel_list))) for one in rows]


def _history(item: CatalogueItem) -> list[tuple[Version, list[tuple[str, str, str]]]]:
    """Each version with what it changed: (column, before, after), the newest first."""
    versions = list(item.versions.select_related("change__drafted_by", "change__reviewed_by").order_by("pk"))
    found = []
    for number, version in enumerate(versions):
        before = versions[number - 1].content if number else {}
        changed = [
            (title, str(before.get(name, "")), str(version.content.get(name, "")))
            for name, title in COMPARED
            if number and before.get(name, "") != version.content.get(name, "")
        ]
        found.append((version, changed))
    return found[::-1]
