"""A clerk of the next town can neither see nor guess anything unpublished of this one."""

import re

import pytest
from django.core.files.storage import FileSystemStorage
from django.urls import get_resolver, reverse

from mingbai.disclosures import actions
from mingbai.disclosures.models import Information
from mingbai.disclosures.states import Status
from mingbai.reviews.queries import open_state
from tests.desk.conftest import typed, word_file

RECORD_PAGES = [
    pattern.name for pattern in get_resolver("mingbai.desk.urls").url_patterns
    if str(pattern.pattern).startswith("records/<int:pk>/") and "old" not in str(pattern.pattern)
]  # fmt: skip
SECRET = "青禾镇人民政府关于做好冬季供水保障工作的通知"


def words(response) -> str:
    return b"".join(response.streaming_content if response.streaming else [response.content]).decode()


@pytest.fixture
def with_file(draft, cast):
    file = word_file("附表说明")
    return actions.attach(information=draft, by=cast.drafter, data=file.read(), filename="附表.docx")


def test_there_are_pages_of_a_record_to_test():
    assert len(RECORD_PAGES) > 15


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", RECORD_PAGES)
def test_a_strangers_request_finds_no_record(at_desk, submitted, name, method):
    asked = getattr(at_desk("stranger"), method)(reverse(f"desk:{name}", args=[submitted.pk]))
    missing = getattr(at_desk("stranger"), method)(reverse(f"desk:{name}", args=[999_999]))
    assert (asked.status_code, missing.status_code) == (404, 404)
    assert SECRET not in words(asked)


def test_a_strangers_request_finds_no_review_file_or_comparison(at_desk, draft, with_file, cast):
    draft.refresh_from_db()
    one, two = draft.revisions.order_by("pk").values_list("pk", flat=True)[:2]
    actions.submit(information=draft, by=cast.drafter)
    stranger = at_desk("stranger")
    for address in (
        f"/desk/files/{with_file.pk}/",
        f"/desk/originals/{with_file.pk}/",
        f"/desk/records/{draft.pk}/compare/{one}/{two}/",
        f"/desk/internal/{draft.pk}/",
    ):
        assert stranger.get(address).status_code == 404, address
    # Whoever decides nothing anywhere is told so; it is the same for steps that do not exist.
    state = open_state(draft)
    assert [stranger.get(f"/desk/reviews/{n}/").status_code for n in (state.pk, 999)] == [403, 403]


def test_lists_counts_and_search_show_a_stranger_nothing(at_desk, submitted):
    stranger = at_desk("stranger")
    for address in (
        "/desk/",
        "/desk/records/",
        "/desk/records/?q=供水",
        f"/desk/records/?q={submitted.index_number}",
    ):
        page = words(stranger.get(address))
        assert SECRET not in page
        assert "共 0 条" in page or address == "/desk/"
    assert "共 1 条" in words(at_desk("drafter").get("/desk/records/?q=供水"))


def test_a_drafter_of_the_town_does_not_find_the_villages_drafts(at_desk, cast, content):
    actions.create(organisation=cast.village, by=cast.reporter, **content)
    assert "共 0 条" in words(at_desk("drafter").get("/desk/records/?q=供水"))
    assert "共 1 条" in words(at_desk("checker").get("/desk/records/?q=供水"))


def test_a_filter_by_a_foreign_organisation_is_no_filter_at_all(at_desk, submitted, cast):
    page = words(at_desk("stranger").get(f"/desk/records/?organisation={cast.town.pk}"))
    assert "共 0 条" in page and cast.town.name not in page


def test_nobody_begins_a_draft_for_another_town(at_desk, cast):
    page = at_desk("stranger").post("/desk/new/", {"organisation": cast.town.pk, "empty": "1"})
    assert page.status_code == 200
    assert not Information.objects.exists()


def test_choosers_offer_only_published_texts_within_reach(at_desk, desk, cast, content, draft):
    one = desk.published(**content | {"title": "已公开的供水办法"})
    page = words(at_desk("approver").get(f"/desk/records/{one.pk}/relate/?q=供水"))
    assert SECRET not in page
    sent = {"target": draft.pk, "kind": "based_on"}
    answer = at_desk("approver").post(f"/desk/records/{one.pk}/relate/?q=供水", sent)
    assert answer.status_code == 422
    assert not one.relations_out.exists()


