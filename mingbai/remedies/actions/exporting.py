"""Handing the whole file of a request out, with a trace of who took it and of every byte."""

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.foi.models import FoiRequest
from mingbai.foi.policies import HANDLE
from mingbai.foi.states import SIGN
from mingbai.ledger.actions import append
from mingbai.lib.verdict import require
from mingbai.organisations.policies import may
from mingbai.organisations.queries import acting_role
from mingbai.remedies.exports.package import Package, package
from mingbai.remedies.policies import may_export, may_export_identity

VERB = "foi.export"


def export_file(
    *, request: FoiRequest, by: User, with_identity: bool = False, confirmed: bool = True
) -> Package:
    """The package, recorded in the trail with the digests of zip and manifest.

    Identity proofs go along only when asked for, by somebody who may see them. The package is put together
    before the transaction, which would otherwise keep everybody else from writing for seconds.
    """
    require(may_export(by, request))
    if with_identity:
        require(may_export_identity(by, request))
    if not confirmed:
        raise ValidationError({"confirmed": "请先确认用途：整卷里有申请人的个人信息。"})
    made = package(request, by, with_identity)
    with transaction.atomic():
        action = HANDLE if may(by, HANDLE, request.organisation) else SIGN
        append(
            verb=VERB,
            by=by,
            subject=request,
            organisation=request.organisation,
            role=acting_role(by, action, request.organisation),
            after=made.digest,
            detail={
                "request": request.number,
                "manifest": made.manifest,
                "files": made.files,
                "with_identity": with_identity,
            },
        )
    return made
