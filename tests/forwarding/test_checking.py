"""Taking a source, noticing that it changed, deciding what to do."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from mingbai.disclosures import actions as disclosures
from mingbai.forwarding import actions, queries
from mingbai.forwarding.models import Check, Forwarding
from mingbai.forwarding.states import State
from mingbai.ledger.models import Event
from mingbai.lib import clock
from mingbai.lib.verdict import Denied
from mingbai.notifications.models import Notice
from tests.forwarding.conftest import CHANGED, TAKEN, URL, web


def test_a_source_is_kept_with_its_digest_and_compared_with_the_record(taken, cast):
    assert len(taken.source_digest) == 64 and taken.state == State.UNCHECKED
    assert queries.own_difference(taken) == ""
    assert Event.objects.filter(verb="forwarding.take").count() == 1


def test_a_record_unlike_its_source_shows_where(notice, cast):
    row = actions.take(information=notice, source_name="省水利厅", text=CHANGED, by=cast.drafter)
    assert "<ins>" in queries.own_difference(row)


def test_an_uploaded_file_serves_instead_of_pasted_text(notice, cast):
    file = SimpleUploadedFile("原文.txt", TAKEN.encode())
    row = actions.take(information=notice, source_name="省水利厅", file=file, by=cast.drafter)
    assert queries.own_difference(row) == ""


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": " \n"},
        {"source_name": ""},
        {"source_url": "javascript:alert(1)"},
        {"source_url": "不是网址"},
        {"published_on": "later"},
        {"file": SimpleUploadedFile("坏.docx", b"PK nothing")},
    ],
)
def test_what_is_no_source_is_refused(notice, cast, wrong):
    if wrong.get("published_on"):
        wrong = {"published_on": clock.today() + timedelta(days=1)}
    given = {"source_name": "省水利厅", "text": TAKEN} | wrong
    with pytest.raises(ValidationError):
        actions.take(information=notice, by=cast.drafter, **given)
    assert not Forwarding.objects.exists()


def test_a_source_is_kept_once(taken, notice, cast):
    with pytest.raises(ValidationError, match="登记过"):
        actions.take(information=notice, source_name="省水利厅", text=TAKEN, by=cast.drafter)


def test_people_of_the_next_town_keep_and_check_nothing(taken, notice, cast):
    with pytest.raises(Denied):
        actions.check_pasted(forwarding=taken, text=CHANGED, by=cast.stranger)
    assert not queries.forwardings_for(cast.stranger).exists()


def test_the_round_finds_a_change_and_tells_the_clerks_once(taken, network, cast):
    network.pages[URL] = web(CHANGED)
    assert actions.check_due() == "核对转载来源 1 条，有变化 1 条"
    taken.refresh_from_db()
    assert taken.state == State.DIFFERS and taken.told_at
    notices = Notice.objects.filter(user=cast.drafter, key__startswith=f"forwarding:{taken.pk}:")
    assert notices.count() == 1
    assert actions.check_due() == ""
    with clock.at(clock.now() + timedelta(hours=25)):
        actions.check_due()
    assert notices.count() == 1 and Check.objects.count() == 1


def test_the_round_asks_nobody_while_reading_is_off(taken, network, settings):
    settings.FORWARDING_FETCH = False
    assert actions.check_due() == "" and network.asked == []


def test_menus_and_dates_around_the_text_are_no_change(taken, network):
    network.pages[URL] = web(TAKEN)
    actions.check_due()
    taken.refresh_from_db()
    assert taken.state == State.SAME


def test_a_source_that_cannot_be_read_is_told_as_such(taken, network):
    actions.check_due()
    taken.refresh_from_db()
    assert taken.state == State.UNREACHABLE and "404" in taken.problem


def test_a_text_that_is_gone_from_its_page_is_told_to_the_clerks(taken, network, cast):
    network.pages[URL] = web("别的内容")
    actions.check_due()
    taken.refresh_from_db()
    assert taken.state == State.UNREACHABLE
    assert Notice.objects.filter(user=cast.drafter, text__contains="找不到").exists()


def test_a_change_waits_even_when_the_network_fails_afterwards(taken, network, cast):
    actions.check_pasted(forwarding=taken, text=CHANGED, by=cast.drafter)
    actions.check_source(forwarding=taken, by=cast.drafter)
    taken.refresh_from_db()
    assert taken.state == State.DIFFERS and taken.problem


def test_a_source_changed_back_needs_nobody(taken, cast):
    actions.check_pasted(forwarding=taken, text=CHANGED, by=cast.drafter)
    row = actions.check_pasted(forwarding=taken, text=TAKEN, by=cast.drafter)
    assert row.state == State.SAME and queries.open_check(row) is None


def test_no_correction_no_decision_that_it_was_corrected(taken, cast):
    actions.check_pasted(forwarding=taken, text=CHANGED, by=cast.drafter)
    with pytest.raises(ValidationError, match="更正"):
        actions.decide(forwarding=taken, decision="corrected", by=cast.drafter)
    with pytest.raises(ValidationError):
        actions.decide(forwarding=taken, decision="not_relevant", by=cast.drafter)


def test_what_does_not_concern_the_record_is_closed_with_a_reason_and_not_told_again(taken, cast):
    actions.check_pasted(forwarding=taken, text=CHANGED, by=cast.drafter)
    row = actions.decide(forwarding=taken, decision="not_relevant", reason="只改了版式", by=cast.drafter)
    assert row.state == State.SAME
    assert actions.check_pasted(forwarding=taken, text=CHANGED, by=cast.drafter).state == State.SAME
    with pytest.raises(Denied):
        actions.decide(forwarding=taken, decision="not_relevant", reason="再来", by=cast.drafter)


def test_a_correction_after_the_change_closes_it_with_its_version(taken, notice, cast, desk):
    actions.check_pasted(forwarding=taken, text=CHANGED, by=cast.drafter)
    notice.refresh_from_db()
    body = "".join(f"<p>{line}</p>" for line in CHANGED.split("\n"))
    disclosures.edit(information=notice, by=cast.drafter, base=notice.latest_revision_id, body=body)
    notice.refresh_from_db()
    disclosures.submit(information=notice, by=cast.drafter, change_note="按来源更正")
    notice.refresh_from_db()
    disclosures.publish(information=desk.approve_all(notice), by=cast.approver)
    row = actions.decide(forwarding=taken, decision="corrected", by=cast.drafter)
    assert row.checks.get().version_number == 2


def test_what_was_forwarded_too_late_is_listed(notice, cast):
    day = clock.today() - timedelta(days=30)
    row = actions.take(information=notice, source_name="省", text=TAKEN, published_on=day, by=cast.drafter)
    (late,) = queries.late_ones(queries.forwardings_for(cast.drafter), clock.today())
    assert late.forwarding == row and late.last < late.published_on
