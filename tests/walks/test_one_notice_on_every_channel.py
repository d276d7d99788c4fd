"""One subsidy notice goes out on every channel, is corrected, and every book says the same about it."""

from datetime import date, datetime
from types import SimpleNamespace

import pytest

from mingbai.archive import actions as archive
from mingbai.book import queries as book
from mingbai.book.exports import pdf
from mingbai.channels import actions as channels
from mingbai.channels import queries
from mingbai.channels.models import Job, Posting
from mingbai.channels.states import Channel, JobState, PlaceKind, RenderingKind
from mingbai.lib import bags, clock
from mingbai.lib.clock import CHINA
from mingbai.loudspeakers import actions as loudspeakers
from mingbai.outbox import actions as outbox
from mingbai.outbox.values import Outlet
from mingbai.printing.exports import leaflets, sheet_pdf
from mingbai.printing.rules.leaflets import tidy
from mingbai.registers import actions as registers
from mingbai.screens import actions as screens
from mingbai.screens.queries.playlists import playlist
from mingbai.transparency import queries as log
from tests.channels.conftest import photo

SUBSIDY = (
    "<p>各村民委员会：</p><p>2026年耕地地力保护补贴每亩86.50元，10月31日前发放到户。"
    "有疑问的请向村委会询问。</p>"
    "<table><tr><th>村</th><th>亩数</th><th>金额（元）</th></tr><tr><td>柳湾村</td><td>1200</td><td>103800</td></tr></table>"
)
NOTICE = {
    "body": SUBSIDY,
    "title": "青禾镇人民政府关于发放2026年耕地地力保护补贴的通知",
    "written_on": date(2026, 5, 8),
}
DAY = datetime(2026, 5, 11, 9, tzinfo=CHINA)


def made(notice, kind, by, content, data=None):
    draft = channels.keep(
        information=notice, kind=kind, content=content, by=by, data=data, file_name="稿.pdf" if data else ""
    )
    return channels.confirm(rendering=draft, by=by)


@pytest.fixture
def places(cast):
    def add(kind: PlaceKind, name: str):
        return channels.add_place(organisation=cast.village, kind=kind, name=name, by=cast.drafter)

    return SimpleNamespace(
        gate=add(PlaceKind.BOARD, "村委会门口公示栏"),
        hill=add(PlaceKind.BOARD, "山后组公示栏"),
        screen=add(PlaceKind.SCREEN, "便民点电子屏"),
        horn=add(PlaceKind.LOUDSPEAKER, "村大喇叭"),
    )


@pytest.fixture
def out(cast, desk, content, places, settings, tmp_path):
    """Out on the site, two boards, as a leaflet, on a screen, on WeChat and over the loudspeaker."""
    settings.ARCHIVE_DIR = tmp_path / "archive"
    with clock.at(DAY):
        notice = desk.published(**content | NOTICE)
        _on_paper(notice, cast, places)
        _on_the_screen(notice, cast, places)
        _on_wechat(notice, cast)
        _over_the_loudspeaker(notice, cast, places)
    return notice


def _on_paper(notice, cast, places):
    sheet = made(notice, RenderingKind.SHEET, cast.drafter, {"size": "A4"}, sheet_pdf(notice))
    for board in (places.gate, places.hill):
        posting = channels.plan(
            information=notice, channel=Channel.BOARD, place=board, by=cast.drafter, rendering=sheet
        )
        channels.put_up(posting=posting, by=cast.reporter, proofs=[photo()])
    answers = {
        "title": "耕地补贴",
        "what": "发耕地地力保护补贴",
        "who": "种地的农户",
        "how_much": "每亩86.50元",
    }
    drawn = leaflets.leaflet_pdf(notice, tidy(answers))
    leaflet = made(notice, RenderingKind.LEAFLET, cast.drafter, answers, drawn.data)
    posting = channels.plan(
        information=notice, channel=Channel.LEAFLET, by=cast.drafter, outlet="入户发放", rendering=leaflet
    )
    channels.put_up(posting=posting, by=cast.drafter)


