"""A text that is taken down answers from no copy any more: one walk over all of them.

What a copy is, is not listed by hand alone: every address that can be kept is read before and after.
"""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from mingbai.api.actions.bulk import pack_due
from mingbai.disclosures import actions as records
from mingbai.mirror import actions as mirror
from mingbai.stored import actions as pages
from mingbai.stored import addresses, store

TITLE = "青禾镇人民政府关于琥珀蜻蜓保护的通知"
WORD = "琥珀蜻蜓"
# Not the word alone: a search that finds nothing says what it looked for.
OF_THE_TEXT = (TITLE, f"{WORD}名录", f"保护{WORD}。")
# Copies that answer a question, so that no file of theirs is kept: they must find the text before.
ASKED = (
    f"/search/?q={WORD}",
    f"/suggest/?q={WORD}",
    "/suggest/?q=hupo",
    f"/feed/search/?q={WORD}",
    f"/rss/search/?q={WORD}",
    "/list/?organisation=qinghe",
    f"/api/v1/search?q={WORD}",
    "/api/v1/records",
    "/api/v1/records.csv",
    "/harvest.jsonl",
    "/harvest.csv",
)


@pytest.fixture
def folder(tmp_path, files_in_a_temporary_folder):
    settings.STORED_PAGES, settings.API_BULK_DIR = str(tmp_path / "pages"), tmp_path / "bulk"
    yield tmp_path
    settings.STORED_PAGES = ""


@pytest.fixture
def text(cast, desk, content, folder, django_capture_on_commit_callbacks):
    """Published with a file, then corrected, so that there are two versions."""
    with django_capture_on_commit_callbacks(execute=True):
        draft = records.create(organisation=cast.town, by=cast.drafter, **{**content, "title": TITLE})
        records.attach(information=draft, by=cast.drafter, data=f"{WORD}名录".encode(), filename="名录.txt")
        published = _put_out(desk, cast, draft)
        records.edit(
            information=published, by=cast.drafter, base=published.latest_revision_id, summary=f"保护{WORD}。"
        )
        return _put_out(desk, cast, published, change_note="补充概述")


def _put_out(desk, cast, information, **options):
    information.refresh_from_db()
    records.submit(information=information, by=cast.drafter, **options)
    information.refresh_from_db()
    return records.publish(information=desk.approve_all(information), by=cast.approver)


def own_addresses(text):
    number = text.files.get().pk
    pk = text.pk
    return [
        f"/r/{pk}/", f"/r/{pk}/versions/", f"/r/{pk}/versions/1/", f"/r/{pk}/compare/1/2/",
        f"/files/{number}/", f"/files/{number}/x.txt", f"/api/v1/records/{pk}", f"/say/{pk}/",
    ]  # fmt: skip


def read(path):
    answer = Client().get(path)
    body = b"".join(answer) if answer.streaming else answer.content
    return answer.status_code, body.decode("utf-8", "replace")


def showing(paths, text):
    """Those that give the text itself, or as an answer to a question the way to it."""
    found = set()
    for path in paths:
        status, body = read(path)
        leads_there = path in ASKED and "harvest" not in path and f"/r/{text.pk}/" in body
        if status == 200 and (leads_there or any(words in body for words in OF_THE_TEXT)):
            found.add(path)
    return found


def kept_and_copied(folder):
    """Every file of ours, but the private originals, that holds the text."""
    places = [Path(settings.STORED_PAGES), folder / "kiosk", folder / "public", folder / "bulk"]
    return [
        file
        for place in places
        for file in place.rglob("*")
        if file.is_file() and WORD.encode() in file.read_bytes()
    ]


@pytest.mark.parametrize("verb", [records.withdraw, records.remove])
def test_nothing_answers_with_a_text_that_was_taken_down(
    verb, text, cast, folder, django_capture_on_commit_callbacks
):
    own = own_addresses(text)
    pages.build(addresses.every())
    pack_due()
    mirror.mirror(folder=folder / "kiosk", look="plain", keep=True)
    walked = {*addresses.every(), *ASKED, *own, "/sitemap.xml"}
    found_before = {*ASKED, *own[:2], *own[3:7]}
    assert showing(found_before, text) == found_before
    assert kept_and_copied(folder)

    with django_capture_on_commit_callbacks(execute=True):
        verb(information=text, reason="发错了", by=cast.approver)
    at_once = kept_and_copied(folder)
    with django_capture_on_commit_callbacks(execute=True):
        pages.sweep()

    assert at_once == [] == kept_and_copied(folder)
    assert showing({*walked, *addresses.every()}, text) == set()
    assert {path: read(path)[0] for path in own if read(path)[0] not in (404, 410)} == {}
    assert f"/r/{text.pk}/" not in "".join(read(path)[1] for path in walked if "sitemap" in path)
    assert store.find(f"/r/{text.pk}/") is None
