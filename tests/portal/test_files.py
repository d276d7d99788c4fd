"""Files: the stripped copy to everyone while its text is public, to its own staff before, to nobody else."""

import pytest

from mingbai.disclosures import actions
from mingbai.disclosures.models import Attachment, FileRole, Information
from mingbai.lib import digests
from mingbai.portal.rules.files import OTHER_FILE, file_type, size_text


@pytest.fixture
def attached(office, cast, picture):
    draft = office.draft()
    actions.attach(information=draft, by=cast.drafter, data=picture, filename="示意图.png")
    draft.refresh_from_db()
    return draft


@pytest.fixture
def public(office, attached):
    return office.let_out(attached)


def file_of(information):
    return information.files.get(role=FileRole.ATTACHMENT)


def test_the_public_copy_is_served_with_its_name_and_type(visitor, public):
    file = file_of(public)
    response = visitor.get(file.get_absolute_url())
    assert digests.of_bytes(b"".join(response.streaming_content)) == file.public_digest
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("inline; filename*=utf-8''")
    assert "public" in response["Cache-Control"]


def test_an_unchanged_file_is_not_sent_again(visitor, public):
    file = file_of(public)
    again = visitor.get(file.get_absolute_url(), headers={"If-None-Match": f'"{file.public_digest}"'})
    assert again.status_code == 304


def test_a_file_of_a_draft_is_not_found(visitor, attached):
    assert visitor.get(file_of(attached).get_absolute_url()).status_code == 404


def test_staff_who_may_read_the_draft_get_the_clean_copy_and_no_cache_keeps_it(visitor, attached, cast):
    visitor.force_login(cast.checker)
    response = visitor.get(file_of(attached).get_absolute_url())
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("who", ["stranger", "system_admin", "security_admin", "reporter"])
def test_other_staff_get_nothing_of_a_draft(visitor, attached, cast, who):
    visitor.force_login(getattr(cast, who))
    assert visitor.get(file_of(attached).get_absolute_url()).status_code == 404


def test_a_file_added_in_a_correction_stays_private_until_published(visitor, public, cast, picture):
    added = actions.attach(information=public, by=cast.drafter, data=picture, filename="新图.png")
    assert visitor.get(added.get_absolute_url()).status_code == 404
    visitor.force_login(cast.drafter)
    assert visitor.get(added.get_absolute_url()).status_code == 200


def test_the_source_of_the_body_is_never_public(visitor, public, cast, picture):
    Attachment.objects.filter(pk=file_of(public).pk).update(role=FileRole.SOURCE)
    Information.objects.filter(pk=public.pk).update(attachments=[])
    assert visitor.get(public.files.get().get_absolute_url()).status_code == 404


@pytest.mark.parametrize("verb", [actions.withdraw, actions.remove])
def test_a_text_that_is_taken_down_takes_its_files_along(verb, visitor, public, cast):
    verb(information=public, reason="误发", by=cast.approver)
    assert visitor.get(file_of(public).get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    "hidden",
    [{"audience": "internal"}, {"openness": "on_request"}, {"status": "merged"}, {"attachments": []}],
)
def test_a_file_is_public_only_as_far_as_its_text(visitor, public, hidden):
    Information.objects.filter(pk=public.pk).update(**hidden)
    assert visitor.get(file_of(public).get_absolute_url()).status_code == 404


def test_an_internal_text_gives_its_files_to_its_own_organisation_only(visitor, public, cast):
    Information.objects.filter(pk=public.pk).update(audience="internal")
    url = file_of(public).get_absolute_url()
    visitor.force_login(cast.organisation_admin)
    assert visitor.get(url).status_code == 200
    visitor.force_login(cast.stranger)
    assert visitor.get(url).status_code == 404


@pytest.mark.parametrize("state", ["refused"])
def test_a_file_that_could_not_be_made_safe_goes_to_nobody(visitor, public, cast, state):
    Attachment.objects.filter(pk=file_of(public).pk).update(state=state)
    url = file_of(public).get_absolute_url()
    assert visitor.get(url).status_code == 404
    visitor.force_login(cast.drafter)
    assert visitor.get(url).status_code == 404


@pytest.mark.parametrize("name", ["页面.html", "图.svg", "程序.exe", "没有后缀", "x.PDF.js", "a.xml"])
def test_what_a_browser_might_run_is_only_ever_saved(name):
    assert file_type(name) == OTHER_FILE
    assert not OTHER_FILE.inline


@pytest.mark.parametrize("name", ["表.PDF", "图.jpeg", "图.PNG"])
def test_pictures_and_pdf_open_in_the_browser(name):
    assert file_type(name).inline


def test_word_files_are_saved_under_their_own_name(visitor, public):
    Attachment.objects.filter(pk=file_of(public).pk).update(public_name='通知"终稿".docx')
    header = visitor.get(file_of(public).get_absolute_url())["Content-Disposition"]
    assert header.startswith("attachment; ")
    assert "\n" not in header


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 字节"), (1023, "1023 字节"), (1024, "1 千字节（KB）"), (1536 * 1024, "1.5 兆（MB）")],
)
def test_sizes_are_said_in_chinese(size, words):
    assert size_text(size) == words
