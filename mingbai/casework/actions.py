"""Opening what is private: each time leaves a line in the trail, which never says what was seen."""

from dataclasses import dataclass, field

from django.db import transaction

from mingbai.accounts.models import User
from mingbai.foi.models import FoiRequest, SealedFile
from mingbai.foi.policies import IDENTITY, may_see_identity
from mingbai.foi.queries import content_of
from mingbai.foi.sealing import unseal
from mingbai.ledger.actions import append
from mingbai.lib.verdict import require
from mingbai.organisations.queries import acting_role


@dataclass(frozen=True)
class Identity:
    """An applicant's certificate. Never printed."""

    name: str = field(repr=False)
    kind: str
    number: str = field(repr=False)


@transaction.atomic
def open_identity(*, request: FoiRequest, by: User) -> list[Identity]:
    """The certificate numbers of the applicants, in their order; "" where none was given or it was erased."""
    require(may_see_identity(by, request))
    _trail("foi.identity_read", request, by)
    return [
        Identity(one.name, one.identity_kind, _number(bytes(one.identity_sealed)))
        for one in request.applicants.all()
    ]


def _number(sealed: bytes) -> str:
    return unseal(sealed).decode() if sealed else ""


@transaction.atomic
def open_proof(*, file: SealedFile, by: User) -> bytes:
    """A proof of identity as it was handed in."""
    require(may_see_identity(by, file.request))
    _trail("foi.identity_read", file.request, by, digest=file.digest)
    return content_of(file)


def _trail(verb: str, request: FoiRequest, by: User, **detail: str) -> None:
    append(
        verb=verb, by=by, subject=request, organisation=request.organisation,
        role=acting_role(by, IDENTITY, request.organisation), detail={"request": request.number, **detail},
    )  # fmt: skip
