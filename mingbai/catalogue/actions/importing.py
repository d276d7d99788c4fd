"""Importing rows from a file: at once from the command line, or as a change that waits for review."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.catalogue.actions import applying
from mingbai.catalogue.actions.planning import Plan, Planned, plan
from mingbai.catalogue.models import Change, Column
from mingbai.catalogue.policies import may_propose
from mingbai.catalogue.rules.channels import as_json, parse_channels
from mingbai.catalogue.sheets import Read, SheetRow
from mingbai.ledger.actions import append
from mingbai.lib import clock
from mingbai.lib.verdict import require
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import acting_role


def carry_out(
    planned: Iterable[Planned], organisation: Organisation | None, on: date, change: Change | None, note: str
) -> None:
    """Write what was planned; the caller has asked who may."""
    for one in planned:
        if one.verdict == "add":
            applying.add_row(one.values, organisation, on, change, note)
            continue
        assert one.item is not None
        if one.verdict == "alter":
            applying.write_row(one.item, one.values, on, change, note)
        if organisation is None:
            continue
        if one.verdict == "overlay":
            applying.lay_over(
                one.item,
                organisation,
                on,
                limit_text=one.values["limit_text"],
                channel_list=as_json(parse_channels(one.values["channels"])),
                extra=one.values["extra"],
            )
        applying.hold(one.item, organisation, on)


def know_columns(titles: Iterable[str]) -> None:
    """Local columns of a file become columns of the catalogue."""
    last = Column.objects.count()
    for number, title in enumerate(titles, last + 1):
        Column.objects.get_or_create(title=title[:40], defaults={"order": number * 10})


@transaction.atomic
def import_at_once(*, by: User | None, read: Read, organisation: Organisation | None, name: str) -> Plan:
    """Compare and, when nothing is wrong, write; for the command line, where `by` is None.

    With any problem nothing is written: the plan says what to correct.
    """
    if by is not None:
        require(may_propose(by, organisation))
    found = plan(read, organisation)
    if found.problems:
        return found
    know_columns(found.extra)
    carry_out(found.planned, organisation, clock.today(), None, f"导入“{name}”"[:200])
    append(
        verb="catalogue.import",
        by=by,
        subject=organisation or "catalogue",
        organisation=organisation,
        role=acting_role(by, "catalogue.manage", organisation) if by is not None else "",
        detail={"file": name[:200], **found.counts},
    )
    return found


def rows_for_change(found: Plan) -> list[dict[str, Any]]:
    """The rows of a plan as a change keeps them until its day."""
    return [
        {
            "sheet": one.row.sheet,
            "number": one.row.number,
            "columns": one.row.columns,
            "values": one.row.values,
        }
        for one in found.planned
    ]


def plan_of(change: Change) -> Plan:
    """What an import that waits for its day would do now."""
    rows = [SheetRow(**one) for one in change.values["rows"]]
    return plan(Read(rows=rows, extra=change.values.get("extra", [])), change.organisation)


def _apply(change: Change, values: dict[str, Any]) -> None:
    found = plan_of(change)
    if found.problems:
        first = found.problems[0]
        raise ValidationError({"rows": f"{first.sheet} {first.cell}：{first.message}"})
    know_columns(found.extra)
    carry_out(
        found.planned, change.organisation, clock.today(), change, f"导入“{values.get('name', '')}”"[:200]
    )


applying.register(Change.Kind.IMPORT, _apply)
