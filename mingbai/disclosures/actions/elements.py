"""Saying where a text meets the elements of its item."""

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.catalogue.rules.elements import elements_of
from mingbai.disclosures.actions.recording import trail
from mingbai.disclosures.models import ElementAnswer, Information
from mingbai.disclosures.policies import may_tag
from mingbai.disclosures.queries import checklist, files_of
from mingbai.disclosures.rules.elements import plain, still_there
from mingbai.lib import clock
from mingbai.lib.text import storable
from mingbai.lib.verdict import require
from mingbai.organisations.queries import acting_role

Kind = ElementAnswer.Kind


@transaction.atomic
def point_out(
    *,
    information: Information,
    key: str,
    kind: str,
    by: User,
    quote: str = "",
    attachment: int | None = None,
    reason: str = "",
) -> ElementAnswer:
    """Confirm where one element is met: a passage of the present text, a file of it, or why not at all."""
    require(may_tag(by, information))
    copy = information.working_copy
    labels = {one.key: one.label for one in elements_of(copy.catalogue_item)} if copy.catalogue_item else {}
    if key not in labels:
        raise ValidationError("这个公开事项没有这个要素，请刷新页面。")
    values = {
        Kind.PASSAGE: lambda: {"quote": _quoted(copy, quote)},
        Kind.ATTACHMENT: lambda: {"attachment_id": _listed(copy, attachment)},
        Kind.NOT_APPLICABLE: lambda: {"reason": _said(reason)},
    }.get(kind)  # type: ignore[call-overload]
    if values is None:
        raise ValidationError({"kind": "请选择在正文里、在附件里，还是不适用。"})
    return _replace(information, key, labels[key], by, kind=kind, **values())


def _quoted(copy: Information, quote: str) -> str:
    passage = storable(quote).strip()[:500]
    if not still_there(passage, plain(copy.body)):
        raise ValidationError({"quote": "正文里没有这段话。请从正文里原样复制一句。"})
    return passage


def _listed(copy: Information, attachment: int | None) -> int:
    if attachment is None or attachment not in {one.pk for one in files_of(copy)}:
        raise ValidationError({"attachment": "请选择这条信息的一个附件。"})
    return attachment


def _said(reason: str) -> str:
    said = storable(reason).strip()[:300]
    if not said:
        raise ValidationError({"reason": "请写明为什么不适用。"})
    return said


def _replace(information: Information, key: str, label: str, by: User, **values: object) -> ElementAnswer:
    now = clock.now()
    ElementAnswer.objects.filter(information=information, key=key, ended_at=None).update(ended_at=now)
    answer = ElementAnswer.objects.create(
        information=information, key=key, label=label[:200], by=by, at=now, **values
    )
    edits = acting_role(by, "record.edit", information.organisation)
    right = "record.edit" if edits else "upkeep.decide"
    trail("point_out", by=by, information=information, right=right, detail={"element": key})
    return answer


@transaction.atomic
def accept_proposals(*, information: Information, keys: list[str], by: User) -> int:
    """Confirm the passages that the machine found for these elements; returns how many."""
    require(may_tag(by, information))
    chosen = [one for one in checklist(information) if one.key in keys and one.proposal]
    if not chosen:
        raise ValidationError("请先勾选要采用的原文。")
    for one in chosen:
        point_out(information=information, key=one.key, kind=Kind.PASSAGE, quote=one.proposal, by=by)
    return len(chosen)
