"""Making what was asked for public to everyone, and keeping who takes requests."""

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.disclosures import actions as disclosures
from mingbai.disclosures.models import Information
from mingbai.foi.actions.recording import done, hold, refresh, said
from mingbai.foi.models import FoiRequest, Office
from mingbai.foi.policies import may_keep_office
from mingbai.foi.states import Verb
from mingbai.ledger.actions import append
from mingbai.lib import clock
from mingbai.lib.text import one_line
from mingbai.lib.verdict import require
from mingbai.organisations.models import Organisation

OFFICE_FIELDS = (
    "is_open", "name", "address", "postcode", "hours", "telephone", "fax", "email", "symbol",
    "notice_symbol", "review_body", "court", "review_url", "fee_account",
)  # fmt: skip


@transaction.atomic
def propose_public(*, request: FoiRequest, title: str, by: User) -> Information:
    """Draft a record about what was asked for (第四十四条): title only, nothing of the request or applicant.

    The person also needs the right to draft in the organisation. The draft goes through the usual review.
    """
    held = hold(request, Verb.MAKE_PUBLIC, by)
    information = disclosures.create(
        organisation=held.organisation, by=by, title=said(one_line(title), "title", "标题", 200),
        openness="proactive",
    )  # fmt: skip
    _link(held, information, by)
    refresh(request, held)
    return information


@transaction.atomic
def make_public(*, request: FoiRequest, information: Information, by: User) -> FoiRequest:
    """Note which record makes public what this request asked for."""
    held = hold(request, Verb.MAKE_PUBLIC, by)
    if information.organisation_id != held.organisation_id:
        raise ValidationError({"information": "只能关联本单位的信息。"})
    _link(held, information, by)
    refresh(request, held)
    return request


def _link(held: FoiRequest, information: Information, by: User) -> None:
    done(held, Verb.MAKE_PUBLIC, by, {"index_number": information.index_number}, made_public=information)


@transaction.atomic
def save_office(*, organisation: Organisation, by: User, **fields: object) -> Office:
    """Who takes requests here, with the fields of article 12. ValidationError by field."""
    require(may_keep_office(by, organisation))
    unknown = set(fields) - set(OFFICE_FIELDS)
    if unknown:
        raise ValueError(f"unknown fields: {unknown}")
    office = Office.objects.filter(organisation=organisation).first() or Office(organisation=organisation)
    for name, value in fields.items():
        setattr(office, name, one_line(value) if isinstance(value, str) else value)
    office.edited_by, office.edited_at = by, clock.now()
    office.full_clean(exclude=["organisation", "edited_by"])
    office.save()
    append(
        verb="foi.office", by=by, subject=office, organisation=organisation,
        detail={"open": office.is_open, "symbol": office.symbol},
    )  # fmt: skip
    return office
