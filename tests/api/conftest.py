"""Public texts for the tests of the read interface, and a client that nobody signed in with."""

import pytest
from django.test import Client

from mingbai.disclosures import actions
from mingbai.disclosures.models import Information


@pytest.fixture
def published(desk, content):
    return desk.published(**content)


@pytest.fixture
def copies(published):
    """More public records like `published`, one second apart, numbered in their titles."""

    def make(number: int) -> list[Information]:
        rows = []
        for count in range(number):
            row = Information.objects.get(pk=published.pk)
            row.pk, row.index_number, row.title = (
                None,
                f"{published.index_number}-{count}",
                f"第{count}条通知",
            )
            row.live_revision = row.latest_revision = None
            rows.append(row)
        return Information.objects.bulk_create(rows)

    return make


@pytest.fixture
def get():
    """GET below /api/v1/ as a program does it, from another site and without cookies."""
    client = Client()

    def ask(address: str, **headers: str):
        return client.get(f"/api/v1/{address}", headers={"Origin": "https://example.org", **headers})

    return ask


@pytest.fixture
def correct(cast, desk):
    """Publish a correction of a public record."""

    def publish(record: Information, conceal: bool = False) -> Information:
        draft = actions.edit(
            information=record, by=cast.drafter, base=record.latest_revision_id, body="<p>改正了。</p>"
        )
        actions.submit(information=draft, by=cast.drafter, change_note="数字有误", conceal_previous=conceal)
        draft.refresh_from_db()
        return actions.publish(information=desk.approve_all(draft), by=cast.approver)

    return publish
