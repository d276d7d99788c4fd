"""A record of 青禾镇 that is wrong somewhere, and a citizen who says so."""

import re

import pytest
from django.test import Client

from mingbai.disclosures.models import Information
from mingbai.feedback.models import Report
from tests.portal.conftest import office, visitor

__all__ = ["office", "visitor"]


@pytest.fixture
def record(office) -> Information:
    return office.published()


def form(client: Client, path: str, **given: str) -> dict[str, str]:
    """What a browser sends: the form's own word with what was typed."""
    page = client.get(path).content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page)[1]
    return {"kind": "figure", "text": "第二段的金额不对，应该是 300 元。", "key": key} | given


def say(client: Client, path: str, **given: str):
    return client.post(path, form(client, path, **given))


@pytest.fixture
def said(record, visitor) -> tuple[Report, str]:
    """An opinion on the record, and the code on its receipt."""
    say(visitor, f"/say/{record.pk}/", contact="someone@example.cn")
    page = visitor.get("/say/receipt/").content.decode()
    return Report.objects.get(), re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", page)[0]
