"""A posting's life: planned, up, down, with proof; and what its period is."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from mingbai.channels import actions, queries
from mingbai.channels.models import Posting, Proof
from mingbai.channels.states import Channel, PostingState, ProofKind, ProofOf
from mingbai.disclosures.models import Information
from mingbai.ledger.models import Event
from mingbai.lib import clock
from mingbai.lib.clock import CHINA
from mingbai.lib.verdict import Denied
from tests.channels.conftest import photo


@pytest.fixture
def planned(cast, notice, places):
    return actions.plan(information=notice, channel=Channel.BOARD, place=places.gate, by=cast.drafter)


@pytest.fixture
def up(cast, planned):
    return actions.put_up(posting=planned, by=cast.reporter, who="刘桂花", proofs=[photo()])


def test_a_notice_goes_up_on_the_village_board_with_a_photograph(cast, up, notice):
    assert (up.state, up.up_name, up.organisation) == (PostingState.UP, "刘桂花", cast.village)
    assert up.version_digest == notice.public_digest
    assert [one.kind for one in up.proofs.all()] == [ProofKind.PHOTO]
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert {"posting.plan", "posting.put_up", "posting.proof"} <= verbs


def test_a_photograph_keeps_neither_place_nor_telephone(cast, up):
    proof = actions.add_proof(
        posting=up,
        of=ProofOf.UP,
        kind=ProofKind.PHOTO,
        by=cast.reporter,
        upload=photo(with_place=True).upload,
    )
    kept = Image.open(proof.file)
    assert not kept.getexif()
    assert b"PHONE-MODEL" not in proof.file.open().read()


def test_the_same_notice_hangs_once_at_a_place(cast, planned, notice, places):
    with pytest.raises(ValidationError, match="不用重复"):
        actions.plan(information=notice, channel=Channel.BOARD, place=places.gate, by=cast.drafter)
    actions.plan(information=notice, channel=Channel.BOARD, place=places.hill, by=cast.drafter)


def test_taken_down_too_early_it_needs_a_reason(cast, up):
    with pytest.raises(ValidationError, match="请写明理由"):
        actions.take_down(posting=up, by=cast.reporter)
    down = actions.take_down(posting=up, by=cast.reporter, reason="台风，公示栏要加固")
    assert (down.state, down.early_reason) == (PostingState.ENDED, "台风，公示栏要加固")


def test_after_its_time_it_comes_down_without_a_reason_and_the_record_stays(cast, up, notice):
    later = datetime.combine(up.least_until + timedelta(days=1), datetime.min.time(), CHINA)
    with clock.at(later):
        down = actions.take_down(posting=up, by=cast.reporter, proofs=[photo()])
    assert down.early_reason == ""
    notice.refresh_from_db()
    assert notice.status == "published"
    (site, board) = queries.outings_of(notice)
    assert (site.to_at, board.to_at) == (None, down.down_at)
    assert (board.channel, board.where, board.by) == (
        Channel.BOARD,
        "柳湾村村民委员会村委会门口公示栏",
        "刘桂花",
    )
    assert board.proof_words == "已公开：照片；已撤下：照片"


def test_the_period_is_at_least_that_of_the_catalogue(cast, notice, places):
    notice.catalogue_item.limit_text = "公示10个工作日"
    notice.catalogue_item.save()
    posting = actions.plan(
        information=notice,
        channel=Channel.BOARD,
        place=places.gate,
        by=cast.drafter,
        until=clock.today() + timedelta(days=3),
    )
    with pytest.raises(ValidationError, match="至少要公开到"):
        actions.put_up(posting=posting, by=cast.reporter)
    up = actions.put_up(posting=posting, by=cast.reporter, until=clock.today() + timedelta(days=30))
    assert up.least_until - clock.today() >= timedelta(days=12)


def test_what_hangs_beyond_its_last_day_is_asked_for_once(cast, up):
    Posting.objects.filter(pk=up.pk).update(until=up.least_until)
    with clock.at(datetime.combine(up.least_until + timedelta(days=1), datetime.min.time(), CHINA)):
        assert actions.ask_for_ends() == "公开期满待撤下 1 条"
        assert actions.ask_for_ends() == ""
    (job,) = queries.open_jobs(cast.reporter)
    assert (job.kind, job.reason) == ("take_down", "公开期已满")
    assert cast.reporter.notices.filter(text__contains="请撤下").exists()


@pytest.mark.parametrize(
    ("who", "may"),
    [("reporter", True), ("drafter", True), ("organisation_admin", True), ("county_office", True),
     ("checker", False), ("auditor", False), ("stranger", False)],
)  # fmt: skip
def test_only_those_of_the_place_or_of_the_record_confirm(cast, planned, who, may):
    if may:
        assert actions.put_up(posting=planned, by=getattr(cast, who)).state == PostingState.UP
    else:
        with pytest.raises(Denied):
            actions.put_up(posting=planned, by=getattr(cast, who))


def test_internal_and_unpublished_texts_go_on_no_channel(cast, desk, content, places):
    inside = desk.published(**content | {"audience": "internal"})
    for place, channel in [
        (places.gate, Channel.BOARD),
        (None, Channel.WECHAT),
        (places.horn, Channel.BROADCAST),
    ]:
        with pytest.raises(Denied, match="已经公开"):
            actions.plan(information=inside, channel=channel, place=place, by=cast.drafter)
    with pytest.raises(Denied, match="已经公开"):
        actions.keep(information=inside, kind="leaflet", content={}, by=cast.drafter)
    assert not Posting.objects.exists()


def test_what_another_organisation_made_is_changed_and_confirmed_by_them_alone(cast, notice):
    made = actions.keep(information=notice, kind="script", content={"text": "原话"}, by=cast.drafter)
    for verb, given in ((actions.change, {"content": {"text": "换掉的话"}}), (actions.confirm, {})):
        with pytest.raises(Denied, match="别的单位"):
            verb(rendering=made, by=cast.stranger, **given)
    own = actions.keep(information=notice, kind="script", content={"text": "自己的"}, by=cast.stranger)
    assert actions.confirm(rendering=own, by=cast.stranger).state == "confirmed"
    made.refresh_from_db()
    assert (made.state, made.content) == ("draft", {"text": "原话"})
    assert actions.confirm(rendering=made, by=cast.county_office).confirmed_by == cast.county_office


def test_a_town_confirms_what_its_village_made_of_a_record_from_elsewhere(cast, notice):
    made = actions.keep(information=notice, kind="script", content={}, by=cast.reporter)
    Information.objects.filter(pk=notice.pk).update(organisation=cast.next_town)
    assert actions.confirm(rendering=made, by=cast.drafter).confirmed_by == cast.drafter


def test_times_are_neither_before_publication_nor_in_the_future(cast, planned, notice):
    for at in (clock.now() + timedelta(hours=1), notice.published_at - timedelta(days=1)):
        with pytest.raises(ValidationError, match="时间不能"):
            actions.put_up(posting=planned, by=cast.reporter, at=at)
    assert Posting.objects.get().state == PostingState.PLANNED


def test_a_bad_photograph_stores_nothing(cast, planned):
    bad = photo()
    bad.upload.name = "照片.exe"
    with pytest.raises(ValidationError, match="请上传照片"):
        actions.put_up(posting=planned, by=cast.reporter, proofs=[bad])
    assert Posting.objects.get().state == PostingState.PLANNED
    assert not Proof.objects.exists()


def test_a_place_with_something_on_it_is_not_closed(cast, up, places):
    with pytest.raises(ValidationError, match="还有 1 条"):
        actions.close_place(place=places.gate, by=cast.drafter)
    actions.close_place(place=places.hill, by=cast.drafter)
    with pytest.raises(Denied, match="停用"):
        actions.edit_place(place=places.hill, by=cast.drafter, name="新名")


def test_planning_is_refused_with_words(cast, notice, places):
    for channel, place, words in [
        (Channel.BOARD, None, "请选择地点"),
        (Channel.WECHAT, places.gate, "不用选地点"),
        (Channel.SCREEN, places.gate, "不是电子屏"),
    ]:
        with pytest.raises(Denied, match=words):
            actions.plan(information=notice, channel=channel, place=place, by=cast.drafter)
    with pytest.raises(ValidationError, match="请写明是哪里"):
        actions.plan(information=notice, channel=Channel.OTHER, by=cast.drafter)
    with pytest.raises(ValidationError, match="结束日期"):
        actions.plan(
            information=notice,
            channel=Channel.BOARD,
            place=places.gate,
            by=cast.drafter,
            until=date(2001, 1, 1),
        )