def _on_the_screen(notice, cast, places):
    text = screens.keep_text(
        information=notice, by=cast.drafter, title="耕地补贴", lines=["每亩86.50元", "10月31日前发到户"]
    )
    text = channels.confirm(rendering=text, by=cast.drafter)
    posting = channels.plan(
        information=notice, channel=Channel.SCREEN, place=places.screen, by=cast.drafter, rendering=text
    )
    channels.put_up(posting=posting, by=cast.drafter)


def _on_wechat(notice, cast):
    account = registers.open_account(
        by=cast.drafter,
        organisation=cast.town,
        platform="wechat",
        name="青禾发布",
        opened_on=date(2025, 1, 1),
    )
    values = outbox.proposed(notice, RenderingKind.WECHAT)
    text = outbox.make_text(information=notice, kind=RenderingKind.WECHAT, values=values, by=cast.drafter)
    text = channels.confirm(rendering=text, by=cast.drafter)
    message = outbox.prepare(information=notice, outlet=Outlet(account), rendering=text, by=cast.drafter)
    message = outbox.queue(message=message, by=cast.drafter)
    outbox.confirm(message=message, by=cast.drafter, url="https://mp.weixin.qq.com/s/abc")


def _over_the_loudspeaker(notice, cast, places):
    script = loudspeakers.write_script(
        information=notice, variant="normal", station=cast.village, by=cast.reporter
    )
    script = channels.confirm(rendering=script, by=cast.reporter)
    posting = loudspeakers.plan_broadcast(
        rendering=script, place=places.horn, first=clock.today(), by=cast.reporter
    )
    loudspeakers.air(posting=posting, by=cast.reporter)


EVERYWHERE = {"site": 1, "board": 2, "leaflet": 1, "screen": 1, "wechat": 1, "broadcast": 1}


def count(outings) -> dict[str, int]:
    found = [one.channel.value for one in outings]
    return {name: found.count(name) for name in EVERYWHERE}


def test_it_goes_out_everywhere_and_the_screen_plays_it(out, places):
    assert count(queries.outings_of(out)) == EVERYWHERE
    assert len(playlist(places.screen).items) == 1


def test_a_correction_reaches_every_channel_until_each_is_confirmed(out, cast, correct, places):
    with clock.at(DAY.replace(day=13)):
        correct(out, body=SUBSIDY.replace("86.50", "89.20"), note="更正每亩金额")
        jobs = Job.objects.filter(state=JobState.OPEN)
        assert sorted(jobs.values_list("posting__channel", flat=True)) == sorted(
            ["board", "board", "leaflet", "screen", "wechat", "broadcast"]
        )
        assert playlist(places.screen).items == ()
        for job in jobs.select_related("posting"):
            channels.replace(posting=job.posting, by=cast.drafter, note="已换")
    assert not Job.objects.filter(state=JobState.OPEN).exists()
    present = Posting.objects.filter(state="up").values_list("version_digest", flat=True)
    out.refresh_from_db()
    assert set(present) == {out.public_digest}


def test_register_package_and_log_agree_with_what_went_out(out, cast, correct, tmp_path):
    with clock.at(DAY.replace(day=13)):
        correct(out, body=SUBSIDY.replace("86.50", "89.20"), note="更正每亩金额")
        for job in Job.objects.filter(state=JobState.OPEN).select_related("posting"):
            channels.replace(posting=job.posting, by=cast.drafter, note="已换")
    outings = queries.outings_of(out)
    entries = list(book.entries(cast.town, date(2026, 5, 1), date(2026, 5, 31)))
    assert len(entries) == len(outings) == 14
    assert {one.digest for one in entries} == {one.digest for one in outings}
    leaves = [leaf.kind for leaf in log.leaves_of(out.index_number)]
    assert leaves[:2] == ["publish", "correct"]
    # Every posting of the first version was ended but the broadcast and what hangs on.
    assert leaves.count("posting_end") == sum(
        one.posting is not None and one.to_at is not None for one in outings
    )
    with clock.at(datetime(2027, 1, 20, 9, tzinfo=CHINA)):
        assert pdf([book.shown(cast.town, book.month_of("2026-05"))], "2026年5月").startswith(b"%PDF")
        package = archive.build(archive.ask(organisation=cast.town, year=2026, by=cast.drafter))
    folder = tmp_path / "archive" / package.name
    assert bags.verify(folder).ok
