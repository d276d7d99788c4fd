"""Change → review by another person → effective date → filing → receipt."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from mingbai.catalogue import actions
from mingbai.catalogue.models import CatalogueItem, Change, Holding, Overlay
from mingbai.catalogue.queries import effective, held
from mingbai.catalogue.states import TRANSITIONS, State, Verb, after
from mingbai.ledger.models import Event
from mingbai.lib import clock
from mingbai.lib.verdict import Denied

TOMORROW = timedelta(days=1)


def test_every_pair_of_state_and_verb_outside_the_table_is_impossible():
    for state in State:
        for verb in Verb:
            assert after(state, verb) == TRANSITIONS.get((state, verb))


def test_a_narrower_limit_counts_once_a_second_person_approved(cast, clerk, item):
    actions.adopt(by=cast.drafter, organisation=cast.town, items=[item])
    change = clerk.submitted(values={"limit_text": "10个工作日内", "channels": "■村公示栏"})
    assert effective(cast.town)[0].differences == ()
    actions.approve(by=cast.second_drafter, change=change)
    (row,) = effective(cast.town)
    assert row.limit_text == "10个工作日内"
    assert [one.name for one in row.channels] == ["政府网站", "政府公报", "村公示栏"]
    item.refresh_from_db()
    assert item.limit_text == "信息形成或者变更之日起20个工作日内"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"limit_text": "30个工作日内"}, "limit_text"),
        ({"limit_text": "尽快办理"}, "limit_text"),
        ({"limit_text": "", "channels": "■政府网站"}, "limit_text"),
        ({"limit_text": "1日内" * 200}, "limit_text"),
    ],
)
def test_a_layer_cannot_widen_or_say_nothing_new(clerk, values, field):
    with pytest.raises(ValidationError) as problem:
        clerk.proposed(values=values)
    assert field in problem.value.error_dict
    assert not Change.objects.exists()


def test_nobody_reviews_a_change_of_their_own(cast, clerk):
    change = clerk.submitted()
    with pytest.raises(Denied, match="另一个人"):
        actions.approve(by=cast.drafter, change=change)


def test_who_revises_a_change_is_its_drafter_and_cannot_review_it(cast, clerk):
    change = clerk.submitted()
    actions.send_back(by=cast.second_drafter, change=change, note="请写依据")
    actions.revise(
        by=cast.second_drafter,
        change=change,
        values={"limit_text": "5个工作日内"},
        reason="改",
        effective_on=clock.today(),
    )
    actions.submit(by=cast.second_drafter, change=change)
    with pytest.raises(Denied, match="另一个人"):
        actions.approve(by=cast.second_drafter, change=change)
    assert actions.approve(by=cast.drafter, change=change).state == State.EFFECTIVE


def test_not_applicable_needs_a_reason_and_is_decided_above(cast, clerk, item):
    with pytest.raises(ValidationError):
        clerk.proposed("exclude", reason="  ")
    change = clerk.submitted("exclude", reason="本镇没有林地")
    with pytest.raises(Denied, match="上一级"):
        actions.approve(by=cast.second_drafter, change=change)
    actions.approve(by=cast.county_office, change=change)
    assert Overlay.objects.get(item=item).reason == "本镇没有林地"


def test_a_change_waits_for_its_day_and_the_sweep_applies_it(cast, clerk, item, monkeypatch):
    change = clerk.submitted(effective_on=clock.today() + TOMORROW)
    actions.approve(by=cast.second_drafter, change=change)
    assert change.state == State.APPROVED
    assert actions.apply_due() == ""
    later = clock.today() + TOMORROW
    monkeypatch.setattr(clock, "today", lambda: later)
    assert "1项" in actions.apply_due()
    assert Overlay.objects.get(item=item).valid_from == later
    assert actions.apply_due() == ""


def test_what_no_longer_fits_on_its_day_goes_back_with_the_reason(cast, clerk, item, monkeypatch):
    change = clerk.submitted(effective_on=clock.today() + TOMORROW)
    actions.approve(by=cast.second_drafter, change=change)
    CatalogueItem.objects.filter(pk=item.pk).update(limit_text="5个工作日内")
    later = clock.today() + TOMORROW
    monkeypatch.setattr(clock, "today", lambda: later)
    actions.apply_due()
    change.refresh_from_db()
    assert change.state == State.RETURNED and "比上级的时限宽" in change.review_note
    assert not Overlay.objects.exists()


def test_filed_changes_get_receipts_with_numbers_one_after_the_other(cast, clerk):
    numbers = []
    for limit in ("10个工作日内", "5个工作日内"):
        change = clerk.effective(values={"limit_text": limit})
        actions.file(by=cast.drafter, change=change)
        numbers.append(actions.receipt(by=cast.county_office, change=change).receipt_number)
    year = clock.today().year
    assert numbers == [f"目录备〔{year}〕1号", f"目录备〔{year}〕2号"]
    with pytest.raises(Denied):
        actions.receipt(by=cast.county_office, change=change)


def test_an_added_row_stands_on_the_own_list_and_keeps_its_history(cast, clerk):
    new = {
        "field": "jiuzai",
        "level1": "防汛",
        "level2": "值班电话",
        "limit_text": "及时",
        "channels": "■村公示栏",
    }
    change = clerk.effective("add", item=None, values=new)
    added = change.item
    assert (added.organisation, added.channel_list[0]["name"]) == (cast.town, "村公示栏")
    assert held(cast.town).filter(item=added).exists()
    clerk.effective("alter", item=added, values={"level2": "值班表"})
    assert [one.content["level2"] for one in added.versions.all()] == ["值班表", "值班电话"]
    retiring = clerk.submitted("retire", item=CatalogueItem.objects.get(pk=added.pk))
    actions.approve(by=cast.county_office, change=retiring)
    assert not held(cast.town).exists() and Holding.objects.count() == 1


def test_a_higher_row_is_never_edited_from_below(clerk):
    with pytest.raises(ValidationError, match="上级的事项"):
        clerk.proposed("alter", values={"level2": "改名"})


def test_county_rows_are_drafted_and_approved_by_two_people_of_the_county_office(
    cast, clerk, item, second_office
):
    change = clerk.submitted(
        "alter", by=cast.county_office, organisation=None, values={"limit_text": "7个工作日内"}
    )
    with pytest.raises(Denied):
        actions.approve(by=cast.county_office, change=change)
    actions.approve(by=second_office, change=change)
    item.refresh_from_db()
    assert item.limit_text == "7个工作日内"
    with pytest.raises(Denied):
        clerk.proposed("alter", organisation=None, values={"limit_text": "8个工作日内"})


def test_the_next_town_and_who_only_reads_can_do_nothing(cast, clerk, item):
    change = clerk.submitted()
    for name in ("stranger", "checker", "reporter", "auditor", "system_admin"):
        user = getattr(cast, name)
        for do in (
            lambda user=user: clerk.proposed(by=user),
            lambda user=user: actions.approve(by=user, change=change),
            lambda user=user: actions.cancel(by=user, change=change),
            lambda user=user: actions.adopt(by=user, organisation=cast.town, items=[item]),
        ):
            with pytest.raises(Denied):
                do()
    change.refresh_from_db()
    assert change.state == State.SUBMITTED and not Holding.objects.exists()


def test_every_step_is_in_the_trail(cast, clerk):
    change = clerk.effective()
    actions.file(by=cast.drafter, change=change)
    actions.receipt(by=cast.county_office, change=change)
    verbs = [one.verb for one in Event.objects.order_by("sequence")]
    assert verbs == [
        f"catalogue.{verb}" for verb in ("propose", "submit", "approve", "apply", "file", "receipt")
    ]
