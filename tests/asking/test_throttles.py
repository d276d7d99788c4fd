"""How often something may be done from one address, and that a proof of work counts once."""

from datetime import timedelta

import pytest
from altcha import Challenge, Payload, solve_challenge

from mingbai.asking.actions.challenges import new_challenge, spend
from mingbai.asking.models import SpentChallenge, Try
from mingbai.foi.models import FoiRequest
from mingbai.lib import clock
from tests.asking.conftest import Citizen, problems


@pytest.fixture(autouse=True)
def little_work(settings):
    settings.FOI_PROOF_OF_WORK = 50


def proof() -> str:
    challenge = Challenge.from_dict(new_challenge())
    return Payload(challenge, solve_challenge(challenge)).to_base64()


def test_a_solved_challenge_counts_once(db):
    payload = proof()
    assert spend(payload)
    assert not spend(payload)


def test_a_challenge_whose_terms_were_changed_counts_for_nothing(db):
    challenge = Challenge.from_dict(new_challenge())
    challenge.parameters.key_prefix = "00"
    assert not spend(Payload(challenge, solve_challenge(challenge)).to_base64())


def test_a_challenge_is_worth_nothing_after_two_hours(db):
    with clock.at(clock.now() - timedelta(hours=3)):
        payload = proof()
    assert not spend(payload)


def test_without_proof_of_work_fewer_requests_are_taken(office, settings):
    settings.FOI_PER_HOUR_PLAIN = 2
    for _ in range(2):
        one = Citizen(office)
        one.fill()
        one.send()
    third = Citizen(office)
    third.fill()
    response = third.post("check/")
    assert response.status_code == 422 and "同一个网络" in problems(response)
    assert third.post("check/", {"proof": proof()}).status_code == 302
    assert FoiRequest.objects.count() == 3


def test_with_proof_of_work_there_is_a_limit_too_and_the_answers_stay(office, settings):
    settings.FOI_PER_HOUR = 1
    first, second = Citizen(office), Citizen(office)
    for one in (first, second):
        one.fill()
    assert first.post("check/", {"proof": proof()}).status_code == 302
    assert second.post("check/", {"proof": proof()}).status_code == 422
    assert "欧阳测" in second.get("check/").content.decode()
    with clock.at(clock.now() + timedelta(minutes=61)):
        assert second.post("check/", {"proof": proof()}).status_code == 302


def test_a_refused_form_keeps_its_proof_of_work(office, settings):
    settings.FOI_PER_HOUR = 0
    one = Citizen(office)
    one.fill()
    payload = proof()
    assert one.post("check/", {"proof": payload}).status_code == 422
    assert not SpentChallenge.objects.exists() and not Try.objects.exists()


def test_somebody_at_another_address_is_not_held_up(office, settings):
    settings.FOI_PER_HOUR_PLAIN = 1
    for address in ("10.0.0.1", "10.0.0.2"):
        one = Citizen(office, REMOTE_ADDR=address)
        one.fill()
        one.send()
    assert not any("10.0.0" in str(row) for row in Try.objects.values_list())


def test_guessing_telephones_for_one_code_stops_after_a_few_tries(citizen, settings):
    settings.FOI_WRONG_PER_CODE = 3
    citizen.fill()
    code = citizen.send()
    for number in range(3):
        assert citizen.open_status(code, f"000{number}").status_code == 422
    refused = Citizen(citizen.office, REMOTE_ADDR="10.0.0.9").open_status(code)
    assert refused.status_code == 422 and "过一小时" in problems(refused)
    with clock.at(clock.now() + timedelta(minutes=61)):
        assert citizen.open_status(code).status_code == 302


def test_guessing_codes_from_one_address_stops(citizen, settings):
    settings.FOI_WRONG_PER_HOUR = 3
    citizen.fill()
    code = citizen.send()
    for letter in "ABC":
        assert citizen.open_status(letter * 20).status_code == 422
    assert "过一小时" in problems(citizen.open_status(code))
    assert Citizen(citizen.office, REMOTE_ADDR="10.0.0.9").open_status(code).status_code == 302
