"""Changing the key under which applicants' data lie."""

import pytest
from django.core.management import call_command

from mingbai.foi.actions.resealing import reseal_all
from mingbai.foi.models import SealedFile
from mingbai.foi.queries import content_of, values_of
from mingbai.foi.sealing import Unreadable, unseal
from mingbai.foi.states import State
from mingbai.foi.values import Upload
from mingbai.letters.kinds import Kind
from tests.foi.making import make_request, submitted

OLD, NEW = "an-old-key-of-more-than-32-characters", "a-new-key-of-more-than-32-characters"


@pytest.fixture
def answered(cast, settings):
    settings.FOI_KEYS = [OLD]
    submitted(cast, proofs=(Upload("证件.png", b"\x89PNG\r\n\x1a\n0"),))
    return make_request(cast, State.ANSWERED)


@pytest.mark.django_db(transaction=True)
def test_after_resealing_the_old_key_can_be_given_up(answered, settings):
    settings.FOI_KEYS = [NEW, OLD]
    counts = reseal_all()
    settings.FOI_KEYS = [NEW]
    letter, person = answered.letters.get(kind=Kind.ANSWER), answered.applicants.get()
    assert counts["files"] == SealedFile.objects.count() > 2
    assert content_of(letter.word)[:2] == b"PK" and values_of(letter)["申请人"] == person.name
    assert unseal(bytes(person.identity_sealed)).decode() == "990000199001011234"


@pytest.mark.django_db
def test_without_the_old_key_nothing_is_lost_and_the_command_says_so(answered, settings, capsys):
    settings.FOI_KEYS = [NEW]
    with pytest.raises(Unreadable):
        reseal_all()
    with pytest.raises(SystemExit) as ended:
        call_command("reseal")
    assert ended.value.code == 1
    settings.FOI_KEYS = [OLD]
    assert content_of(answered.letters.get(kind=Kind.ANSWER).word)
