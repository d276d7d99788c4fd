"""The register: generated, numbered, sealed, and what comes after a seal."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingbai.book import actions, queries
from mingbai.book.models import BookSeal
from mingbai.book.rules import numbered
from mingbai.book.values import ADDED, ALTERED, Entry, book_of
from mingbai.catalogue.models import Ground
from mingbai.channels import actions as channels
from mingbai.channels.states import Channel, ProofOf
from mingbai.disclosures import actions as disclosures
from mingbai.ledger.models import Event
from mingbai.lib.clock import CHINA
from mingbai.lib.verdict import Denied
from mingbai.transparency.models import Leaf
from tests.book.conftest import SAID, at

MARCH, MAY = queries.month_of("2026-03"), queries.month_of("2026-05")


def test_a_month_lists_what_went_out_where_from_when_by_whom_with_which_proof(cast, story):
    site, board = queries.entries(cast.town, MARCH.start, MARCH.end)
    assert (site.form, site.place, site.begun[:10]) == ("政府网站", "政府网站", "2026-03-02")
    assert (board.form, board.place, board.by) == ("公示栏", story.posting.where, "刘桂花")
    assert (board.number, board.begun[:10], board.ended) == (2, "2026-03-03", "")
    assert "村民代表在场" in board.proof
    assert board.index_number == story.notice.index_number
    assert site.content.startswith("各村民委员会：")


def test_a_withheld_text_is_registered_without_its_title_and_content(cast, desk, content):
    with at(6, 2):
        record = desk.published(
            **content
            | {
                "openness": "on_request",
                "ground": Ground.objects.get(code="E14-3"),
                "written_on": date(2026, 3, 1),
            }
        )
    june = queries.month_of("2026-06")
    (entry,) = queries.entries(cast.town, june.start, june.end)
    assert entry.index_number == record.index_number
    assert "依申请公开" in entry.title
    assert record.title not in str(entry)
    assert "供水" not in str(entry)


def test_a_sealed_month_does_not_change_when_something_ends_later(cast, story):
    with at(4, 5):
        seal = actions.seal(organisation=cast.town, month="2026-03", by=cast.drafter)
    with at(5, 6):
        channels.take_down(posting=story.posting, by=cast.reporter, who="刘桂花")
    book, kept = queries.shown(cast.town, MARCH)
    assert kept == seal
    assert book.entries[1].ended == ""
    (change,) = queries.changes_since(seal)
    assert (change.kind, change.title) == (ALTERED, story.notice.title)
    assert change.fields[0][:2] == ("止", "仍在公开")
    (told,) = queries.book_now(cast.town, MAY).supplements
    assert (told.of_month, told.what, told.place) == ("2026-03", "结束公开", story.posting.where)


def test_an_end_after_the_month_stands_in_the_later_month_even_if_sealed_late(cast, taken_down):
    with at(6, 1):
        seal = actions.seal(organisation=cast.town, month="2026-03", by=cast.drafter)
    assert book_of(seal.content).entries[1].ended == ""


def test_what_is_told_late_is_a_supplement_of_the_month_in_which_it_was_told(cast, story):
    with at(4, 5):
        seal = actions.seal(organisation=cast.town, month="2026-03", by=cast.drafter)
        hill = channels.add_place(
            organisation=cast.village, kind="board", name="山后组公示栏", by=cast.drafter
        )
    with at(5, 6):
        posting = channels.plan(information=story.notice, channel=Channel.BOARD, place=hill, by=cast.drafter)
        channels.put_up(posting=posting, by=cast.reporter, at=datetime(2026, 3, 9, 8, tzinfo=CHINA))
    (change,) = queries.changes_since(seal)
    assert (change.kind, change.number) == (ADDED, 3)
    (told,) = queries.book_now(cast.town, MAY).supplements
    assert told.what == "补登：2026-03-09起公开"


def test_proof_brought_later_is_a_supplement(cast, story):
    with at(5, 6):
        channels.add_proof(posting=story.posting, of=ProofOf.UP, kind=SAID.kind, note="补", by=cast.reporter)
    (told,) = queries.book_now(cast.town, MAY).supplements
    assert told.what == "补充佐证：文字说明"


def test_a_withdrawal_ends_the_website_entry_in_its_own_month(cast, story):
    with at(5, 6):
        disclosures.withdraw(information=story.notice, by=cast.county_office, reason="有误")
    assert {one.what for one in queries.book_now(cast.town, MAY).supplements} == {"结束公开"}


def test_a_month_is_sealed_once_and_only_when_it_is_over(cast, story):
    with at(3, 31), pytest.raises(Denied, match="还没有过完"):
        actions.seal(organisation=cast.town, month="2026-03", by=cast.drafter)
    with at(4, 1):
        actions.seal(organisation=cast.town, month="2026-03", by=cast.drafter)
        with pytest.raises(Denied, match="已经封存"):
            actions.seal(organisation=cast.town, month="2026-03", by=cast.drafter)


@pytest.mark.parametrize("who", ["reporter", "stranger", "checker", "auditor"])
def test_only_those_with_the_right_seal(cast, story, who):
    with at(4, 1), pytest.raises(Denied):
        actions.seal(organisation=cast.town, month="2026-03", by=getattr(cast, who))


def test_a_seal_stands_in_the_trail_and_in_the_transparency_log(cast, story):
    with at(4, 1):
        seal = actions.seal(organisation=cast.town, month="2026-03", by=cast.drafter)
    event = Event.objects.get(verb="book.seal")
    assert (event.after, event.detail) == (seal.digest, {"month": "2026-03", "entries": 2})
    leaf = Leaf.objects.get(kind="book")
    assert seal.digest in leaf.data
    assert story.notice.title not in leaf.data


def test_a_seal_that_was_tampered_with_is_found(cast, story):
    with at(4, 1):
        seal = actions.seal(organisation=cast.town, month="2026-03", by=cast.drafter)
    assert queries.is_intact(seal)
    seal.content["entries"][0]["title"] = "改过"
    BookSeal.objects.filter(pk=seal.pk).update(content=seal.content)
    assert not queries.is_intact(BookSeal.objects.get())


def test_a_seal_is_never_changed_nor_deleted(cast, story):
    with at(4, 1):
        seal = actions.seal(organisation=cast.town, month="2026-03", by=cast.drafter)
    with pytest.raises(TypeError):
        seal.save()
    with pytest.raises(TypeError):
        seal.delete()


def test_months_that_nobody_sealed_in_time_are_sealed_by_the_system(cast, story):
    with at(4, 10):
        assert actions.seal_due() == ""
    with at(6, 11):
        assert actions.seal_due(at_once=2) == "封存 2 个月的登记簿，其余下一轮再封"
        assert actions.seal_due() == "封存 1 个月的登记簿"
        assert actions.seal_due() == ""
    assert [(one.month, one.by, one.count) for one in BookSeal.objects.filter(organisation=cast.town)] == [
        ("2026-03", None, 2), ("2026-04", None, 0), ("2026-05", None, 0),
    ]  # fmt: skip


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=8), st.randoms())
def test_what_is_entered_later_never_renumbers_an_entry(facts, random):
    blank = Entry("", "", "", "", "", "", "2026-03-02")
    known = [
        replace(blank, key=f"{key} {place}", recorded=f"2026-03-{moment:04d}")
        for place, (moment, key) in enumerate(facts)
    ]
    latest = max((one.recorded for one in known), default="2026-03-0000")
    later = [replace(blank, key=f"new {place}", recorded=f"{latest}x") for place in range(3)]
    before = {one.key: one.number for one in numbered(known)}
    mixed = random.sample(known + later, len(known) + len(later))
    after = {one.key: one.number for one in numbered(mixed)}
    assert before.items() <= after.items()
    assert sorted(after.values()) == list(range(1, len(mixed) + 1))
