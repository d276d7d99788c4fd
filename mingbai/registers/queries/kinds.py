"""The kinds of activities and the settings: packaged, and what the county changed."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from mingbai.lib import clock
from mingbai.registers.models import ActivityKind, RegisterSetting
from mingbai.registers.rules import Kind

DATA = Path(__file__).resolve().parent.parent / "data"


@cache
def packaged_kinds() -> dict[str, Kind]:
    rows = json.loads((DATA / "activity_kinds.json").read_text("utf-8"))
    return {row["key"]: _packaged(row) for row in rows}


def _packaged(row: dict[str, Any]) -> Kind:
    words = {name: row[name] for name in ("key", "name", "short", "fields", "evidence", "basis", "certainty")}
    return Kind(needed=tuple(row["needed"]), may_be_public=row["public"], packaged=True, **words)


def kinds(all_: bool = False) -> dict[str, Kind]:
    """Key → kind, the packaged ones first; a row of the county with the same key replaces a packaged one.

    With `all_` also those no longer used, whose entries are still shown. One query.
    """
    found = dict(packaged_kinds())
    found |= {row.key: _own(row) for row in ActivityKind.objects.all()}
    return {key: kind for key, kind in found.items() if all_ or kind.active}


def _own(row: ActivityKind) -> Kind:
    packaged = packaged_kinds().get(row.key)
    return Kind(
        key=row.key,
        name=row.name,
        short=row.short,
        fields=row.fields,
        needed=tuple(row.needed),
        evidence=row.evidence,
        may_be_public=row.may_be_public,
        basis=row.basis,
        certainty=packaged.certainty if packaged and packaged.basis == row.basis else "",
        active=row.active,
        packaged=packaged is not None,
    )


def kind_of(key: str) -> Kind:
    """The kind with that key, in use or not; a plain one for a key nobody knows any more."""
    return kinds(all_=True).get(key) or Kind(key, key)


@cache
def packaged_settings() -> dict[str, dict[str, Any]]:
    return dict(json.loads((DATA / "settings.json").read_text("utf-8")))


def setting(key: str, on: date | None = None) -> Any:
    """The value in force on a day (today): the county's latest, else the packaged one. May raise KeyError."""
    packaged = packaged_settings()[key]
    row = RegisterSetting.objects.filter(key=key, since__lte=on or clock.today()).first()
    return row.value if row else packaged["value"]


def settings_history(key: str) -> list[RegisterSetting]:
    return list(RegisterSetting.objects.filter(key=key).select_related("by"))
