"""From a text to a confirmed message: who may release, what a correction and a withdrawal ask for."""

import pytest
from django.core.exceptions import ValidationError

from mingbai.channels import actions as channels
from mingbai.channels.models import Job, Posting
from mingbai.ledger.models import Event
from mingbai.lib import clock
from mingbai.lib.verdict import Denied
from mingbai.outbox import actions, queries
from mingbai.outbox.states import State
from mingbai.outbox.values import Outlet
from mingbai.registers import actions as registers
from tests.channels.conftest import picture


def now(row):
    return type(row).objects.get(pk=row.pk)


def test_a_text_is_kept_with_the_digest_of_its_version(office):
    made = office.text("group")
    assert made.version_digest == office.record.public_digest
    assert all(f"/q/{queries.address_of(office.record)[-5:]}" for _ in made.content)
    assert made.content["edited_by"] is None and made.content["foreign"] == []


def test_an_edited_text_remembers_who_edited_and_names_figures_of_its_own(office):
    words = f"每户补助500元。全文：{queries.address_of(office.record)}"
    made = office.text("weibo", text=words)
    assert made.content["edited_by"] == office.cast.drafter.pk and made.content["foreign"] == ["500元"]


@pytest.mark.parametrize(
    ("words", "says"), [("没有网址", "短网址"), ("长" * 200, "最多 140 字"), ("#话题#", "短网址")]
)
def test_a_text_that_breaks_a_rule_of_the_platform_is_refused(office, words, says):
    with pytest.raises(ValidationError, match=says):
        office.text("weibo", text=words)


def test_an_unconfirmed_text_cannot_be_released(office):
    made = office.text("wechat", confirmed=False)
    outlet = Outlet(office.wechat)
    message = actions.prepare(
        information=office.record, outlet=outlet, rendering=made, by=office.cast.drafter
    )
    with pytest.raises(Denied, match="预览确认"):
        actions.queue(message=message, by=office.cast.drafter)


def test_who_edited_a_text_does_not_release_it_alone(office):
    message = office.prepared(office.wechat, lead="请大家看一看。")
    with pytest.raises(Denied, match="另一个人"):
        actions.queue(message=message, by=office.cast.drafter)
    assert actions.queue(message=message, by=office.cast.approver).state == State.QUEUED


def test_another_persons_confirmation_counts_as_the_second_pair_of_eyes(office):
    made = office.text("wechat", confirmed=False, lead="请大家看一看。")
    channels.confirm(rendering=made, by=office.cast.second_drafter)
    outlet = Outlet(office.wechat)
    message = actions.prepare(
        information=office.record, outlet=outlet, rendering=made, by=office.cast.drafter
    )
    assert actions.queue(message=message, by=office.cast.drafter).state == State.QUEUED


def test_nothing_is_entered_as_out_before_it_was_released(office):
    message = office.prepared(office.group)
    with pytest.raises(Denied, match="先审后发"):
        actions.confirm(message=message, by=office.cast.drafter, note="发了")


def test_the_clerk_of_the_village_confirms_what_went_to_the_group(office):
    message = office.queued(office.group)
    actions.confirm(message=message, by=office.cast.reporter, upload=picture("截图.png"))
    posting = Posting.objects.get(pk=message.posting_id)
    assert (
        posting.state == "up"
        and posting.outlet == "柳湾村民群"
        and posting.organisation == office.cast.village
    )
    assert posting.proofs.get().digest and now(message).state == State.CONFIRMED


def test_a_confirmation_without_any_proof_is_refused(office):
    with pytest.raises(ValidationError, match="佐证"):
        actions.confirm(message=office.queued(office.group), by=office.cast.drafter)


def test_the_account_is_known_to_live_after_a_message(office):
    message = office.out(office.wechat)
    office.wechat.refresh_from_db()
    assert office.wechat.updated_on == now(message).out_at.astimezone(clock.CHINA).date()
    assert office.wechat.last_sign == clock.today()


def test_a_closed_account_takes_nothing(office):
    message = office.prepared(office.wechat)
    registers.close_account(by=office.cast.drafter, account=office.wechat, on=clock.today(), reason="整合")
    with pytest.raises(Denied, match="停用"):
        actions.queue(message=now(message), by=office.cast.drafter)


