"""Power lists and service lists: importing them, tying entries to rows of the catalogue."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.catalogue.models import CatalogueItem, ListEntry, ListKind
from mingbai.catalogue.policies import may_keep
from mingbai.catalogue.queries.rows import in_force, visible
from mingbai.catalogue.sheets.entries import EntryRow
from mingbai.ledger.actions import append
from mingbai.lib import clock
from mingbai.lib.verdict import require
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import acting_role


@transaction.atomic
def import_list(
    *, by: User, organisation: Organisation, kind: str, rows: Sequence[EntryRow]
) -> dict[str, int]:
    """Make the organisation's list what the file says: entries are added, altered by code, or end.

    Entries keep the rows they were tied to; a new entry is tied to the row of the same name. Returns how
    many were added, altered, ended and left as they are.
    """
    require(may_keep(by, organisation))
    if kind not in ListKind.values:
        raise ValidationError({"kind": "请选择清单类别。"})
    if not rows:
        raise ValidationError({"file": "文件里没有清单事项。"})
    day = clock.today()
    present = {
        one.code: one for one in ListEntry.objects.filter(in_force(day), organisation=organisation, kind=kind)
    }
    names = _names(organisation)
    counts = {"added": 0, "altered": 0, "ended": 0, "same": 0}
    for row in rows:
        counts[_write(row, present.pop(row.code, None), organisation, kind, names)] += 1
    for gone in present.values():
        gone.valid_to = day - timedelta(days=1)
        gone.save(update_fields=["valid_to"])
        counts["ended"] += 1
    _trail("catalogue.import_list", by, organisation, {"kind": kind, **counts})
    return counts


def _names(organisation: Organisation) -> dict[str, CatalogueItem]:
    """Rows the organisation may use, by every name a file may call them."""
    found: dict[str, CatalogueItem] = {}
    for item in visible(organisation, clock.today()):
        for name in (item.path, item.level3, item.level2):
            if name:
                found.setdefault(name, item)
    return found


def _write(
    row: EntryRow,
    entry: ListEntry | None,
    organisation: Organisation,
    kind: str,
    names: dict[str, CatalogueItem],
) -> str:
    values = {"name": row.name, "category": row.category, "basis": row.basis}
    tied = names.get(row.item) or names.get(row.name)
    if entry is None:
        entry = ListEntry.objects.create(
            kind=kind, organisation=organisation, code=row.code, valid_from=clock.today(), **values
        )
        if tied is not None:
            entry.items.add(tied)
        return "added"
    more = tied is not None and row.item and not entry.items.filter(pk=tied.pk).exists()
    if more and tied is not None:
        entry.items.add(tied)
    if all(getattr(entry, name) == value for name, value in values.items()):
        return "altered" if more else "same"
    for name, value in values.items():
        setattr(entry, name, value)
    entry.save()
    return "altered"


@transaction.atomic
def tie(*, by: User, entry: ListEntry, items: Iterable[CatalogueItem]) -> ListEntry:
    """Say which rows of the catalogue an entry belongs to; these replace those before."""
    require(may_keep(by, entry.organisation))
    wanted = {item.pk for item in items}
    usable = set(
        visible(entry.organisation, clock.today()).filter(pk__in=wanted).values_list("pk", flat=True)
    )
    if usable != wanted:
        raise ValidationError({"items": "请从列表中选择本单位可以使用的事项。"})
    entry.items.set(usable)
    _trail("catalogue.tie", by, entry.organisation, {"entry": entry.pk, "rows": sorted(usable)})
    return entry


def _trail(verb: str, by: User, organisation: Organisation, detail: dict) -> None:
    role = acting_role(by, "catalogue.overlay", organisation) or acting_role(
        by, "catalogue.manage", organisation
    )
    append(verb=verb, by=by, subject=organisation, organisation=organisation, role=role, detail=detail)
