"""Withheld texts come up again, two people decide, and nothing is published without review."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from mingbai.catalogue.models import Ground
from mingbai.disclosures import actions
from mingbai.disclosures.models import Evaluation, Information
from mingbai.disclosures.queries import due_for_evaluation, due_of, terms
from mingbai.disclosures.rules.upkeep import QUESTIONS, Terms, add_months, due
from mingbai.disclosures.states import Stage, Status
from mingbai.ledger.models import Event
from mingbai.lib import clock
from mingbai.lib.verdict import Denied

SAME = {question.key: "none" for question in QUESTIONS}


def fresh(information) -> Information:
    return Information.objects.get(pk=information.pk)


@pytest.fixture
def withheld(desk, cast, content):
    """A registered text that is not public, as it stood in November 2025."""
    with clock.at(datetime(2025, 11, 2, 9, tzinfo=clock.CHINA)):
        content |= {"openness": "withheld", "ground": Ground.objects.get(code="E14-3")}
        content |= {"written_on": date(2025, 10, 28), "document_number": "青政发〔2025〕12号"}
        ready = desk.approved(**content)
        return actions.publish(information=ready, by=cast.approver)


def on(year, month, day):
    return clock.at(datetime(year, month, day, 9, tzinfo=clock.CHINA))


def numbers(user, day) -> list[int]:
    return [one.pk for one in due_for_evaluation(user, day)]


def propose(withheld, cast, outcome="keep", **values):
    return actions.propose_evaluation(
        information=fresh(withheld),
        outcome=outcome,
        reason="合同还在履行，商业秘密仍然成立。",
        checklist=SAME | values.pop("checklist", {}),
        by=values.pop("by", cast.drafter),
        **values,
    )


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2025, 11, 2), 12, date(2026, 11, 2)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 10, 31), 4, date(2026, 2, 28)),
        (date(2026, 1, 15), -12, date(2025, 1, 15)),
        (date(2025, 12, 31), 1, date(2026, 1, 31)),
    ],
)
def test_months_are_counted_to_the_same_day_or_the_last_of_a_shorter_month(day, months, expected):
    assert add_months(day, months) == expected


@pytest.mark.parametrize(
    ("next_on", "changed", "called", "expected", "late"),
    [
        (None, None, None, date(2026, 11, 2), 18),
        (date(2027, 6, 1), None, None, date(2027, 6, 1), 0),
        (date(2027, 6, 1), date(2026, 11, 10), None, date(2026, 12, 10), 0),
        (date(2027, 6, 1), date(2026, 10, 1), date(2026, 9, 1), date(2026, 10, 1), 50),
    ],
)
def test_a_text_is_due_by_its_period_or_sooner_when_something_changed(
    next_on, changed, called, expected, late
):
    found = due(
        since=date(2025, 11, 2),
        next_on=next_on,
        ground_changed=changed,
        called=called,
        terms=Terms(),
        today=date(2026, 11, 20),
    )
    assert (found.on, found.late) == (expected, late)


def test_a_withheld_text_comes_up_a_month_before_its_year_is_over(withheld, cast):
    assert numbers(cast.drafter, date(2026, 9, 30)) == []
    assert numbers(cast.drafter, date(2026, 10, 4)) == [withheld.pk]


def test_what_is_past_its_day_is_late(withheld, cast):
    today = date(2026, 12, 2)
    row = due_for_evaluation(cast.drafter, today).get()
    found = due_of(row, terms(today), today)
    assert (found.on, found.late, found.reasons) == (date(2026, 11, 2), 30, ("评估周期到了",))


def test_the_county_sets_the_period_and_history_stays(withheld, cast):
    with on(2026, 1, 1):
        actions.set_upkeep_rule(
            active_from=date(2026, 1, 1), months=6, notice_days=10, slot_days=60, by=cast.county_office
        )
    assert terms(date(2025, 12, 31)) == Terms() and terms(date(2026, 3, 1)).months == 6
    assert numbers(cast.drafter, date(2026, 4, 25)) == [withheld.pk]
    with pytest.raises(Denied):
        actions.set_upkeep_rule(
            active_from=date(2026, 2, 1), months=6, notice_days=10, slot_days=60, by=cast.approver
        )


def test_a_changed_ground_brings_its_texts_up_at_once(withheld, cast):
    with on(2026, 1, 1):
        assert actions.watch_grounds() == 0
    assert numbers(cast.drafter, date(2026, 2, 2)) == []
    Ground.objects.filter(pk=withheld.ground_id).update(note="条款已修订")
    with on(2026, 2, 1):
        assert (actions.watch_grounds(), actions.watch_grounds()) == (1, 0)
    assert numbers(cast.drafter, date(2026, 2, 2)) == [withheld.pk]
    assert due_of(
        due_for_evaluation(cast.drafter, date(2026, 2, 2)).get(), Terms(), date(2026, 2, 2)
    ).reasons == ("不公开事由有变化",)


def test_anybody_in_charge_may_ask_for_an_evaluation_before_its_turn(withheld, cast):
    with on(2026, 2, 1):
        actions.call_evaluation(information=withheld, reason="群众多次询问", by=cast.approver)
        assert numbers(cast.drafter, clock.today()) == [withheld.pk]


def test_the_proposer_and_the_author_do_not_confirm(withheld, cast):
    by_drafter = propose(withheld, cast)
    with pytest.raises(Denied, match="提出人以外"):
        actions.confirm_evaluation(evaluation=by_drafter, by=cast.drafter)
    actions.reject_evaluation(evaluation=by_drafter, note="理由写得太简单", by=cast.approver)
    by_approver = propose(withheld, cast, by=cast.approver)
    with pytest.raises(Denied, match="拟稿人"):
        actions.confirm_evaluation(evaluation=by_approver, by=cast.drafter)


def test_a_kept_text_rests_until_its_next_day(withheld, cast):
    with on(2026, 11, 1):
        made = propose(withheld, cast)
        actions.confirm_evaluation(evaluation=made, by=cast.approver, note="同意")
        assert numbers(cast.drafter, clock.today()) == []
    assert fresh(withheld).status == Status.REGISTERED
    assert numbers(cast.drafter, date(2027, 10, 5)) == [withheld.pk]
    kept = ["record.evaluation_confirm", "record.evaluate"]
    assert list(Event.objects.order_by("-sequence").values_list("verb", flat=True)[:2]) == kept


def test_a_release_goes_through_review_and_only_then_becomes_public(withheld, cast, desk, client):
    made = propose(withheld, cast, "release", checklist={"ground": "no"})
    left = actions.confirm_evaluation(evaluation=made, by=cast.approver)
    assert "请拟稿人" in left[0] and fresh(withheld).status == Status.REGISTERED
    made.refresh_from_db()
    assert actions.release(evaluation=made, by=cast.drafter) == []
    row = fresh(withheld)
    assert (row.stage, row.status) == (Stage.IN_REVIEW, Status.REGISTERED)
    assert client.get(row.get_absolute_url()).status_code == 404
    actions.publish(information=desk.approve_all(row), by=cast.approver)
    assert client.get(row.get_absolute_url()).status_code == 200
    assert fresh(withheld).ground is None


def test_a_second_drafter_who_confirms_a_release_starts_the_review_at_once(withheld, cast):
    made = propose(withheld, cast, "release")
    assert actions.confirm_evaluation(evaluation=made, by=cast.second_drafter) == []
    assert fresh(withheld).stage == Stage.IN_REVIEW


def test_a_text_changed_after_the_proposal_is_evaluated_again(withheld, cast):
    made = propose(withheld, cast)
    row = fresh(withheld)
    actions.edit(information=row, by=cast.second_drafter, base=row.latest_revision_id, title="改过的标题")
    with pytest.raises(Denied, match="改动过"):
        actions.confirm_evaluation(evaluation=made, by=cast.approver)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"outcome": "publish"}, "outcome"),
        ({"reason": "  "}, "reason"),
        ({"checklist": {}}, "ground"),
        ({"checklist": SAME | {"ground": "no"}}, "outcome"),
        ({"outcome": "partly", "checklist": SAME | {"part": "no"}}, "outcome"),
        ({"next_on": date(2020, 1, 1)}, "next_on"),
    ],
)
def test_an_unfinished_or_contradictory_evaluation_stores_nothing(withheld, cast, change, field):
    values = {"outcome": "keep", "reason": "仍成立", "checklist": SAME} | change
    with pytest.raises(ValidationError) as refused:
        actions.propose_evaluation(information=fresh(withheld), by=cast.drafter, **values)
    assert field in refused.value.message_dict
    assert not Evaluation.objects.exists()


def test_the_next_town_neither_sees_nor_evaluates(withheld, cast):
    assert numbers(cast.stranger, date(2026, 12, 1)) == []
    with pytest.raises(Denied):
        propose(withheld, cast, by=cast.stranger)


def test_public_texts_are_not_evaluated(desk, content, cast):
    with pytest.raises(Denied, match="依申请公开、不予公开"):
        propose(desk.published(**content), cast)
    assert numbers(cast.drafter, clock.today() + timedelta(days=4000)) == []
