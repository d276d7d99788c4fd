"""Organisations and what records are sorted by, for machines."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from mingbai.api.queries.paging import Source
from mingbai.catalogue.models import CatalogueItem, Field, Genre, Holding, Mode, Theme
from mingbai.catalogue.queries import EffectiveRow, effective_rows, held
from mingbai.catalogue.queries.rows import in_force
from mingbai.catalogue.rules.channels import text_of
from mingbai.disclosures.queries import listed
from mingbai.lib import clock
from mingbai.organisations.models import FormerName, Organisation
from mingbai.organisations.queries import by_code, tree


@dataclass(frozen=True)
class Place:
    """An organisation with the codes of those it stands below and was merged into."""

    body: Organisation
    parent: str | None
    merged_into: str | None


def places() -> list[Place]:
    """All organisations, also those that ended, depth first. One query."""
    bodies = tree()
    codes = {body.pk: body.code for body in bodies}
    by_path = {body.path: body.code for body in bodies}
    step = Organisation.steplen
    return [
        Place(body, by_path.get(body.path[:-step]), codes.get(body.merged_into_id or 0)) for body in bodies
    ]


def place_named(code: str) -> Organisation | None:
    """By code, however it is typed, or by the name in its address."""
    return by_code(code) or Organisation.objects.filter(slug=code).first()


def former_names(body: Organisation) -> list[FormerName]:
    return list(body.former_names.all())


@dataclass(frozen=True)
class CountedField:
    field: Field
    records: int


def fields() -> list[CountedField]:
    counts = dict(listed().order_by().values_list("catalogue_item__field").annotate(count=Count("pk")))
    return [CountedField(field, counts.get(field.pk, 0)) for field in Field.objects.all()]


def themes() -> list[Theme]:
    """Each group before its themes."""
    rows = Theme.objects.select_related("parent")
    return sorted(rows, key=lambda one: _theme_place(one))


def _theme_place(theme: Theme) -> tuple[Any, ...]:
    top = theme.parent or theme
    return (top.order, top.pk, theme.parent is not None, theme.order, theme.pk)


def genres() -> list[Genre]:
    return list(Genre.objects.all())


@dataclass(frozen=True)
class Item:
    """A row of the standard catalogue as it counts: for everybody, or for one organisation."""

    id: int
    field: str
    field_name: str
    level1: str
    level2: str | None
    level3: str | None
    elements: str | None
    basis: str | None
    limit: str | None
    body: str | None
    channels: str | None
    to_society: bool
    to_group: str | None
    county_level: bool
    township_level: bool
    village_level: bool
    organisation: str | None
    organisation_name: str | None


def items(organisation: Organisation | None, field: str) -> Source:
    """Rows in force that are disclosed to everybody; with an organisation those on its list, as they count
    there."""
    if organisation is None:
        rows = CatalogueItem.objects.select_related("field", "organisation")
        rows = rows.filter(in_force(clock.today()), mode=Mode.PROACTIVE)
        return Source(rows.filter(field=field) if field else rows, load=_plain)
    own = held(organisation).filter(item__mode=Mode.PROACTIVE)
    return Source(own.filter(item__field=field) if field else own, load=_as_held)


def _plain(rows: Sequence[CatalogueItem]) -> list[Item]:
    return [_item(row, row.limit_text, row.channels, row.organisation) for row in rows]


def _as_held(rows: Sequence[Holding]) -> list[Item]:
    chosen = Holding.objects.filter(pk__in=[row.pk for row in rows]).order_by("pk")
    return [_held_item(row) for row in effective_rows(chosen) if row.applicable]


def _held_item(row: EffectiveRow) -> Item:
    return _item(row.item, row.limit_text, text_of(row.channels), row.organisation)


def _item(row: CatalogueItem, limit: str, channels: str, organisation: Organisation | None) -> Item:
    return Item(
        id=row.pk,
        field=row.field_id,
        field_name=row.field.name,
        level1=row.level1,
        level2=row.level2 or None,
        level3=row.level3 or None,
        elements=row.elements or None,
        basis=row.basis or None,
        limit=limit or None,
        body=row.body_text or None,
        channels=channels or None,
        to_society=row.to_society,
        to_group=row.to_group or None,
        county_level=row.county_level,
        township_level=row.township_level,
        village_level=row.village_level,
        organisation=organisation.code if organisation else None,
        organisation_name=organisation.name if organisation else None,
    )
