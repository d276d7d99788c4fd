"""A correction, a withdrawal or a repeal reaches every channel a record went out on."""

import pytest

from mingbai.channels import actions, queries
from mingbai.channels.models import Job, Posting
from mingbai.channels.states import Channel, JobKind, JobState, PostingState
from mingbai.disclosures import actions as disclosures
from mingbai.lib.verdict import Denied
from tests.channels.conftest import photo


@pytest.fixture
def out(cast, notice, places):
    """The notice on a board, over the loudspeaker, and planned for the other board."""
    board = actions.plan(information=notice, channel=Channel.BOARD, place=places.gate, by=cast.drafter)
    horn = actions.plan(information=notice, channel=Channel.BROADCAST, place=places.horn, by=cast.drafter)
    actions.plan(information=notice, channel=Channel.BOARD, place=places.hill, by=cast.drafter)
    for posting in (board, horn):
        actions.put_up(posting=posting, by=cast.reporter)
    actions.take_down(posting=horn, by=cast.reporter, note="播了三遍")
    return {"board": board, "horn": horn}


def kinds() -> dict[str, str]:
    return {job.posting.channel: job.kind for job in Job.objects.filter(state=JobState.OPEN)}


def test_a_correction_makes_a_job_for_each_channel_and_renews_what_is_planned(out, notice, correct):
    corrected = correct(notice)
    assert kinds() == {"board": JobKind.REPLACE, "broadcast": JobKind.CORRECT_OUT}
    assert set(Job.objects.values_list("reason", flat=True)) == {"检查日改为周五"}
    assert Posting.objects.get(state=PostingState.PLANNED).version_digest == corrected.public_digest


def test_the_job_is_done_when_the_new_version_hangs(cast, out, notice, correct):
    corrected = correct(notice)
    new = actions.replace(posting=out["board"], by=cast.reporter, proofs=[photo()])
    old = Posting.objects.get(pk=out["board"].pk)
    assert (new.replaces, new.version_digest, old.state) == (old, corrected.public_digest, PostingState.ENDED)
    assert kinds() == {"broadcast": JobKind.CORRECT_OUT}
    told = actions.replace(posting=out["horn"], by=cast.reporter, note="更正播出两遍")
    assert kinds() == {}
    assert told.channel == Channel.BROADCAST


def test_a_withdrawal_takes_down_and_cancels(cast, out, notice):
    disclosures.withdraw(information=notice, reason="内容有误", by=cast.approver)
    assert kinds() == {"board": JobKind.TAKE_DOWN, "broadcast": JobKind.CORRECT_OUT}
    assert Posting.objects.filter(state=PostingState.CANCELLED).count() == 1
    board = Job.objects.get(posting=out["board"])
    with pytest.raises(Denied, match="必须撤下"):
        actions.drop_job(job=board, by=cast.reporter, reason="不想爬梯子")
    down = actions.take_down(posting=out["board"], by=cast.reporter, proofs=[photo()])
    assert down.early_reason == "信息已撤回"
    actions.take_down(posting=out["horn"], by=cast.reporter, note="播出了撤回说明")
    assert kinds() == {}


def test_what_was_withdrawn_can_no_longer_be_put_up(cast, notice, places):
    late = actions.plan(information=notice, channel=Channel.BOARD, place=places.gate, by=cast.drafter)
    disclosures.withdraw(information=notice, reason="内容有误", by=cast.approver)
    with pytest.raises(Denied):
        actions.put_up(posting=late, by=cast.reporter)


def test_a_second_correction_overrides_what_the_first_asked(out, notice, correct):
    correct(notice)
    correct(notice, body="<p>各村民委员会：</p><p>管道检查改为每天。</p>", note="又改了")
    board = Job.objects.get(posting=out["board"], state=JobState.OPEN)
    assert (board.reason, board.version_number) == ("又改了", 3)


def test_a_repealed_text_comes_off_the_board(cast, out, notice):
    disclosures.set_validity(information=notice, validity="repealed", note="已废止", by=cast.approver)
    assert kinds() == {"board": JobKind.TAKE_DOWN}


def test_a_slip_of_the_pen_may_stay_with_a_reason(cast, out, notice, correct):
    correct(notice)
    job = Job.objects.get(posting=out["board"])
    actions.drop_job(job=job, by=cast.drafter, reason="只改了一个标点")
    job.refresh_from_db()
    assert (job.state, job.closed_note) == (JobState.DROPPED, "只改了一个标点")


def test_the_clerk_of_the_village_is_told(cast, out, notice, correct):
    correct(notice)
    assert cast.reporter.notices.filter(
        text__startswith="换成新版：柳湾村村民委员会村委会门口公示栏"
    ).exists()
    assert not cast.drafter.notices.filter(text__startswith="换成新版").exists()


def test_old_renderings_may_not_be_used_any_more(cast, notice, places, correct):
    sheet = actions.keep(
        information=notice, kind="sheet", content={}, by=cast.drafter, data=b"%PDF-", file_name="a.pdf"
    )
    actions.confirm(rendering=sheet, by=cast.drafter)
    posting = actions.plan(
        information=notice, channel=Channel.BOARD, place=places.gate, by=cast.drafter, rendering=sheet
    )
    actions.put_up(posting=posting, by=cast.reporter)
    correct(notice)
    with pytest.raises(Denied, match="按以前的内容"):
        actions.replace(posting=posting, by=cast.reporter, rendering=sheet)


def test_what_the_place_shows_is_what_the_site_says(cast, out, notice, places, correct):
    assert [one.pk for one in queries.shown_at(places.gate)] == [out["board"].pk]
    correct(notice)
    assert queries.shown_at(places.gate) == []
    assert [one.pk for one in queries.at_place(places.gate)] == [out["board"].pk]


def test_required_channels_that_were_not_used_are_named(cast, notice, places):
    notice.catalogue_item.channel_list = [
        {"name": "政府网站", "required": True},
        {"name": "村公示栏", "required": True},
        {"name": "广播电视", "required": False},
    ]
    notice.catalogue_item.save()
    assert [(one.asked.name, one.met) for one in queries.proposed(notice)] == [
        ("政府网站", True), ("村公示栏", False), ("广播电视", False),
    ]  # fmt: skip
    posting = actions.plan(information=notice, channel=Channel.BOARD, place=places.gate, by=cast.drafter)
    assert [one.planned for one in queries.proposed(notice)] == [False, True, False]
    actions.put_up(posting=posting, by=cast.reporter)
    assert [one.met for one in queries.proposed(notice)] == [True, True, False]
