import pytest

from mingbai.disclosures.states import TRANSITIONS, Stage, Status, Verb, transition


def test_every_verb_stands_in_the_table():
    assert {row.verb for row in TRANSITIONS} == set(Verb)


@pytest.mark.parametrize("verb", list(Verb))
def test_nothing_happens_to_a_discarded_draft(verb):
    assert all(transition(verb, Stage.DISCARDED, status) is None for status in Status)


@pytest.mark.parametrize("verb", list(Verb))
@pytest.mark.parametrize("status", [Status.REMOVED, Status.MERGED])
def test_what_was_taken_down_or_merged_stays_so(verb, status):
    assert all(transition(verb, stage, status) is None for stage in Stage)


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.RETURNED, Stage.IN_REVIEW, Stage.DONE])
@pytest.mark.parametrize("verb", [Verb.PUBLISH, Verb.CORRECT, Verb.REPUBLISH, Verb.REGISTER])
def test_only_an_approved_text_becomes_public_by_the_normal_way(verb, stage):
    assert all(transition(verb, stage, status) is None for status in Status)


def test_no_verb_has_two_rows_for_one_situation():
    for verb in Verb:
        for stage in Stage:
            for status in Status:
                rows = [
                    row
                    for row in TRANSITIONS
                    if row.verb == verb and stage in row.stages and status in row.statuses
                ]
                assert len(rows) <= 1, (verb, stage, status)