def test_the_same_record_goes_to_an_account_once(office):
    office.out(office.wechat)
    with pytest.raises(ValidationError, match="已经发到"):
        office.prepared(office.wechat)


def test_a_correction_calls_back_what_waits(office):
    message = office.queued(office.wechat)
    office.correct()
    assert now(message).state == State.DRAFT and "换成新的成稿" in now(message).reason
    with pytest.raises(Denied):
        actions.queue(message=now(message), by=office.cast.drafter)
    actions.use(message=now(message), rendering=office.text("wechat"), by=office.cast.drafter)
    assert actions.queue(message=now(message), by=office.cast.drafter).state == State.QUEUED


def test_a_correction_goes_out_on_the_same_account_and_closes_the_job(office):
    message = office.out(office.wechat)
    office.correct()
    job = queries.jobs_of_new_media(office.cast.drafter).get()
    text = office.text("wechat", note="检查日由周一改为周五")
    assert text.content["title"].startswith("更正：") and "检查日由周一改为周五" in text.content["html"]
    correction = actions.prepare_correction(posting=job.posting, rendering=text, by=office.cast.drafter)
    assert not queries.jobs_of_new_media(office.cast.drafter).exists()
    actions.queue(message=correction, by=office.cast.drafter)
    actions.confirm(message=correction, by=office.cast.drafter, url="https://mp.weixin.qq.com/s/2")
    new = Posting.objects.get(replaces=message.posting_id)
    assert new.version_digest == office.record.public_digest and new.rendering == text
    assert Job.objects.get(pk=job.pk).state == "done" and queries.receipt_of(new) == correction


def test_a_withdrawal_is_told_in_the_group_where_nothing_can_be_taken_back(office):
    message = office.out(office.group)
    office.withdraw()
    posting = Posting.objects.get(pk=message.posting_id)
    told = actions.prepare_deletion(posting=posting, by=office.cast.drafter)
    assert "不要再转发" in told.text
    actions.queue(message=told, by=office.cast.drafter)
    actions.confirm(message=told, by=office.cast.drafter, note="已在群里说明")
    assert not Job.objects.filter(state="open").exists()


def test_what_waits_is_cancelled_with_its_posting(office):
    message = office.prepared(office.wechat)
    office.withdraw()
    assert now(message).state == State.CANCELLED


def test_what_was_entered_elsewhere_is_not_sent_again(office):
    message = office.queued(office.wechat)
    channels.put_up(posting=message.posting, by=office.cast.drafter)
    assert now(message).state == State.CANCELLED


def test_cancelling_a_message_cancels_its_plan(office):
    message = actions.cancel(message=office.prepared(office.weibo), by=office.cast.drafter, reason="不发微博")
    assert Posting.objects.get(pk=message.posting_id).state == "cancelled"


def test_a_stranger_reads_and_releases_nothing(office):
    message = office.prepared(office.wechat)
    assert not queries.readable(office.cast.stranger).exists()
    with pytest.raises(Denied):
        actions.queue(message=message, by=office.cast.stranger)


def test_each_verb_leaves_one_event_without_words_of_the_text(office):
    message = office.out(office.wechat)
    events = Event.objects.filter(subject_type="outbox.message", subject_id=str(message.pk))
    assert list(events.order_by("sequence").values_list("verb", flat=True)) == [
        "outbox.prepare",
        "outbox.queue",
        "outbox.confirm",
    ]


def test_the_comparison_tells_which_channel_shows_an_old_version(office):
    office.out(office.wechat)
    assert not queries.drifting(office.cast.drafter).exists()
    office.correct()
    found = next(queries.compared(queries.drifting(office.cast.drafter)))
    assert [(one.outing.channel.value, one.standing) for one in found.shown] == [
        ("wechat", "还是旧版"),
        ("site", "一致"),
    ]
    assert found.shown[0].job is not None


def test_what_was_withdrawn_and_not_confirmed_is_told(office):
    office.out(office.weibo)
    office.withdraw()
    found = next(queries.compared(queries.drifting(office.cast.drafter)))
    assert [one.standing for one in found.shown] == ["已撤回，还没有确认撤下"]
    assert not queries.drifting(office.cast.stranger).exists()
