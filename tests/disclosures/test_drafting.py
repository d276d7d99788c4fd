"""Drafts between colleagues: dropped corrections, locks, remarks, and odd characters."""

import io
from datetime import date

import pytest
from docx import Document

from mingbai.catalogue.models import Ground
from mingbai.disclosures import actions
from mingbai.disclosures.models import Information
from mingbai.lib.verdict import Denied
from mingbai.organisations.models import Membership
from mingbai.organisations.queries import forget


def fresh(information) -> Information:
    return Information.objects.get(pk=information.pk)


@pytest.fixture
def draft(cast, content):
    return actions.create(organisation=cast.town, by=cast.drafter, **content)


def test_the_dropped_correction_of_a_registered_text_leaves_it_as_it_was(desk, cast, content):
    ready = desk.approved(**content | {"openness": "on_request", "ground": Ground.objects.first()})
    before = fresh(actions.publish(information=ready, by=cast.approver))
    actions.edit(information=before, by=cast.drafter, base=before.latest_revision_id, body="<p>改。</p>")
    actions.discard(information=fresh(before), by=cast.drafter)
    after = fresh(before)
    assert (after.digest, after.latest_revision_id) == (before.digest, before.latest_revision_id)
    again = actions.edit(
        information=after, by=cast.drafter, base=after.latest_revision_id, body="<p>再改。</p>"
    )
    assert again.body == "<p>再改。</p>"


def test_the_lock_of_somebody_who_left_holds_nobody(draft, cast):
    actions.lock(information=draft, by=cast.drafter)
    with pytest.raises(Denied, match="锁定"):
        actions.edit(
            information=fresh(draft), by=cast.second_drafter, base=draft.latest_revision_id, title="甲"
        )
    Membership.objects.filter(user=cast.drafter).update(valid_to=date(2020, 2, 1))
    forget(cast.drafter)
    row = fresh(draft)
    saved = actions.edit(information=row, by=cast.second_drafter, base=row.latest_revision_id, title="甲")
    assert saved.title == "甲"


def test_who_only_watches_leaves_no_remarks(draft, cast):
    actions.comment(information=draft, text="请补附件", by=cast.checker)
    for name in ("auditor", "organisation_admin"):
        with pytest.raises(Denied, match="不能留言"):
            actions.comment(information=draft, text="我看过了", by=getattr(cast, name))


def test_characters_that_break_feeds_and_databases_are_not_stored(draft, cast, desk, client):
    row = actions.edit(
        information=draft,
        by=cast.drafter,
        base=draft.latest_revision_id,
        title="供水\x0b通知\x00\ud800",
        summary="甲\x0b乙\x01",
        keywords=["水\x1f管"],
    )
    assert (row.title, row.summary, row.keywords) == ("供水 通知", "甲\n乙", ["水 管"])
    actions.submit(information=fresh(draft), by=cast.drafter)
    actions.publish(information=desk.approve_all(fresh(draft)), by=cast.approver)
    assert client.get("/feed/").status_code == 200


def test_a_long_file_name_keeps_its_ending(draft, cast):
    document, data = Document(), io.BytesIO()
    document.save(data)
    file = actions.attach(
        information=draft, by=cast.drafter, data=data.getvalue(), filename="长" * 300 + "\n.docx"
    )
    assert file.name.endswith("长.docx") or file.name.endswith("长 .docx")
    assert len(file.name) <= 190 and file.public_name.endswith(".docx") and "\n" not in file.name
