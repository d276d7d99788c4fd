"""Finding requests: for the people who handle them, and for the applicant with a query code."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from mingbai.accounts.models import User
from mingbai.foi.models import FoiRequest, Office, Wish
from mingbai.foi.policies import READ, may_do
from mingbai.foi.rules import codes
from mingbai.foi.rules.similar import groups
from mingbai.foi.rules.submissions import code_digest
from mingbai.foi.states import COUNTED, Verb, may_lead
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import scope_of

LOOKED_THROUGH = 500
"""The latest requests of an organisation among which similar ones are looked for."""


def readable(user: User) -> QuerySet[FoiRequest]:
    """The requests whose files this person may open."""
    return scope_of(user, READ).filter(FoiRequest.objects.select_related("organisation", "handler", "wish"))


def open_offices() -> QuerySet[Office]:
    """Who takes requests, in the order of the county's list."""
    rows = Office.objects.filter(is_open=True, organisation__valid_to=None).select_related("organisation")
    return rows.order_by("organisation__depth", "organisation__order", "organisation__name")


def found_by_code(code: str, telephone: str) -> FoiRequest | None:
    """The request with this query code, when the last digits of the telephone are right too.

    Somebody who left no telephone gives none. Whoever asks must slow down those who try; see the callers.
    """
    try:
        tail = codes.telephone_tail(telephone) if telephone.strip() else ""
    except codes.WrongTelephone:
        return None
    if not codes.normalise(code):
        return None
    rows = FoiRequest.objects.select_related("organisation", "handler", "wish")
    return rows.filter(code_digest=code_digest(code, tail)).first()


def possible(user: User, request: FoiRequest) -> list[Verb]:
    """The verbs this person may do now, in the order of the table."""
    return [verb for verb in Verb if may_lead(request.state, verb) and may_do(user, request, verb)]


@dataclass(frozen=True)
class Group:
    """Requests that ask for much the same; `topic` as the clerk wrote it for the latest."""

    requests: tuple[FoiRequest, ...]
    topic: str


def similar_to(request: FoiRequest) -> list[FoiRequest]:
    """Other requests to the same organisation with much the same wording, latest first."""
    wishes = _wishes(request.organisation)
    wishes[request.pk] = Wish.objects.get(request=request)
    alike = {pk for group in groups(_texts(wishes)) if request.pk in group for pk in group} - {request.pk}
    return list(FoiRequest.objects.filter(pk__in=alike).order_by("-pk"))


def often_asked(organisation: Organisation, times: int) -> list[Group]:
    """What was asked for at least `times` times and is not public yet (第四十四条)."""
    wishes = _wishes(organisation)
    found = [group for group in groups(_texts(wishes)) if len(group) >= times]
    rows = FoiRequest.objects.in_bulk([pk for group in found for pk in group])
    return [
        Group(tuple(rows[pk] for pk in group), wishes[max(group)].topic)
        for group in found
        if not any(rows[pk].made_public_id for pk in group)
    ]


def _wishes(organisation: Organisation) -> dict[int, Wish]:
    rows = Wish.objects.filter(request__organisation=organisation, request__state__in=COUNTED)
    return {one.request_id: one for one in rows.order_by("-request_id")[:LOOKED_THROUGH]}


def _texts(wishes: Mapping[int, Wish]) -> dict[int, str]:
    return {pk: wish.asked for pk, wish in wishes.items()}
