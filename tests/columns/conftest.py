"""Records that are public, made in bulk from one that went the whole way."""

from datetime import datetime

import pytest
from django.test import Client

from mingbai.columns.actions import load_columns
from mingbai.disclosures.models import Information
from mingbai.lib.clock import CHINA


@pytest.fixture
def visitor() -> Client:
    return Client()


@pytest.fixture
def columns(standard) -> None:
    """The shipped columns."""
    load_columns()


def day(text: str) -> datetime:
    """Ten in the morning of that day in China."""
    return datetime.fromisoformat(f"{text}T10:00:00").replace(tzinfo=CHINA)


@pytest.fixture
def public(cast, content):
    """Put any number of public records into the tables, by values of their columns."""
    made: list[int] = []

    def make(many: int = 1, on: str = "2026-11-02", **values) -> list[Information]:
        texts = content | {"organisation": cast.town, "issuer_name": cast.town.name} | values
        rows = [
            Information(
                index_number=f"MB10/2026-{len(made) + number:05}",
                stage="done",
                status="published",
                audience="public",
                published_at=day(on),
                changed_at=day(on),
                created_at=day(on),
                edited_at=day(on),
                public_number=1,
                **texts | {"title": f"{texts['title']}{len(made) + number}"},
            )
            for number in range(many)
        ]
        made.extend(range(many))
        return Information.objects.bulk_create(rows)

    return make
