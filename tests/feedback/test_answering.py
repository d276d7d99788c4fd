"""From an opinion to its end: put right only when the page really was, told to the person, then forgotten."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client

from mingbai.disclosures import actions as records
from mingbai.feedback import actions
from mingbai.feedback.models import Report
from mingbai.feedback.queries import count_waiting, due_on
from mingbai.foi.sealing import unseal
from mingbai.ledger.models import Event
from mingbai.lib import clock
from mingbai.lib.verdict import Denied
from mingbai.notifications.models import Notice
from mingbai.timelimits import queries as timelimits
from tests.feedback.conftest import say


def status_of(client: Client, code: str) -> str:
    return client.post("/say/status/", {"code": code}).content.decode()


def test_it_is_put_right_only_when_the_page_was_published_anew(said, cast, office):
    report, code = said
    actions.accept(report=report, by=cast.drafter)
    with pytest.raises(ValidationError, match="还没有重新公开过"):
        actions.correct(report=report, by=cast.drafter, answer="改了。")
    office.corrected(report.information, body="<p>改对了的正文，应该是 300 元。</p>")
    report.refresh_from_db()
    assert report.state == "republished"
    assert Notice.objects.filter(user=cast.drafter, key=f"feedback:{report.pk}:changed").exists()
    actions.correct(report=report, by=cast.drafter, answer="金额已经改对。")
    page = status_of(Client(), code.lower().replace("-", " "))
    assert "已更正" in page and "金额已经改对。" in page and f"/r/{report.information_id}/" in page


def test_a_change_from_before_the_opinion_proves_nothing(record, office, visitor, cast):
    office.corrected(record, body="<p>早就改过一次的正文。</p>")
    say(visitor, f"/say/{record.pk}/")
    report = actions.accept(report=Report.objects.get(), by=cast.drafter)
    with pytest.raises(ValidationError):
        actions.correct(report=report, by=cast.drafter, answer="改了。")


def test_what_should_have_been_public_is_proved_by_a_newer_record(record, visitor, cast, office):
    say(visitor, "/say/?page=/organisations/qinghe/", kind="missing", text="没有公布补贴名单")
    report = actions.accept(report=Report.objects.get(), by=cast.drafter)
    with pytest.raises(ValidationError):
        actions.correct(report=report, by=cast.drafter, answer="有了。", proof=record)
    new = office.published(title="补贴名单")
    assert actions.correct(report=report, by=cast.drafter, answer="有了。", proof=new).proof == new


def test_taking_a_page_down_is_putting_it_right_too(said, cast):
    report, code = said
    actions.accept(report=report, by=cast.drafter)
    records.remove(information=report.information, reason="误发", by=cast.approver)
    report.refresh_from_db()
    closed = actions.correct(report=report, by=cast.drafter, answer="这一条不该公开，已经撤下。")
    assert (closed.state, closed.proof) == ("corrected", None)
    assert "已经撤下" in status_of(Client(), code)


@pytest.mark.parametrize(("verb", "heading"), [("answer", "已答复"), ("reject", "没有采纳")])
def test_an_opinion_is_answered_or_rejected_with_words(said, cast, verb, heading):
    report, code = said
    with pytest.raises(ValidationError):
        getattr(actions, verb)(report=report, by=cast.drafter, answer=" \x00")
    getattr(actions, verb)(report=report, by=cast.drafter, answer="经核对，原文就是这样。")
    page = status_of(Client(), code)
    assert f"<h1>{heading}</h1>" in page and "经核对" in page
    with pytest.raises(Denied):
        actions.accept(report=report, by=cast.drafter)


def test_a_wrong_code_finds_nothing_and_guessing_ends(said, settings):
    settings.FEEDBACK_WRONG_PER_HOUR = 2
    for code in ("AAAA-AAAA-AAAA", "x" * 90):
        assert "没有查到" in status_of(Client(), code)
    assert "次数太多" in status_of(Client(), said[1])


def test_only_the_organisation_and_those_above_it_read_and_answer(said, cast):
    report, _ = said
    for user in (cast.stranger, cast.reporter, cast.checker, cast.auditor):
        client = Client()
        client.force_login(user)
        assert client.get(f"/desk/feedback/{report.pk}/").status_code in (403, 404), user
        with pytest.raises(Denied):
            actions.accept(report=report, by=user)
    assert [count_waiting(user) for user in (cast.drafter, cast.county_office, cast.stranger)] == [1, 1, 0]


def test_it_is_passed_on_to_who_answers_for_it(said, cast):
    report, _ = said
    actions.accept(report=report, by=cast.drafter)
    actions.pass_on(report=report, by=cast.drafter, to=cast.next_town, reason="属于临河镇")
    report.refresh_from_db()
    assert (report.organisation, report.state) == (cast.next_town, "received")
    assert Notice.objects.filter(user=cast.stranger, text__contains="转来").exists()
    with pytest.raises(Denied):
        actions.accept(report=report, by=cast.drafter)


def test_how_to_reach_the_person_is_seen_by_who_answers_and_noted(said, cast):
    report, _ = said
    client = Client()
    client.force_login(cast.drafter)
    assert "someone@example.cn" not in client.get(f"/desk/feedback/{report.pk}/").content.decode()
    assert "someone@example.cn" not in client.get(f"/desk/feedback/{report.pk}/person/").content.decode()
    assert "someone@example.cn" in client.post(f"/desk/feedback/{report.pk}/person/").content.decode()
    assert Event.objects.filter(verb="feedback.see_person", actor_id=str(cast.drafter.pk)).count() == 1


def test_who_left_an_address_is_written_to_once(said, cast, settings):
    report, _ = said
    settings.EMAIL_URL = "smtp://mail.example.cn"
    assert actions.mail_due() == ""
    actions.answer(report=report, by=cast.drafter, answer="谢谢，已经核对。")
    assert actions.mail_due() and not actions.mail_due()
    (letter,) = mail.outbox
    assert letter.to == ["someone@example.cn"] and "谢谢，已经核对。" in letter.body
    report.refresh_from_db()
    assert report.mail == "sent" and report.told_at


def test_a_mail_server_that_fails_is_tried_five_times(said, cast, settings, monkeypatch):
    report, _ = said
    settings.EMAIL_URL = "smtp://mail.example.cn"
    monkeypatch.setattr("mingbai.feedback.actions.keeping.EmailMessage.send", _fails)
    actions.answer(report=report, by=cast.drafter, answer="谢谢。")
    for _ in range(7):
        assert actions.mail_due() == ""
    report.refresh_from_db()
    assert (report.mail, report.mail_tries, report.told_at) == ("failed", 5, None)


def _fails(self) -> None:
    raise OSError("refused: someone@example.cn")


def test_that_somebody_was_told_by_telephone_is_noted_once(said, cast):
    report, _ = said
    with pytest.raises(ValidationError):
        actions.told(report=report, by=cast.drafter)
    actions.answer(report=report, by=cast.drafter, answer="谢谢。")
    assert actions.told(report=report, by=cast.drafter).told_at
    with pytest.raises(ValidationError):
        actions.told(report=report, by=cast.drafter)


def test_the_contact_is_erased_ninety_days_after_the_end_and_the_opinion_stays(said, cast):
    report, _ = said
    actions.answer(report=report, by=cast.drafter, answer="谢谢。")
    with clock.at(clock.now() + timedelta(days=89)):
        assert actions.erase_due() == ""
    with clock.at(clock.now() + timedelta(days=92)):
        assert actions.erase_due() == "清除网页意见的联系方式 1 件"
    report.refresh_from_db()
    assert report.sealed == "" and report.text and Event.objects.filter(verb="feedback.erase").count() == 1
    with pytest.raises(Denied):
        actions.see_person(report=report, by=cast.drafter)


def test_five_working_days_count_and_who_is_late_is_reminded(said, cast):
    report, _ = said
    Report.objects.update(received_at=datetime(2026, 11, 2, 4, 0, tzinfo=UTC))
    report.refresh_from_db()
    assert due_on(report, timelimits.known()).isoformat() == "2026-11-09"
    for day, urgent in ((8, [False]), (10, [True])):
        Notice.objects.all().delete()
        with clock.at(datetime(2026, 11, day, 4, 0, tzinfo=UTC)):
            assert actions.remind() and not actions.remind()
        assert list(Notice.objects.filter(user=cast.drafter).values_list("urgent", flat=True)) == urgent


def test_a_new_key_seals_what_an_old_one_sealed(said, settings):
    settings.FOI_KEYS = ["another key that is long enough for this", *settings.FOI_KEYS]
    assert actions.reseal_all() == 1
    settings.FOI_KEYS = settings.FOI_KEYS[:1]
    assert b"someone@example.cn" in unseal(Report.objects.get().sealed.encode())


def test_the_pages_for_staff_show_what_is_waiting_and_what_was_of_no_use(said, cast, visitor):
    report, _ = said
    visitor.post(f"/say/{report.information_id}/useful/", {"useful": "no"})
    client = Client()
    client.force_login(cast.drafter)
    assert report.title in client.get("/desk/feedback/?kind=figure").content.decode()
    assert "现在没有等着办的意见" in client.get("/desk/feedback/?kind=typo&page=99").content.decode()
    assert report.title in client.get("/desk/feedback/useful/").content.decode()
    assert client.post(f"/desk/feedback/{report.pk}/accept/")["Location"] == f"/desk/feedback/{report.pk}/"
    wrong = client.post(f"/desk/feedback/{report.pk}/correct/", {"answer": "改了", "proof": "没有这一条"})
    assert wrong.status_code == 422 and "没有找到" in wrong.content.decode()
