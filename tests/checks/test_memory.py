"""The editable lexicon and the memory of false alarms, in the database."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from mingbai.checks import actions
from mingbai.checks.context import packaged_lexicon
from mingbai.checks.engine import run
from mingbai.checks.models import DismissedFinding, LexiconTerm
from mingbai.checks.queries import context_for
from mingbai.checks.subject import Subject
from mingbai.ledger.models import Event
from mingbai.lib.verdict import Denied
from mingbai.organisations.models import FormerName

TODAY = date(2026, 11, 21)


def rules(text, organisation):
    return {f.rule for f in run(Subject(text=text), context_for(organisation, TODAY))}


def test_the_county_office_adds_a_word_for_everybody(cast):
    actions.add_term(by=cast.county_office, term="柳弯村", correction="柳湾村", unless="大柳弯村")
    assert rules("柳弯村", cast.town) == {"lexicon"}
    assert rules("大柳弯村", cast.next_town) == set()
    assert Event.objects.filter(verb="add_term").count() == 1


def test_a_word_of_one_organisation_does_not_count_in_the_next(cast):
    actions.add_term(by=cast.county_office, term="老河口", correction="新河口", organisation=cast.town)
    assert rules("老河口", cast.town) == {"lexicon"}
    assert rules("老河口", cast.next_town) == set()


def test_a_packaged_word_can_be_switched_off_and_on_again(cast):
    term = packaged_lexicon()[0].term
    actions.retire_term(by=cast.county_office, term=term)
    assert rules(term, cast.town) == set()
    actions.add_term(by=cast.county_office, term=term, correction="另写")
    assert rules(term, cast.town) == {"lexicon"}
    assert LexiconTerm.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"term": "的"}, "term"),
        ({"term": "部署", "correction": "部署"}, "correction"),
        ({"term": "布署", "unless": "公布"}, "unless"),
        ({"term": "布署", "severity": "loud"}, "severity"),
    ],
)
def test_a_word_that_would_do_harm_is_refused_in_words(cast, values, field):
    with pytest.raises(ValidationError) as refusal:
        actions.add_term(by=cast.county_office, **values)
    assert field in refusal.value.message_dict
    assert LexiconTerm.objects.count() == 0


def test_a_drafter_may_not_change_the_lexicon(cast):
    with pytest.raises(Denied):
        actions.add_term(by=cast.drafter, term="柳弯村", correction="柳湾村")


def finding(cast, text="张三 0999-5550123"):
    return run(Subject(text=text), context_for(cast.town, TODAY))[0]


def test_a_finding_dismissed_by_a_second_person_stays_away_in_that_organisation_only(cast):
    actions.dismiss_finding(
        by=cast.checker, organisation=cast.town, finding=finding(cast), reason="是村卫生室的座机"
    )
    assert rules("李四 0999-5550123", cast.town) == set()
    assert rules("李四 0999-5550123", cast.next_town) == {"landline"}


def test_dismissing_keeps_no_value_anywhere(cast):
    reason = "核对过，0999-5550123和13812345678是公开的"
    row = actions.dismiss_finding(
        by=cast.checker, organisation=cast.town, finding=finding(cast, "13812345678"), reason=reason
    )
    event = Event.objects.get(verb="dismiss_finding")
    for kept in (row.reason, row.fingerprint, str(event.detail), event.subject_label):
        assert "13812345678" not in kept


def test_dismissing_twice_keeps_the_first_reason_and_one_event(cast):
    found = finding(cast)
    for reason in ("是村卫生室的座机", "别的理由说明"):
        actions.dismiss_finding(by=cast.checker, organisation=cast.town, finding=found, reason=reason)
    assert DismissedFinding.objects.get().reason == "是村卫生室的座机"
    assert Event.objects.filter(verb="dismiss_finding").count() == 1


@pytest.mark.parametrize("reason", ["", "  ", "是", "长" * 301])
def test_a_dismissal_needs_a_reason(cast, reason):
    with pytest.raises(ValidationError):
        actions.dismiss_finding(by=cast.checker, organisation=cast.town, finding=finding(cast), reason=reason)


@pytest.mark.parametrize("who", ["drafter", "stranger", "auditor", "system_admin"])
def test_only_those_who_may_answer_for_the_organisation_dismiss(cast, who):
    with pytest.raises(Denied):
        actions.dismiss_finding(
            by=getattr(cast, who), organisation=cast.town, finding=finding(cast), reason="是村卫生室的座机"
        )


def test_the_context_knows_names_former_names_and_telephones(cast):
    FormerName.objects.create(organisation=cast.town, name="青禾乡人民政府", until=date(2015, 1, 1))
    context = context_for(cast.town, TODAY)
    assert {"青禾镇人民政府", "临河镇人民政府"} <= context.names
    assert ("青禾乡人民政府", "青禾镇人民政府") in context.former_names
    assert "09995550101" in context.telephones
    assert rules("张三 0999-5550101", cast.town) == set()
    assert rules("青禾乡人民政府", cast.town) == {"former_name"}
    assert rules("青木镇人民政府", cast.town) == {"organisation_name"}


def test_an_organisation_that_has_ended_is_no_name_in_use(cast):
    type(cast.next_town).objects.filter(pk=cast.next_town.pk).update(valid_to=date(2024, 1, 1))
    assert "临河镇人民政府" not in context_for(cast.town, TODAY).names


def test_contexts_with_the_same_lexicon_share_one_automaton(cast):
    first, second = context_for(cast.town, TODAY), context_for(cast.town, TODAY)
    assert first.words is second.words
    assert replace(first, lexicon=()).words is not first.words
