"""Loading the packaged catalogue, classifications and grounds."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction
from django.db.models import Q

from mingbai.catalogue.models import CatalogueItem, Column, Field, Genre, Ground, Mode, Theme
from mingbai.catalogue.rules.channels import as_json, parse_channels
from mingbai.catalogue.rules.limits import read_limit

DATA = Path(__file__).parents[1] / "data"
SAME_AS_ABOVE = "同上"
VILLAGES = "cunwugongkai"


@transaction.atomic
def load_standard() -> dict[str, int]:
    """Load what the package brings; rows that exist stay as the county edited them.

    Returns the number of rows added per kind.
    """
    return {
        "fields": _load_fields(),
        "columns": _load_columns(),
        "items": _load_items(),
        "themes": _load_themes(),
        "genres": _load_genres(),
        "grounds": _load_grounds(),
    }


def rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _load_fields() -> int:
    return sum(
        Field.objects.get_or_create(key=row["key"], defaults={"name": row["name"], "order": order})[1]
        for order, row in enumerate(rows("fields.csv"), start=1)
    )


def _load_columns() -> int:
    return sum(
        Column.objects.get_or_create(title=row["列名"], defaults={"order": int(row["排序"])})[1]
        for row in rows("columns.csv")
    )


def _load_items() -> int:
    if CatalogueItem.objects.exists():
        read_again()
        return 0
    keys = {row["name_in_catalogue"]: row["key"] for row in rows("fields.csv")}
    items, above = [], {"公开渠道和载体": "", "公开时限": ""}
    for row in rows("standard_catalog.csv"):
        for name in above:
            above[name] = row[name] = above[name] if row[name] == SAME_AS_ABOVE else row[name]
        items.append(_national(row, keys[row["领域"]]))
    return len(CatalogueItem.objects.bulk_create(items))


def read_again() -> int:
    """Read channels and limits of rows that were stored before these were read; returns how many."""
    channels = Q(channel_list=[]) & ~Q(channels="")
    limits = Q(limit=[]) & ~Q(limit_text="")
    found = list(CatalogueItem.objects.filter(channels | limits))
    for item in found:
        item.channel_list = as_json(parse_channels(item.channels))
        item.limit = read_limit(item.limit_text)
    CatalogueItem.objects.bulk_update(found, ["channel_list", "limit"], batch_size=500)
    return len(found)


def _national(row: dict[str, str], field: str) -> CatalogueItem:
    group = row["公开对象_特定群体"]
    on_request = bool(row["公开方式_依申请"])
    return CatalogueItem(
        field_id=field,
        number=row["序号"],
        level1=row["一级事项"],
        level2=row["二级事项"],
        elements=row["公开内容（要素）"],
        basis=row["公开依据"],
        limit_text=row["公开时限"],
        limit=read_limit(row["公开时限"]),
        body_text=row["公开主体"],
        channels=row["公开渠道和载体"],
        channel_list=as_json(parse_channels(row["公开渠道和载体"])),
        to_society=bool(row["公开对象_全社会"]),
        to_group=group,
        mode=Mode.ON_REQUEST if on_request and not row["公开方式_主动"] else Mode.PROACTIVE,
        proactive=bool(row["公开方式_主动"]),
        on_request=on_request,
        county_level=bool(row["公开层级_县级"]),
        township_level=bool(row["公开层级_乡级"]),
        village_level=field == VILLAGES,
        source_note=row["来源可靠性"],
    )


def _load_themes() -> int:
    added = 0
    for order, row in enumerate(json.loads((DATA / "theme_classes.json").read_text("utf-8"))):
        top, new = Theme.objects.get_or_create(parent=None, name=row["name"], defaults={"order": order * 100})
        added += new
        for place, name in enumerate(row.get("children", []), start=1):
            _, new = Theme.objects.get_or_create(
                parent=top, name=name, defaults={"order": order * 100 + place}
            )
            added += new
    return added


def _load_genres() -> int:
    return sum(
        Genre.objects.get_or_create(
            name=row["name"], defaults={"is_policy": row["is_policy"] == "1", "order": order}
        )[1]
        for order, row in enumerate(rows("genres.csv"))
    )


def _load_grounds() -> int:
    return sum(
        Ground.objects.get_or_create(
            code=row["code"],
            defaults={name: row[name] for name in ("article", "name", "strength", "note")},
        )[1]
        for row in rows("grounds.csv")
    )
