"""Loading the packaged catalogue, classifications and grounds."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from mingbai.catalogue.models import CatalogueItem, Field, Genre, Ground, Theme

DATA = Path(__file__).parent / "data"


@transaction.atomic
def load_standard() -> dict[str, int]:
    """Load what the package brings; rows that exist stay as the county edited them.

    Returns the number of rows added per kind.
    """
    return {
        "fields": _load_fields(),
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


def _load_items() -> int:
    if CatalogueItem.objects.exists():
        return 0
    keys = {row["name_in_catalogue"]: row["key"] for row in rows("fields.csv")}
    items = [
        CatalogueItem(
            field_id=keys[row["领域"]],
            level1=row["一级事项"],
            level2=row["二级事项"],
            elements=row["公开内容（要素）"],
            basis=row["公开依据"],
            limit_text=row["公开时限"],
            body_text=row["公开主体"],
            channels=row["公开渠道和载体"],
            to_society=bool(row["公开对象_全社会"]),
            to_group=row["公开对象_特定群体"],
            proactive=bool(row["公开方式_主动"]),
            on_request=bool(row["公开方式_依申请"]),
            county_level=bool(row["公开层级_县级"]),
            township_level=bool(row["公开层级_乡级"]),
            source_note=row["来源可靠性"],
        )
        for row in rows("standard_catalog.csv")
    ]
    return len(CatalogueItem.objects.bulk_create(items))


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