def test_merging_into_a_text_of_another_town_is_not_offered(at_desk, desk, content, cast):
    mine = desk.published(**content)
    theirs = desk.published(**content | {"title": "临河的供水通知"})
    Information.objects.filter(pk=theirs.pk).update(organisation=cast.next_town)
    sent = {"target": theirs.pk, "reason": "重复"}
    page = at_desk("approver").post(f"/desk/records/{mine.pk}/merge/?q=供水", sent)
    assert page.status_code == 422
    mine.refresh_from_db()
    assert mine.status == Status.PUBLISHED


def test_internal_texts_are_for_the_staff_of_that_organisation(at_desk, desk, content):
    one = desk.published(**content | {"audience": "internal"})
    address = f"/desk/internal/{one.pk}/"
    assert SECRET in words(at_desk("checker").get(address))
    assert at_desk("stranger").get(address).status_code == 404
    assert SECRET not in words(at_desk("stranger").get("/desk/internal/"))


def test_an_originals_bytes_come_as_a_download(at_desk, draft, with_file):
    answer = at_desk("drafter").get(f"/desk/originals/{with_file.pk}/")
    assert answer["Content-Disposition"].startswith("attachment")
    assert at_desk("county_office").get(f"/desk/originals/{with_file.pk}/").status_code == 403


def test_a_comparison_takes_versions_of_its_own_record_only(at_desk, draft, cast, content):
    other = actions.create(organisation=cast.next_town, by=cast.stranger, **content)
    address = f"/desk/records/{draft.pk}/compare/{draft.latest_revision_id}/{other.latest_revision_id}/"
    assert at_desk("drafter").get(address).status_code == 404


def test_saving_cannot_move_a_text_to_another_organisation(at_desk, draft, cast):
    at_desk("drafter").post(f"/desk/records/{draft.pk}/edit/", typed(draft, organisation=cast.next_town.pk))
    draft.refresh_from_db()
    assert draft.organisation_id == cast.town.pk


def test_pages_of_the_desk_are_kept_in_no_cache(at_desk, draft):
    assert "no-store" in at_desk("drafter").get(f"/desk/records/{draft.pk}/")["Cache-Control"]


def test_without_signing_in_every_page_leads_to_the_sign_in(client, draft):
    answer = client.get(f"/desk/records/{draft.pk}/")
    assert answer.status_code == 302 and answer["Location"].startswith("/accounts/login/")


def test_what_the_original_hides_is_shown_only_to_those_who_may_open_it(at_desk, cast):
    file = word_file("关于防火的通告")
    one = actions.create_from_file(
        organisation=cast.town, by=cast.drafter, data=file.read(), filename=file.name
    )
    address = f"/desk/records/{one.pk}/read/"
    assert at_desk("drafter").get(address).status_code == 200
    for name in ("county_office", "organisation_admin"):
        assert at_desk(name).get(address)["Location"] == f"/desk/records/{one.pk}/"


def test_numbers_too_long_to_be_numbers_break_no_page(at_desk, submitted):
    checker, digits = at_desk("checker"), "9" * 5000
    assert checker.get(f"/desk/records/?organisation={digits}").status_code == 200
    assert checker.get(f"/desk/reviews/{2**63}/").status_code == 404
    sent = {"review": digits, "reason": "核对", "fingerprint": "甲"}
    assert checker.post(f"/desk/records/{submitted.pk}/answer/", sent).status_code == 302


def test_a_full_disk_is_told_in_words_and_nothing_is_kept(at_desk, cast, draft, monkeypatch):
    monkeypatch.setattr(FileSystemStorage, "_save", _no_space)
    drafter, before = at_desk("drafter"), Information.objects.count()
    answer = drafter.post("/desk/new/", {"organisation": cast.town.pk, "file": word_file("通告")})
    assert (answer.status_code, "没有存下来" in words(answer)) == (403, True)
    page = drafter.post(f"/desk/records/{draft.pk}/edit/", typed(draft, files=word_file("附表")), follow=True)
    assert "没有存下来" in words(page)
    assert Information.objects.count() == before and not draft.files.exists()


def _no_space(*args):
    raise OSError(28, "No space left on device")


def test_a_foreign_record_and_one_that_never_was_answer_alike(at_desk, draft):
    stranger = at_desk("stranger")
    foreign, never = (stranger.get(f"/desk/records/{pk}/") for pk in (draft.pk, draft.pk + 999))
    assert foreign.status_code == never.status_code == 404
    assert "返回工作台" in words(foreign)
    same = [re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", words(one)) for one in (foreign, never)]
    assert same[0] == same[1]
