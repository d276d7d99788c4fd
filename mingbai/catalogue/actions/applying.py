"""What a change does on its day."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.catalogue.actions.checking import COLUMNS, clean_values
from mingbai.catalogue.actions.moving import move
from mingbai.catalogue.models import CatalogueItem, Change, Holding, Overlay, Version
from mingbai.catalogue.rules.channels import as_json, parse_channels
from mingbai.catalogue.rules.limits import read_limit
from mingbai.catalogue.states import State, Verb
from mingbai.ledger.actions import append
from mingbai.lib import clock
from mingbai.organisations.models import Organisation

Kind = Change.Kind
DAY = timedelta(days=1)


def apply_due() -> str:
    """The round of the sweep: changes whose day has come take effect; returns what was done.

    A change that no longer fits what others changed meanwhile goes back to its drafter with the reason.
    """
    due = Change.objects.filter(state=State.APPROVED, effective_on__lte=clock.today())
    done = [apply_or_return(change) for change in due.select_related("item", "organisation").order_by("pk")]
    return f"公开目录有{len(done)}项变更到期办理。" if done else ""


def apply_or_return(change: Change) -> bool:
    """Whether it took effect; otherwise it was sent back with the reason."""
    try:
        with transaction.atomic():
            apply(change)
    except ValidationError as problem:
        change.refresh_from_db()
        note = f"到生效日时已不能生效：{' '.join(problem.messages)}"[:300]
        with transaction.atomic():
            move(change, Verb.SEND_BACK, review_note=note)
            _trail("catalogue.return", change)
        return False
    return True


@transaction.atomic
def apply(change: Change) -> None:
    """Let an approved change take effect today."""
    values = clean_values(change)
    _APPLY[Kind(change.kind)](change, values)
    move(change, Verb.APPLY, applied_at=clock.now(), item=change.item)
    _trail("catalogue.apply", change)


def _trail(verb: str, change: Change) -> None:
    append(verb=verb, by=None, subject=change, organisation=change.organisation, after=change.state)


# -- rows ----------------------------------------------------------------------


def write_row(
    item: CatalogueItem, values: Mapping[str, Any], on: date, change: Change | None = None, note: str = ""
) -> CatalogueItem:
    """Write columns of a row and what is read from them, and keep the version."""
    if item.pk is not None and not item.versions.exists():
        Version.objects.create(item=item, on=item.valid_from, content=columns_of(item), note="最初的内容")
    for name, value in values.items():
        setattr(item, "field_id" if name == "field" else name, value)
    item.channel_list = as_json(parse_channels(item.channels))
    item.limit = read_limit(item.limit_text)
    item.save()
    Version.objects.create(item=item, on=on, content=columns_of(item), change=change, note=note)
    return item


def columns_of(item: CatalogueItem) -> dict[str, Any]:
    """The columns a person writes, by name."""
    return {name: getattr(item, "field_id" if name == "field" else name) for name in COLUMNS}


def add_row(
    values: Mapping[str, Any],
    organisation: Organisation | None,
    on: date,
    change: Change | None = None,
    note: str = "",
) -> CatalogueItem:
    """A new row of the organisation's layer; it stands on the organisation's own list."""
    item = CatalogueItem(organisation=organisation, valid_from=on)
    write_row(item, values, on, change, note)
    if organisation is not None:
        hold(item, organisation, on)
    return item


def hold(item: CatalogueItem, organisation: Organisation, on: date) -> bool:
    """Put a row on a list unless it is there; returns whether it is new."""
    _, new = Holding.objects.get_or_create(
        item=item, organisation=organisation, valid_to=None, defaults={"valid_from": on}
    )
    return new


def lay_over(item: CatalogueItem, organisation: Organisation, on: date, **values: Any) -> Overlay:
    """End the organisation's overlay of the row on the day before, and begin the next."""
    lift(item, organisation, on)
    limit = read_limit(values.get("limit_text", ""))
    return Overlay.objects.create(item=item, organisation=organisation, valid_from=on, limit=limit, **values)


def lift(item: CatalogueItem, organisation: Organisation, on: date) -> None:
    Overlay.objects.filter(item=item, organisation=organisation, valid_to=None).update(valid_to=on - DAY)


# -- by kind -------------------------------------------------------------------


def _add(change: Change, values: dict[str, Any]) -> None:
    change.item = add_row(values, change.organisation, clock.today(), change)


def _alter(change: Change, values: dict[str, Any]) -> None:
    assert change.item is not None
    write_row(change.item, values, clock.today(), change)


def _retire(change: Change, values: dict[str, Any]) -> None:
    """From today the row is out of use and off every list."""
    last = clock.today() - DAY
    assert change.item_id is not None
    CatalogueItem.objects.filter(pk=change.item_id).update(active=False, valid_to=last)
    Holding.objects.filter(item=change.item_id, valid_to=None).update(valid_to=last)


def _overlay(change: Change, values: dict[str, Any]) -> None:
    item, place = _over(change)
    lay_over(
        item,
        place,
        clock.today(),
        limit_text=values["limit_text"],
        channel_list=as_json(parse_channels(values["channels"])),
        extra=values["extra"],
    )


def _exclude(change: Change, values: dict[str, Any]) -> None:
    item, place = _over(change)
    lay_over(item, place, clock.today(), applicable=False, reason=change.reason)


def _lift(change: Change, values: dict[str, Any]) -> None:
    lift(*_over(change), clock.today())


def _over(change: Change) -> tuple[CatalogueItem, Organisation]:
    assert change.item is not None and change.organisation is not None
    return change.item, change.organisation


_APPLY: dict[Kind, Callable[[Change, dict[str, Any]], None]] = {
    Kind.ADD: _add,
    Kind.ALTER: _alter,
    Kind.RETIRE: _retire,
    Kind.OVERLAY: _overlay,
    Kind.EXCLUDE: _exclude,
    Kind.LIFT: _lift,
}
"""IMPORT joins from `importing`, which stands above this module."""


def register(kind: Kind, do: Callable[[Change, dict[str, Any]], None]) -> None:
    """Let a module above say what a kind of change does."""
    _APPLY[kind] = do
