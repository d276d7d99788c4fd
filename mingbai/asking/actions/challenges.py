"""Proof of work instead of picture puzzles: the browser computes for a second, nobody has to see anything."""

import base64
import json
import secrets
from typing import Any

from altcha import Payload, create_challenge, verify_solution
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from mingbai.asking.actions.drafts import KEPT
from mingbai.asking.models import SpentChallenge
from mingbai.lib import clock

LONGEST = 4_000


def new_challenge() -> dict[str, Any]:
    """A signed challenge for one form; on average FOI_PROOF_OF_WORK digests solve it."""
    work = settings.FOI_PROOF_OF_WORK
    challenge = create_challenge(
        "SHA-256",
        cost=1,
        counter=work // 2 + secrets.randbelow(work + 1),
        expires_at=clock.now() + KEPT,
        hmac_secret=_secret(),
    )
    return challenge.to_dict()


def spend(payload: str) -> bool:
    """Whether `payload` solves a challenge of ours that was not used before; from now on it is used.

    Call it in the transaction that takes the request, so that a refused form keeps its proof.
    """
    if len(payload) > LONGEST or not _solved(payload):
        return False
    nonce = Payload.from_base64(payload).challenge.parameters.nonce
    try:
        with transaction.atomic():
            SpentChallenge.objects.create(nonce=nonce, expires_at=clock.now() + KEPT)
    except IntegrityError:
        return False
    return True


def _solved(payload: str) -> bool:
    """Anything that is no payload is no solution: what is typed into the field must never break the page."""
    try:
        given = json.loads(base64.b64decode(payload, validate=True))
    except (ValueError, RecursionError):
        return False
    if not isinstance(given, dict) or not all(
        isinstance(given.get(name), dict) for name in ("challenge", "solution")
    ):
        return False
    return verify_solution(payload, _secret()).verified


def _secret() -> bytes:
    return salted_hmac("mingbai.asking.challenge", "key", algorithm="sha256").digest()
