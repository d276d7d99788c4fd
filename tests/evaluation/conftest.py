"""Records that are public, lines of the ledger, and an office that inspects them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count

import pytest
from django.test import Client

from mingbai.disclosures.models import Information
from mingbai.duties.models import Duty, Instance
from mingbai.evaluation import actions
from mingbai.evaluation.queries.packaged import checklist
from mingbai.lib import clock

TODAY = datetime(2026, 10, 12, 1, tzinfo=UTC)
_numbers = count(1)


@pytest.fixture
def today():
    """Monday, 12 October 2026."""
    with clock.at(TODAY):
        yield date(2026, 10, 12)


@pytest.fixture
def public(cast):
    """Makes a record that is public since a day of the third quarter."""

    def make(organisation, title="关于供水检修的公告", on=date(2026, 8, 20), **values):
        number = next(_numbers)
        at = datetime(on.year, on.month, on.day, 2, tzinfo=UTC)
        row = {
            "index_number": f"T{number:05d}", "title": f"{title}（{number}）", "issuer_name": organisation.name,
            "openness": "proactive", "status": "published", "stage": "done", "body": "<p>正文。</p>",
            "published_at": at, "changed_at": at, "created_at": at, "edited_at": at, "public_digest": f"d{number}",
        }  # fmt: skip
        return Information.objects.create(organisation=organisation, **(row | values))

    return make


@pytest.fixture
def owed(cast):
    """Makes a line of the ledger that ended somehow in the third quarter."""

    def make(organisation, state="met", on=date(2026, 8, 31), source="catalogue", **values):
        number = next(_numbers)
        kept = {
            "key": f"test:{number}", "kind": "periodic", "source": source, "title": f"事项{number}",
            "per": "month", "valid_from": date(2026, 1, 1),
        }  # fmt: skip
        duty = values.pop("duty", None) or Duty.objects.create(organisation=organisation, **kept)
        row = {
            "key": values.pop("key", "2026-08"),
            "starts_on": on.replace(day=1),
            "ends_on": on,
            "due_on": on,
        }
        return Instance.objects.create(duty=duty, organisation=organisation, state=state, **row, **values)

    return make


@pytest.fixture
def office(cast):
    return cast.county_office


@pytest.fixture
def inspection(cast, office, public, today):
    """Three records of 青禾镇, two of 临河镇 and one of 柳湾村; two of each are drawn."""
    for place, number in ((cast.town, 3), (cast.next_town, 2), (cast.village, 1)):
        for _ in range(number):
            public(place)
    return actions.draw_inspection(
        by=office, organisation=cast.county, title="2026年第三季度公开信息抽查", subject="records",
        period_key="2026Q3", strata="organisation", each=2, seed="摇号20261012",
    )  # fmt: skip


def verdicts(subject="records", **wrong):
    """Every line in order, but for the problems given by key."""
    kept = {check.key: ("ok", "") for check in checklist(subject)}
    return kept | {key: ("problem", note) for key, note in wrong.items()}


@pytest.fixture
def finding(cast, office, today):
    return actions.add_finding(
        by=office, inspector=cast.county, organisation=cast.town, source="complaint",
        what="公开栏八月没有更新。", topic="更新及时", severity="serious",
    )  # fmt: skip


@pytest.fixture
def noticed(cast, office, finding):
    actions.notify_findings(by=office, inspector=cast.county, findings=[finding])
    finding.refresh_from_db()
    return finding


@pytest.fixture
def scheme(cast, office):
    """Two computed indicators and one that a person scores: 60 + 20 + 20."""
    scheme = actions.create_scheme(by=office, organisation=cast.county, title="乡镇考核", year=2026)
    top = actions.add_indicator(by=office, scheme=scheme, name="主动公开")
    for name, weight, rule in (
        ("按时公开", 60, {"kind": "rate", "measure": "duties.coverage"}),
        ("超期", 20, {"kind": "per_occurrence", "measure": "duties.late", "points": 5}),
        ("公开栏", 20, {"kind": "manual"}),
    ):
        actions.add_indicator(
            by=office, scheme=scheme, parent=top, name=name, weight=Decimal(weight), rule=rule
        )
    return actions.use_scheme(by=office, scheme=scheme)


@pytest.fixture
def round_(cast, office, scheme, today):
    return actions.open_round(
        by=office, scheme=scheme, title="第三季度考核", period_key="2026Q3",
        organisations=[cast.town, cast.next_town], self_until=date(2026, 10, 20), with_below=False,
    )  # fmt: skip


def line_of(round_, organisation, name):
    sheet = round_.sheets.get(organisation=organisation)
    return sheet.lines.select_related("sheet__round", "sheet__organisation", "indicator__scheme").get(
        indicator__name=name
    )


@pytest.fixture
def signed_in():
    def make(user):
        client = Client()
        client.force_login(user)
        return client

    return make


def reviewed(round_, office, cast):
    """The round with every missing line scored or left out, before the units."""
    for place in (cast.town, cast.next_town):
        actions.score_line(
            by=office, line=line_of(round_, place, "公开栏"), points=Decimal(15), note="现场看过"
        )
    for indicator in {
        line.indicator for sheet in round_.sheets.all() for line in sheet.lines.filter(points=None)
    }:
        actions.exclude_indicator(
            by=office, round_=round_, indicator=indicator, reason="这个季度没有到期事项"
        )
    actions.close_self_scoring(by=office, round_=round_)
    return actions.review_round(by=office, round_=round_)


def frozen(round_, office, cast):
    reviewed(round_, office, cast)
    with clock.at(datetime(2026, 11, 2, 1, tzinfo=UTC)):
        return actions.freeze_round(by=office, round_=round_)
