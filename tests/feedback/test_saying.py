"""What citizens say is kept once, without personal data in sight, and reaches who answers for the page."""

import pytest
from django.test import Client

from mingbai.disclosures import actions as records
from mingbai.feedback.models import Report, Try, Vote
from mingbai.feedback.queries import sealed_of
from mingbai.ledger.models import Event
from mingbai.notifications.models import Notice
from tests.feedback.conftest import form, say

PERSONAL = "我叫李明，电话 13812345678，低保名单里的身份证 11010519491231002X 没有遮住。"


def test_an_opinion_on_a_record_goes_to_its_organisation(record, visitor, cast):
    answer = say(visitor, f"/say/{record.pk}/")
    assert answer["Location"] == "/say/receipt/"
    report = Report.objects.get()
    assert (report.information, report.organisation, report.state) == (record, cast.town, "received")
    told = set(Notice.objects.values_list("user__username", flat=True))
    assert told == {"drafter", "drafter2", "orgadmin"}


def test_a_village_without_staff_of_its_own_is_answered_for_by_its_township(visitor, cast):
    cast.reporter.memberships.all().delete()
    say(visitor, "/say/?page=/organisations/liuwan/")
    assert Report.objects.get().organisation == cast.village
    assert "drafter" in Notice.objects.values_list("user__username", flat=True)


@pytest.mark.parametrize(
    ("typed", "path", "place"),
    [("/organisations/qinghe/", "/organisations/qinghe/", "town"), ("/guide/", "/guide/", "county"),
     ("https://other.example/organisations/qinghe/?a=b", "/organisations/qinghe/", "town"),
     ("//evil.example/", "/", "county"), ("/no/such/page/", "/", "county"), ("", "/", "county"),
     ("/" + "x" * 10_000, "/", "county"), ("\x00", "/", "county"), ("http://[", "/", "county")],
)  # fmt: skip
def test_other_pages_are_named_by_their_path_alone(visitor, cast, typed, path, place):
    page = visitor.get("/say/", {"page": typed})
    assert page.status_code == 200
    assert f'说的是：<a href="{path}">' in page.content.decode()
    assert getattr(cast, place).name in page.content.decode()


def test_personal_data_is_masked_and_the_words_themselves_are_sealed(record, visitor):
    say(visitor, f"/say/{record.pk}/", text=PERSONAL, contact="13812345678")
    report = Report.objects.get()
    for secret in ("13812345678", "11010519491231002X"):
        assert secret not in report.text and secret not in report.sealed
    assert sealed_of(report).text == PERSONAL and sealed_of(report).contact == "13812345678"
    assert "已经自动遮住" in visitor.get("/say/receipt/").content.decode()
    trail = "".join(str(vars(one)) for one in Event.objects.all())
    notices = "".join(Notice.objects.values_list("text", flat=True))
    assert "1381234" not in trail + notices and "李明" not in trail + notices


def test_the_same_form_sent_five_times_is_one_opinion(record, visitor):
    sent = form(visitor, f"/say/{record.pk}/")
    answers = [visitor.post(f"/say/{record.pk}/", sent) for _ in range(5)]
    assert {one["Location"] for one in answers} == {"/say/receipt/"}
    assert Report.objects.count() == 1 and visitor.get("/say/receipt/").status_code == 200


@pytest.mark.parametrize(
    ("given", "words"),
    [({"text": ""}, "哪里不对"), ({"text": "字" * 1001}, "最多 1000 字"), ({"kind": "x"}, "请选一项"),
     ({"contact": "1" * 101}, "最多 100 字"), ({"website": "http://spam"}, "请删去"), ({"text": " \x00\t"}, "哪里")],
)  # fmt: skip
def test_what_cannot_be_kept_comes_back_with_what_was_typed(record, visitor, given, words):
    answer = say(visitor, f"/say/{record.pk}/", **({"text": "写好的话"} | given))
    assert answer.status_code == 422 and words in answer.content.decode()
    assert given.get("text", "写好的话").strip("\x00 \t") in answer.content.decode()
    assert not Report.objects.exists()


def test_too_many_from_one_address_are_refused_and_nothing_typed_is_lost(record, visitor, settings):
    settings.FEEDBACK_PER_HOUR = 1
    say(visitor, f"/say/{record.pk}/")
    answer = say(Client(), f"/say/{record.pk}/", text="另一个人说的")
    assert answer.status_code == 422 and "过一会儿" in answer.content.decode()
    assert "另一个人说的" in answer.content.decode()
    assert "127.0.0.1" not in str(list(Try.objects.values()))


def test_pages_that_know_a_visitor_are_kept_nowhere(record, visitor):
    for path in (f"/say/{record.pk}/", "/say/", "/say/status/"):
        answer = visitor.get(path)
        assert "no-store" in answer["Cache-Control"] and answer["Referrer-Policy"] == "no-referrer"
    assert Client(enforce_csrf_checks=True).post(f"/say/{record.pk}/", {"text": "x"}).status_code == 403


def test_nothing_is_said_about_what_has_no_page(record, visitor, office, cast):
    draft = office.draft(title="还是草稿")
    assert visitor.get(f"/say/{draft.pk}/").status_code == 404
    records.remove(information=record, reason="误发", by=cast.approver)
    assert visitor.get(f"/say/{record.pk}/").status_code == 404


def test_one_tap_says_whether_a_page_was_useful(record, visitor):
    answer = visitor.post(f"/say/{record.pk}/useful/", {"useful": "no"})
    assert answer["Location"] == f"/say/{record.pk}/?voted=no"
    assert "已经记下：没用" in visitor.get(answer["Location"]).content.decode()
    visitor.post(f"/say/{record.pk}/useful/", {"useful": "yes"})
    assert [one.useful for one in Vote.objects.all()] == [True]
    Client().post(f"/say/{record.pk}/useful/", {"useful": "no"})
    assert Vote.objects.count() == 2


def test_votes_that_other_websites_send_are_not_counted(record):
    foreign = Client(headers={"Sec-Fetch-Site": "cross-site"}, enforce_csrf_checks=True)
    assert foreign.post(f"/say/{record.pk}/useful/", {"useful": "no"})["Location"] == f"/say/{record.pk}/"
    own = Client(headers={"Sec-Fetch-Site": "same-origin"}, enforce_csrf_checks=True)
    own.post(f"/say/{record.pk}/useful/", {"useful": "no"})
    own.post(f"/say/{record.pk}/useful/", {"useful": "perhaps"})
    assert Vote.objects.count() == 1


def test_too_many_votes_from_one_address_are_not_counted(record, visitor, settings):
    settings.VOTES_PER_HOUR = 1
    visitor.post(f"/say/{record.pk}/useful/", {"useful": "no"})
    answer = Client().post(f"/say/{record.pk}/useful/", {"useful": "no"})
    assert answer.status_code == 422 and Vote.objects.count() == 1
