"""Limits as data: loaded once, changed by adding versions, nothing overwritten."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from mingbai.disclosures import actions as records
from mingbai.disclosures.due_dates import due_of
from mingbai.ledger.models import Event
from mingbai.lib.verdict import Denied
from mingbai.timelimits import actions, packaged, queries
from mingbai.timelimits.models import CertaintyChoice, Limit, LimitVersion, SenseChoice, UnitChoice
from mingbai.timelimits.rules import Certainty, Sense, Unit, in_words

REQUIRED = """
proactive foi.reply foi.extension foi.clarification foi.third_party foi.co_producer foi.fee_payment service_change
credit_publicity budget interpretation hearing_papers consultation legality_review land_notice
land_compensation_notice
""".split()


def change(cast, key="proactive", **values):
    given = {"valid_from": date(2026, 7, 1), "reason": "省里收紧时限"} | values
    return actions.change_limit(by=cast.county_office, key=key, **given)


def test_a_limit_is_known_before_anything_was_loaded(db):
    assert not Limit.objects.exists()
    assert queries.limit("proactive").number == 20


def test_loading_adds_each_limit_once_and_says_the_same(db):
    before = queries.limits(date(2026, 1, 1))

    assert actions.load_limits() == len(packaged.limits())
    assert actions.load_limits() == 0
    assert queries.limits(date(2026, 1, 1)) == before
    assert LimitVersion.objects.count() == len(before)


@pytest.mark.parametrize("key", REQUIRED)
def test_each_promised_limit_names_its_article_and_basis(key):
    limit = packaged.limits()[key]

    assert limit.article
    assert limit.quote
    assert limit.from_label


def test_what_was_not_read_in_an_official_text_is_marked(db):
    certainty = {key: str(one.certainty) for key, one in packaged.limits().items()}

    assert certainty["foi.reply"] == "text"
    assert certainty["foi.fee_payment"] == "memory"
    assert certainty["interpretation"] == "local"
    assert certainty["concern.press"] == "retold"


def test_the_choices_of_the_table_are_those_of_the_rules():
    for choices, rule in ((UnitChoice, Unit), (SenseChoice, Sense), (CertaintyChoice, Certainty)):
        assert choices.values == [one.value for one in rule]


def test_a_change_counts_from_its_day_and_the_old_version_before_it(cast):
    change(cast, number=15)

    assert queries.limit("proactive", date(2026, 6, 30)).number == 20
    assert queries.limit("proactive", date(2026, 7, 1)).number == 15
    first, second = LimitVersion.objects.filter(limit__key="proactive").order_by("pk")
    assert (first.number, second.number, second.recorded_by) == (20, 15, cast.county_office)


def test_a_later_correction_of_the_same_day_wins(cast):
    change(cast, number=15)
    change(cast, number=10)

    assert queries.limit("proactive", date(2026, 7, 1)).number == 10
    assert LimitVersion.objects.filter(limit__key="proactive").count() == 3


def test_loading_again_leaves_what_the_county_changed(cast):
    change(cast, number=15)
    actions.load_limits()

    assert queries.limit("proactive", date(2026, 7, 1)).number == 15


def test_a_change_is_one_event_with_before_and_after(cast):
    change(cast, number=15)

    event = Event.objects.get(verb="limit.change")
    assert event.detail["number"] == ["20", "15"]
    assert event.role == "county_office"


def test_texts_not_yet_public_move_with_the_limit(cast, content):
    one = records.create(
        organisation=cast.town, by=cast.drafter, **content | {"written_on": date(2026, 7, 6)}
    )
    assert due_of(one, queries.known()) == date(2026, 8, 3)

    _, moved = change(cast, number=10)

    assert [(one.due_before, one.due_after) for one in moved] == [(date(2026, 8, 3), date(2026, 7, 20))]


@pytest.mark.parametrize(
    ("key", "values", "field"),
    [
        ("proactive", {"number": 15, "reason": " "}, "reason"),
        ("proactive", {"number": 20}, "number"),
        ("proactive", {"number": 0}, "number"),
        ("proactive", {"number": 99999}, "number"),
        ("proactive", {"article": ""}, "article"),
        ("quota.self_check", {"month": 13}, "month"),
        ("village.quarter_day", {"month": 4}, "month"),
        ("village.quarter_day", {"day": 32}, "day"),
        ("proactive", {"month": 2}, "month"),
    ],
)
def test_a_senseless_change_is_refused_at_its_field(cast, key, values, field):
    with pytest.raises(ValidationError) as refused:
        change(cast, key=key, **values)
    assert field in refused.value.message_dict
    assert not LimitVersion.objects.filter(reason="省里收紧时限").exists()


def test_only_the_county_office_changes_limits(cast):
    with pytest.raises(Denied):
        actions.change_limit(
            by=cast.approver, key="proactive", valid_from=date(2026, 7, 1), reason="试", number=15
        )


def test_an_unknown_limit_is_named(db):
    with pytest.raises(queries.UnknownLimit, match="nope"):
        queries.limit("nope")


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("proactive", "20个工作日以内"),
        ("consultation", "30日以上（不少于）"),
        ("hearing_papers", "7日以前"),
        ("annual_report.department", "每年1月31日以前"),
        ("village.quarter_day", "每季度第1个月20日以前"),
        ("quota.open_day", "每年至少2次"),
        ("archive_retention", "10年以上（不少于）"),
        ("concern.press", "24小时以内"),
    ],
)
def test_a_limit_is_said_as_people_say_it(key, words):
    assert in_words(packaged.limits()[key]) == words
