"""The documents of the demonstration: their metadata and stories hold together on any day."""

import csv
import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from mingbai.demo import county, stories
from mingbai.lib.clock import CHINA

TODAY = date(2026, 11, 21)
DAYS = [TODAY, date(2027, 1, 4), date(2027, 7, 18), date(2028, 2, 29)]
SHARED = Path(os.environ.get("MINGBAI_SHARED", Path(__file__).parents[3] / "shared"))
CATALOGUE = SHARED / "data" / "standard_catalog.csv"
GROUNDS = {"E14-1", "E14-2", "E14-3", "E15", "E16-1", "E16-2", "E16-3"}
with (Path(__file__).parents[2] / "mingbai/catalogue/data/genres.csv").open(encoding="utf-8-sig") as rows:
    GENRES = {"", *(row["name"] for row in csv.DictReader(rows))}


@pytest.fixture(scope="module", params=DAYS, ids=str)
def day(request):
    return request.param


@pytest.fixture(scope="module")
def documents(day):
    return stories.documents(day)


def test_about_sixty_documents_cover_every_state():
    found = stories.documents(TODAY)

    assert len(found) >= 60
    assert {document.state for document in found} == set(stories.STATES)


def test_every_current_body_above_the_stations_has_published_something():
    publishers = {document.organisation for document in stories.documents(TODAY)}
    expected = {row.key for row in county.ORGANISATIONS if row.kind != "station"}

    assert expected <= publishers


def test_keys_and_file_names_are_unique(documents):
    assert len({document.key for document in documents}) == len(documents)
    names = [(document.organisation, document.file_name) for document in documents]
    assert len(set(names)) == len(names)


def test_no_value_was_left_unfilled(documents):
    for document in documents:
        assert not any("{" in line for line in (document.title, document.summary, *document.lines))


def test_years_in_document_numbers_agree_with_the_day_of_writing(documents):
    for document in documents:
        if document.document_number:
            assert f"〔{document.written_on.year}〕" in document.document_number


def test_only_the_incomplete_lack_what_the_record_demands(documents):
    for document in documents:
        if document.state == "incomplete":
            assert not document.genre
        else:
            assert all((document.theme, document.genre, document.keywords, document.summary, *document.item))


def test_what_is_not_proactive_has_a_ground_and_nothing_else_has(documents):
    for document in documents:
        assert document.genre in GENRES
        assert (document.ground in GROUNDS) == (document.openness != "proactive")
    assert {document.openness for document in documents} == {"proactive", "on_request", "withheld"}


def test_a_story_has_the_steps_its_state_says_in_order(documents):
    last = {"corrected": "correct", "withdrawn": "withdraw", "removed": "remove", "merged": "merge",
            "repealed": "repeal", "expired": "expire", "returned": "return", "scheduled": "schedule",
            "urgent_pending": "publish_urgent",
            "draft": "create", "incomplete": "create", "published": "publish"}  # fmt: skip
    for document in documents:
        verbs = [step.verb for step in document.steps]
        assert verbs[0] == "create"
        if not document.urgent or document.state != "published":
            assert verbs[-1] == last.get(document.state, verbs[-1])
        assert [step.at for step in document.steps] == sorted(step.at for step in document.steps)


def test_nothing_has_happened_after_today(documents, day):
    for document in documents:
        assert all(step.at.astimezone(CHINA).date() < day for step in document.steps)


def test_what_is_scheduled_is_due_in_the_days_to_come(documents, day):
    due = [step.due for document in documents for step in document.steps if step.verb == "schedule"]

    assert due
    assert all(day < each <= day + timedelta(days=7) for each in due)


def test_what_is_overdue_has_waited_longer_than_twenty_working_days(documents, day):
    for document in documents:
        if document.state == "overdue":
            assert (day - document.written_on).days > 35


def test_nobody_reviews_what_they_drafted(documents):
    for document in documents:
        reviewers = [step.by for step in document.steps if step.verb in ("check", "clear", "approve")]
        assert document.drafted_by not in reviewers


def test_returns_corrections_and_withdrawals_give_a_reason(documents):
    for document in documents:
        for step in document.steps:
            if step.verb in ("return", "correct", "withdraw", "remove", "merge", "repeal", "publish_urgent"):
                assert len(step.note) >= 10


def test_relations_lead_to_documents_that_came_first_or_later_as_they_should(documents):
    written = {document.key: document.written_on for document in documents}
    for document in documents:
        for kind, key in document.relations:
            if kind == "merged_into":
                assert written[key] >= document.written_on
            else:
                assert written[key] <= document.written_on
    assert {kind for document in documents for kind, _ in document.relations} == {
        "interprets", "based_on", "repeals", "merged_into",
    }  # fmt: skip


def test_a_corrected_document_once_read_otherwise(documents):
    for document in documents:
        assert bool(document.misprints) == (document.state == "corrected")
        for now, then in document.misprints:
            assert sum(line.count(now) for line in document.lines) == 1
            assert not any(then in line for line in document.lines)


def test_attachments_exist_and_belong_to_a_document(documents, day):
    named = {key for document in documents for key in document.attachments}

    assert named == set(stories.attachments(day))


@pytest.mark.skipif(not CATALOGUE.exists(), reason="the shared catalogue is not here")
def test_every_catalogue_item_stands_in_the_standard_catalogue(documents):
    with CATALOGUE.open(encoding="utf-8-sig") as lines:
        rows = {(row["领域"], row["一级事项"], row["二级事项"]) for row in csv.DictReader(lines)}
    for document in documents:
        assert document.item in rows, document.key
