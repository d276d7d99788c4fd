"""A plan of 青禾镇 half carried out in June: a training held, a list missing, records public."""

from datetime import UTC, date, datetime

import pytest

from mingbai.catalogue.models import CatalogueItem, Genre
from mingbai.channels import actions as channels
from mingbai.disclosures.models import Information, Topic, TopicTag
from mingbai.duties.actions import refresh
from mingbai.duties.models import Setting
from mingbai.lib import clock
from mingbai.plans.actions import confirm
from mingbai.registers.actions import add_activity
from mingbai.reports import actions
from tests.plans.making import make_plan

NOW = datetime(2026, 6, 15, 4, tzinfo=UTC)
TASKS = [
    {"path": "一、（一）", "headings": ["扩大公开", "公开清单"], "text": "4月底前公开权责清单。",
     "lead_text": ["青禾镇人民政府"], "deadline_text": "4月底前", "deadline_on": "2026-04-30"},
    {"path": "一、（二）", "headings": ["扩大公开", "政策解读"], "text": "年底前解读3份文件。",
     "lead_text": ["青禾镇人民政府"], "deadline_text": "年底前", "deadline_on": "2026-12-31"},
    {"path": "二、", "headings": ["加强保障"], "text": "每季度开展1次培训。", "times": 1, "per": "quarter",
     "lead_text": ["青禾镇人民政府"], "frequency_text": "每季度1次"},
]  # fmt: skip


@pytest.fixture(autouse=True)
def june(db):
    with clock.at(NOW):
        Setting.objects.update_or_create(
            pk=1, defaults={"begins_on": date(2026, 1, 1), "remind_days": [5, 1, 0]}
        )
        yield


@pytest.fixture
def plan(cast):
    with clock.at(NOW.replace(month=1, day=12)):
        plan = make_plan(cast.town, cast.drafter, TASKS)
        plan.tasks.update(checked_at=clock.now(), checked_by=cast.drafter)
        confirm(plan=plan, by=cast.drafter)
    plan.refresh_from_db()
    return plan


@pytest.fixture
def train(cast):
    def make(on=date(2026, 3, 4), title="条例学习", theme="学习信息公开条例", place=None, by=None):
        return add_activity(
            by=by or cast.drafter, organisation=place or cast.town, kind="training", held_on=on,
            title=title, summary=theme,
        )  # fmt: skip

    return make


@pytest.fixture
def public(cast):
    """A record of a place that became public on a day."""

    def make(place, on=date(2026, 5, 6), topic=None, title="关于供水的公告"):
        at = datetime(on.year, on.month, on.day, 2, tzinfo=UTC)
        row = Information.objects.create(
            index_number=f"T/{Information.objects.count()}", title=title, organisation=place,
            issuer_name=place.name, catalogue_item=CatalogueItem.objects.first(),
            genre=Genre.objects.get(name="公告"), openness="proactive", status="published", stage="done",
            live=True, published_at=at, created_at=NOW, edited_at=NOW,
        )  # fmt: skip
        if topic:
            TopicTag.objects.create(information=row, topic=topic, by=cast.drafter, at=NOW)
        return row

    return make


@pytest.fixture
def handed_out(cast):
    """Confirm that a record went from house to house as a leaflet."""

    def hand_out(record):
        planned = channels.plan(information=record, channel="leaflet", by=cast.drafter)
        return channels.put_up(posting=planned, by=cast.drafter)

    return hand_out


@pytest.fixture
def topic(cast):
    return Topic.objects.create(
        name="六稳六保", from_year=2026, created_by=cast.county_office, created_at=NOW
    )


@pytest.fixture
def report(cast, plan, train, public, topic, handed_out):
    train()
    handed_out(public(cast.town, topic=topic))
    public(cast.town)
    public(cast.next_town, topic=topic)
    refresh()
    return actions.begin(by=cast.drafter, plan=plan, organisation=cast.town)


def part(report, key):
    """By its key, or by its heading."""
    rows = report.parts.all()
    return next(one for one in rows if key in (one.key, one.heading))
