"""Channels that a row of the catalogue requires: counted, found missing, settled when put right."""

from datetime import UTC, date, datetime, timedelta

import pytest

from mingbai.catalogue.models import CatalogueItem, Holding
from mingbai.channels import actions as channels
from mingbai.channels.states import PlaceKind
from mingbai.disclosures import actions as disclosures
from mingbai.evaluation import actions, measures
from mingbai.evaluation.models import Finding, Looked
from mingbai.evaluation.queries.reach import findings_for, groups_of
from mingbai.evaluation.states import FindingState
from mingbai.ledger.models import Event
from mingbai.lib import clock
from mingbai.notifications.models import Notice
from mingbai.timelimits.periods import of_key
from tests.evaluation.conftest import TODAY

Q3 = of_key("2026Q3")
FIRST = date(2026, 8, 20)  # a Thursday: five working days end on 27 August


@pytest.fixture(autouse=True)
def looked_before(db):
    """The machine has been looking since August."""
    Looked.objects.create(what="channels", on=FIRST, since=FIRST)


@pytest.fixture
def row(cast):
    """A row on the list of 青禾镇 that requires the website and the notice board, and may use the gazette."""
    item = CatalogueItem.objects.first()
    item.channel_list = [
        {"name": "政府网站", "required": True},
        {"name": "村公示栏", "required": True},
        {"name": "政府公报", "required": False},
    ]
    item.save()
    Holding.objects.create(item=item, organisation=cast.town, valid_from=date(2020, 1, 1))
    return item


@pytest.fixture
def record(row, public, cast):
    return public(cast.town, on=FIRST, catalogue_item=row)


@pytest.fixture
def board(cast):
    return channels.add_place(
        organisation=cast.village, kind=PlaceKind.BOARD, name="村口公示栏", by=cast.drafter
    )


@pytest.fixture
def hang(cast, board):
    def put(record, on=None):
        with clock.at(datetime(on.year, on.month, on.day, 4, tzinfo=UTC) if on else clock.now()):
            planned = channels.plan(information=record, channel="board", place=board, by=cast.drafter)
            channels.put_up(posting=planned, by=cast.drafter)

    return put


def number(key, place):
    return measures.compute(measures.get(key), groups_of([place], False), Q3)[place.pk]


def said(key):
    measure = measures.get(key)
    return [measure.described(one).state for one in (measure.base or measure.rows)(Q3)]


@pytest.mark.parametrize(
    ("hung_on", "rate", "missing", "words"),
    [
        (None, 0, 1, "还缺：村公示栏"),
        (date(2026, 8, 27), 1, 0, "按时发齐"),
        (date(2026, 8, 30), 0, 0, "晚 3 天发齐"),
    ],
)
def test_a_record_counts_when_every_required_channel_came_in_time(
    record, hang, cast, today, hung_on, rate, missing, words
):
    if hung_on:
        hang(record, hung_on)
    assert number("channels.in_time", cast.town).value == rate
    assert number("channels.missing", cast.town).value == missing
    assert said("channels.in_time") == [words]


@pytest.mark.parametrize("change", ["fresh", "website only", "not on the list", "of another town"])
def test_what_is_not_due_or_asks_for_nothing_more_does_not_count(row, public, cast, today, change):
    if change == "website only":
        CatalogueItem.objects.update(channel_list=[{"name": "政府网站", "required": True}])
    if change == "not on the list":
        Holding.objects.all().delete()
    place = cast.next_town if change == "of another town" else cast.town
    on = today - timedelta(days=1) if change == "fresh" else FIRST
    public(place, on=on, catalogue_item=row)
    period = of_key("2026") if change == "fresh" else Q3
    assert not measures.get("channels.in_time").base(period).exists()
    assert actions.look_for_missing_channels() == ""


