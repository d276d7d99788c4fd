"""Keeping the matters of an organisation: their texts by slot, and what does not apply."""

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.disclosures.models import Dossier, DossierEntry, Information, Phase, Slot
from mingbai.disclosures.policies import may_keep_beside, may_keep_matter, may_read
from mingbai.disclosures.states import Stage
from mingbai.ledger.actions import append
from mingbai.lib import clock
from mingbai.lib.text import one_line, storable
from mingbai.lib.verdict import Denied, require
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import acting_role


@transaction.atomic
def open_dossier(*, organisation: Organisation, title: str, by: User, note: str = "") -> Dossier:
    """Begin a matter; its title is shown to the public beside its public texts."""
    require(may_keep_beside(by, organisation))
    if not title.strip():
        raise ValidationError({"title": "请填写事项名称，例如：柳湾村饮水管网改造。"})
    dossier = Dossier.objects.create(
        organisation=organisation,
        title=one_line(title)[:200],
        note=storable(note).strip()[:300],
        created_by=by,
        created_at=clock.now(),
    )
    _event("open", dossier, by, {})
    return dossier


@transaction.atomic
def put_in(*, dossier: Dossier, information: Information, slot: str, phase: str, by: User) -> DossierEntry:
    """Put a text into a slot of a matter."""
    require(may_keep_matter(by, dossier))
    require(may_read(by, information))
    _refuse_closed(dossier)
    errors = {}
    if slot not in Slot.values:
        errors["slot"] = "请选择公开环节。"
    if phase not in Phase.values:
        errors["phase"] = "请选择事前、事中或者事后。"
    if information.stage == Stage.DISCARDED:
        errors["information"] = "这份稿件已作废，请选择别的信息。"
    if errors:
        raise ValidationError(errors)
    entry, made = DossierEntry.objects.get_or_create(
        dossier=dossier,
        information=information,
        slot=slot,
        ended_at=None,
        defaults={"phase": phase, "by": by, "at": clock.now()},
    )
    if not made:
        raise ValidationError({"information": "这条信息已经在这个环节里了。"})
    _event("put_in", dossier, by, {"information": information.pk, "slot": slot})
    return entry


@transaction.atomic
def take_out(*, entry: DossierEntry, by: User) -> None:
    """Take a text out of a matter; the row stays as what was."""
    require(may_keep_matter(by, entry.dossier))
    ended = DossierEntry.objects.filter(pk=entry.pk, ended_at=None).update(ended_at=clock.now(), ended_by=by)
    if ended:
        detail = {"information": entry.information_id, "slot": entry.slot}
        _event("take_out", entry.dossier, by, detail)


@transaction.atomic
def waive_slot(*, dossier: Dossier, slot: str, reason: str, by: User) -> Dossier:
    """Say why a matter has nothing for one of the slots."""
    require(may_keep_matter(by, dossier))
    row = Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)
    _refuse_closed(row)
    if slot not in Slot.values:
        raise ValidationError({"slot": "请选择公开环节。"})
    if not reason.strip():
        raise ValidationError({"reason": "请写明为什么这个环节没有要公开的内容。"})
    row.waived = row.waived | {slot: storable(reason).strip()[:300]}
    row.save(update_fields=["waived"])
    _event("waive", row, by, {"slot": slot})
    return row


@transaction.atomic
def close_dossier(*, dossier: Dossier, by: User) -> None:
    """End a matter; what is in it stays linked."""
    require(may_keep_matter(by, dossier))
    _refuse_closed(dossier)
    Dossier.objects.filter(pk=dossier.pk).update(state=Dossier.State.CLOSED)
    _event("close", dossier, by, {})


def _refuse_closed(dossier: Dossier) -> None:
    if dossier.state == Dossier.State.CLOSED:
        raise Denied("这个事项已经办完，不能再改。")


def _event(verb: str, dossier: Dossier, by: User, detail: dict[str, object]) -> None:
    place = dossier.organisation
    role = acting_role(by, "record.edit", place) or acting_role(by, "upkeep.decide", place)
    append(verb=f"dossier.{verb}", by=by, subject=dossier, organisation=place, role=role, detail=detail)
