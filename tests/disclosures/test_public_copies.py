"""What is no longer public leaves no trace in search, versions and storage, whatever breaks."""

import io
from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.test import TestCase
from docx import Document

from mingbai.disclosures import actions
from mingbai.disclosures.models import Audience, Information
from mingbai.disclosures.queries import public_versions
from mingbai.disclosures.states import Status
from mingbai.lib import clock, digests
from mingbai.lib.verdict import Denied
from mingbai.search.queries import Query, search


def fresh(information) -> Information:
    return Information.objects.get(pk=information.pk)


@pytest.fixture
def corrected(desk, cast):
    """corrected(published, **content): a correction, approved and not yet published."""

    def make(published, **content) -> Information:
        row = fresh(published)
        actions.edit(information=row, by=cast.drafter, base=row.latest_revision_id, **content)
        actions.submit(information=fresh(row), by=cast.drafter, change_note="更正")
        return desk.approve_all(fresh(row))

    return make


@pytest.fixture
def with_file(desk, cast, content):
    """An approved text with an attachment."""
    made = actions.create(organisation=cast.town, by=cast.drafter, **content)
    document, data = Document(), io.BytesIO()
    document.add_paragraph("附表说明")
    document.save(data)
    actions.attach(information=made, by=cast.drafter, data=data.getvalue(), filename="附表.docx")
    actions.submit(information=fresh(made), by=cast.drafter)
    return desk.approve_all(fresh(made))


def test_a_text_corrected_to_internal_leaves_public_search(desk, corrected, cast, content):
    ready = corrected(desk.published(**content), audience=Audience.INTERNAL)
    actions.publish(information=ready, by=cast.approver)
    assert search(Query(book="public", words="供水")).count == 0


def test_versions_for_staff_stay_hidden_when_the_text_becomes_public(desk, corrected, cast, content, client):
    inside = desk.published(**content | {"audience": Audience.INTERNAL, "body": "<p>只给同事看。</p>"})
    done = actions.publish(
        information=corrected(inside, audience=Audience.PUBLIC, body="<p>公开的。</p>"), by=cast.approver
    )
    assert [one.number for one in public_versions(done)] == [2]
    pages = [client.get(f"/r/{done.pk}/{page}/") for page in ("versions/1", "compare/1/2", "versions")]
    assert [page.status_code for page in pages] == [404, 404, 200]
    assert not any("只给同事看" in page.content.decode() for page in pages)


def test_what_was_withdrawn_does_not_come_back_by_a_scheduled_correction(desk, corrected, cast, content):
    ready = corrected(desk.published(**content), body="<p>更正稿。</p>")
    actions.publish(information=ready, by=cast.approver, at=clock.now() + timedelta(hours=1))
    actions.withdraw(information=fresh(ready), reason="有误", by=cast.approver)
    with clock.at(clock.now() + timedelta(hours=2)):
        assert actions.sweep().published == []
    assert fresh(ready).status == Status.WITHDRAWN


def test_a_full_storage_refuses_one_text_and_keeps_nobody_else(with_file, desk, content, cast, monkeypatch):
    other = desk.approved(**content | {"title": "另一份通知"})
    Information.objects.update(go_live_at=clock.now())
    monkeypatch.setattr(type(storages["public"]), "_save", _no_space)
    done = actions.sweep()
    assert list(done.failed) == [with_file.pk] and done.published == [other.pk]
    assert fresh(with_file).status == Status.UNPUBLISHED
    with pytest.raises(Denied, match="公开副本"):
        actions.publish(information=fresh(with_file), by=cast.approver)


def _no_space(*args):
    raise OSError(28, "No space left on device")


def test_a_half_written_copy_is_written_again(with_file, cast):
    file = with_file.files.get()
    storages["public"].save(file.public_path, io.BytesIO(b"half"))
    done = actions.publish(information=with_file, by=cast.approver)
    assert done.read_back_note == ""
    with storages["public"].open(file.public_path) as copy:
        assert digests.of_bytes(copy.read()) == file.public_digest


def test_copies_that_a_stop_left_behind_are_removed_by_the_sweep(with_file, cast):
    done = actions.publish(information=with_file, by=cast.approver)
    # Outside captureOnCommitCallbacks nothing runs after the commit, as if the process had died there.
    actions.remove(information=fresh(done), reason="误发", by=cast.approver)
    file = done.files.get()
    assert file.is_out() and "存储" in fresh(done).read_back_note
    with TestCase.captureOnCommitCallbacks(execute=True):
        actions.sweep()
    assert not file.is_out()
    actions.sweep()
    assert fresh(done).read_back_note == ""


def test_internal_texts_do_not_queue_up_to_be_read_back(desk, content):
    inside = desk.published(**content | {"audience": Audience.INTERNAL})
    assert fresh(inside).read_back_at is not None
    assert actions.sweep().read_back == []