def test_the_machine_finds_once_what_is_missing_and_tells_the_organisation(record, cast, today):
    assert "新发现 1 条" in actions.look_for_missing_channels()
    finding = Finding.objects.get()
    assert (finding.information, finding.organisation, finding.inspector) == (record, cast.town, cast.county)
    assert (
        record.title in finding.what and "还缺：村公示栏" in finding.what and "2026年8月27日" in finding.what
    )
    assert Notice.objects.filter(user=cast.drafter, text__contains="1 条信息超过期限").exists()
    with clock.at(TODAY + timedelta(days=1)):
        assert actions.look_for_missing_channels() == ""


def test_what_was_due_before_the_machine_first_looked_is_no_finding(record, today):
    Looked.objects.all().delete()
    assert actions.look_for_missing_channels() == ""
    with clock.at(TODAY + timedelta(days=1)):
        assert actions.look_for_missing_channels() == ""
    assert not Finding.objects.exists()


def test_a_round_looks_once_a_day(record, public, row, cast, today):
    actions.look_for_missing_channels()
    public(cast.town, on=FIRST, catalogue_item=row)
    assert actions.look_for_missing_channels() == ""
    with clock.at(TODAY + timedelta(days=1)):
        assert "新发现 1 条" in actions.look_for_missing_channels()


def test_the_organisation_sees_at_once_what_the_machine_found_and_others_do_not(
    record, cast, today, signed_in
):
    actions.look_for_missing_channels()
    finding = Finding.objects.get()
    assert findings_for(cast.drafter).get() == finding
    assert not findings_for(cast.stranger).exists()
    page = signed_in(cast.drafter).get(finding.get_absolute_url()).content.decode()
    assert "去安排渠道" in page and f"/desk/channels/records/{record.pk}/" in page
    for listing in ("", "findings/?state=waiting"):
        page = signed_in(cast.drafter).get(f"/desk/evaluation/{listing}").content.decode()
        assert "还缺：村公示栏" in page


def test_it_is_settled_in_the_moment_the_last_channel_is_put_up(record, hang, today):
    actions.look_for_missing_channels()
    hang(record)
    finding = Finding.objects.get()
    assert (finding.state, finding.settled_on) == (FindingState.RECHECKED, today)
    assert finding.steps.get().by is None
    assert Event.objects.get(verb="finding.settle").actor_id == ""


def test_a_finding_that_was_noticed_counts_as_put_right_in_time(record, hang, cast, office, today):
    actions.look_for_missing_channels()
    (notice,) = actions.notify_findings(by=office, inspector=cast.county, findings=Finding.objects.all())
    hang(record)
    with clock.at(datetime(2026, 12, 1, 1, tzinfo=UTC)):
        settled = measures.get("findings.settled")
        assert settled.rows(of_key("2026Q4")).get().notice == notice


@pytest.mark.parametrize("way", ["withdrawn", "no longer required"])
def test_what_is_no_longer_asked_is_settled_by_the_next_round(record, row, cast, today, way):
    actions.look_for_missing_channels()
    if way == "withdrawn":
        disclosures.withdraw(information=record, by=cast.approver, reason="内容有误")
    else:
        Holding.objects.all().delete()
    with clock.at(TODAY + timedelta(days=1)):
        assert "了结 1 条" in actions.look_for_missing_channels()
    assert Finding.objects.get().state == FindingState.RECHECKED


def test_what_the_office_does_not_pursue_is_not_found_again(record, office, today):
    actions.look_for_missing_channels()
    actions.drop_finding(by=office, finding=Finding.objects.get(), text="公示栏在维修")
    with clock.at(TODAY + timedelta(days=1)):
        assert actions.look_for_missing_channels() == ""


def test_nobody_settles_by_hand(record, office, cast, today, signed_in):
    actions.look_for_missing_channels()
    page = signed_in(office).get(Finding.objects.get().get_absolute_url())
    assert page.context["verbs"]["settle"] is False and page.context["verbs"]["notify"] is True
