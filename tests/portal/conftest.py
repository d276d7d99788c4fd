"""Records as the office makes them, and what a visitor then gets."""

from dataclasses import dataclass
from io import BytesIO

import pytest
from django.test import Client
from PIL import Image

from mingbai.disclosures import actions
from mingbai.disclosures.actions.checking import unanswered
from mingbai.disclosures.models import Information


@dataclass
class Office:
    """What the desk does beyond a first publication."""

    desk: object
    content: dict

    def published(self, **content) -> Information:
        return self.let_out(self.draft(**content))

    def let_out(self, draft: Information, **submission) -> Information:
        """Submit a draft, let a second person answer what the checks ask, approve and publish it."""
        cast = self.desk.cast
        report = actions.submit(information=draft, by=cast.drafter, **submission)
        draft.refresh_from_db()
        for finding in unanswered(draft, report):
            actions.answer_finding(
                information=draft, fingerprint=finding["fingerprint"], reason="核对无误", by=cast.checker
            )
        return actions.publish(information=self.desk.approve_all(draft), by=cast.approver)

    def draft(self, **content) -> Information:
        cast = self.desk.cast
        return actions.create(organisation=cast.town, by=cast.drafter, **self.content | content)

    def corrected(
        self, information: Information, note="更正一处数字", conceal=False, **content
    ) -> Information:
        cast = self.desk.cast
        base = information.latest_revision_id
        actions.edit(information=information, by=cast.drafter, base=base, **content)
        information.refresh_from_db()
        return self.let_out(information, change_note=note, conceal_previous=conceal)


@pytest.fixture
def office(desk, content) -> Office:
    return Office(desk, content)


@pytest.fixture
def visitor() -> Client:
    """Somebody without a session."""
    return Client()


@pytest.fixture
def picture() -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (4, 4), "red").save(buffer, "PNG")
    return buffer.getvalue()
