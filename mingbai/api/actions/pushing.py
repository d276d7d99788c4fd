"""Issuing and revoking tokens; turning what a system sends into drafts."""

import hashlib
import json
import secrets
from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.html import escape

from mingbai.accounts.models import User
from mingbai.api.models import Push, Token
from mingbai.api.queries import usable_rows
from mingbai.catalogue.models import CatalogueItem
from mingbai.disclosures import actions as drafts
from mingbai.disclosures.models import Information
from mingbai.disclosures.policies import may_create
from mingbai.disclosures.states import Stage, Status
from mingbai.ledger.actions import append
from mingbai.lib import clock
from mingbai.lib.text import one_line
from mingbai.lib.verdict import require
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may
from mingbai.organisations.queries import acting_role

Outcome = Literal["created", "same", "updated"]


class TooLate(Exception):
    """The draft is past changing by a system; the message says why, in Chinese."""


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def issue(
    *,
    by: User,
    system: str,
    organisation: Organisation,
    drafter: User,
    valid_to: date,
    rows: Iterable[CatalogueItem] = (),
) -> tuple[Token, str]:
    """A new token and its text, which is shown this once and kept nowhere."""
    require(may(by, "token.manage", organisation))
    errors = {}
    if not one_line(system):
        errors["system"] = "请填写业务系统的名称，例如“行政审批系统”。"
    if not may_create(drafter, organisation):
        errors["drafter"] = f"“{drafter}”在{organisation}没有拟稿的角色，请另选拟稿人。"
    if valid_to < clock.today():
        errors["valid_to"] = "到期日期不能早于今天。"
    if errors:
        raise ValidationError(errors)
    text = secrets.token_urlsafe(32)
    token = Token.objects.create(
        system=one_line(system)[:60],
        organisation=organisation,
        drafter=drafter,
        digest=digest_of(text),
        beginning=text[:6],
        valid_from=clock.today(),
        valid_to=valid_to,
        issued_by=by,
        issued_at=clock.now(),
    )
    token.rows.set(rows)
    _trail("token.issue", by, token)
    return token, text


@transaction.atomic
def revoke(*, by: User, token: Token) -> Token:
    """From now on the token opens nothing; what it sent stays."""
    require(may(by, "token.manage", token.organisation))
    if not Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=clock.now()):
        raise ValidationError("这个令牌已经停用。")
    token.refresh_from_db()
    _trail("token.revoke", by, token)
    return token


def _trail(verb: str, by: User, token: Token) -> None:
    append(
        verb=verb,
        by=by,
        subject=token,
        organisation=token.organisation,
        role=acting_role(by, "token.manage", token.organisation),
        detail={"system": token.system, "beginning": token.beginning},
    )


@transaction.atomic
def push(
    *, token: Token, external_id: str, row: int | None, content: dict[str, Any]
) -> tuple[Outcome, Information]:
    """Make or update the draft that belongs to the system's own number.

    The same content twice is one draft. Denied when the drafter may no longer draft there; TooLate when
    the draft was submitted, given up or changed by a person; ValidationError by field.
    """
    held = (
        Token.objects.select_for_update(of=("self",))
        .select_related("organisation", "drafter")
        .get(pk=token.pk)
    )
    require(may_create(held.drafter, held.organisation))
    content = {**content, "catalogue_item": _row(held, row)}
    content["body"] = _as_html(str(content.get("body", "")))
    content["source_name"] = held.system
    digest = _digest(content)
    Token.objects.filter(pk=held.pk).update(last_used_at=clock.now())
    pushes = Push.objects.filter(organisation=held.organisation, system=held.system, external_id=external_id)
    known = pushes.select_related("information").first()
    if known is None:
        return "created", _create(held, external_id, digest, content)
    if known.digest == digest:
        return "same", known.information
    return "updated", _update(held, known, digest, content)


def _create(token: Token, external_id: str, digest: str, content: dict[str, Any]) -> Information:
    information = drafts.create(organisation=token.organisation, by=token.drafter, **content)
    Push.objects.create(
        organisation=token.organisation,
        system=token.system,
        external_id=external_id,
        information=information,
        digest=digest,
        record_digest=information.digest,
        at=clock.now(),
    )
    _trail_push("push.create", token, external_id, information)
    return information


def _update(token: Token, known: Push, digest: str, content: dict[str, Any]) -> Information:
    information = known.information
    if information.status != Status.UNPUBLISHED or information.stage not in {Stage.DRAFT, Stage.RETURNED}:
        state = f"{information.get_status_display()}、{information.get_stage_display()}"
        raise TooLate(f"这条信息现在是“{state}”，不能再由业务系统修改。请联系{token.organisation}的拟稿人。")
    if information.digest != known.record_digest:
        raise TooLate("工作人员已经改过这份草稿，没有覆盖。请联系拟稿人，或者换一个编号推送。")
    changed = drafts.edit(
        information=information, by=token.drafter, base=information.latest_revision_id, **content
    )
    known.digest, known.record_digest, known.at = digest, changed.digest, clock.now()
    known.save(update_fields=["digest", "record_digest", "at"])
    _trail_push("push.update", token, known.external_id, changed)
    return changed


def _row(token: Token, pk: int | None) -> CatalogueItem | None:
    """The row the draft belongs to: the one named, or the only one the token allows."""
    allowed = usable_rows(token)
    if pk is None:
        only = list(allowed[:2])
        return only[0] if len(only) == 1 else None
    found = allowed.filter(pk=pk).first()
    if found is None:
        raise ValidationError({"row": "这个令牌不能推送到该公开事项。可用的事项见 GET /api/push/rows。"})
    return found


def _as_html(text: str) -> str:
    """Plain text as paragraphs; what holds tags is taken as it is and cleaned like any text."""
    if "<" in text and ">" in text:
        return text
    return "".join(f"<p>{escape(line.strip())}</p>" for line in text.splitlines() if line.strip())


def _digest(content: dict[str, Any]) -> str:
    plain = {name: value.pk if isinstance(value, CatalogueItem) else value for name, value in content.items()}
    return hashlib.sha256(json.dumps(plain, sort_keys=True, default=str).encode()).hexdigest()


def _trail_push(verb: str, token: Token, external_id: str, information: Information) -> None:
    detail = {"system": token.system, "token": token.pk, "external_id": external_id}
    append(verb=verb, by=None, subject=information, organisation=information.organisation, detail=detail)
