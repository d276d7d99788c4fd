"""The tables of what may follow what, written down a second time."""

import pytest

from mingbai.evaluation.states import (
    FINDING_TRANSITIONS,
    ROUND_TRANSITIONS,
    SELFCHECK_TRANSITIONS,
    SETTLED,
    FindingState,
    FindingVerb,
    RoundVerb,
    SelfCheckVerb,
    transition,
)

FINDING = {
    ("notify", "found"): "noticed",
    ("drop", "found"): "cancelled",
    ("answer", "noticed"): "answered",
    ("answer", "sent_back"): "answered",
    ("answer", "upheld"): "answered",
    ("pass", "answered"): "rechecked",
    ("send_back", "answered"): "sent_back",
    ("object", "noticed"): "objected",
    ("uphold", "objected"): "upheld",
    ("cancel", "objected"): "cancelled",
    ("settle", "found"): "rechecked",
    ("settle", "noticed"): "rechecked",
    ("settle", "answered"): "rechecked",
    ("settle", "sent_back"): "rechecked",
    ("settle", "objected"): "rechecked",
    ("settle", "upheld"): "rechecked",
}


@pytest.mark.parametrize("verb", FindingVerb.values)
@pytest.mark.parametrize("state", FindingState.values)
def test_every_step_of_a_finding(verb, state):
    row = transition(FINDING_TRANSITIONS, verb, state)
    assert (row.to if row else None) == FINDING.get((verb, state))


@pytest.mark.parametrize("state", sorted(SETTLED))
def test_nothing_follows_when_a_finding_is_settled(state):
    assert not [verb for verb in FindingVerb if transition(FINDING_TRANSITIONS, verb, state)]


def test_nothing_follows_a_frozen_round_or_a_received_self_check():
    assert not [verb for verb in RoundVerb if transition(ROUND_TRANSITIONS, verb, "frozen")]
    assert not [verb for verb in SelfCheckVerb if transition(SELFCHECK_TRANSITIONS, verb, "received")]
