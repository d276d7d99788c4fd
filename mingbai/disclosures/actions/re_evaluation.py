"""Evaluating withheld texts again: one person proposes, another decides, a release goes through review."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.catalogue.models import Ground
from mingbai.disclosures.actions.drafting import edit
from mingbai.disclosures.actions.moving import hold
from mingbai.disclosures.actions.recording import trail
from mingbai.disclosures.actions.reviewing import Blocked, submit
from mingbai.disclosures.models import (
    Evaluation,
    EvaluationCall,
    GroundChange,
    GroundWatch,
    Information,
    Openness,
    UpkeepRule,
)
from mingbai.disclosures.policies import may_do, may_evaluate, may_set_terms, may_settle
from mingbai.disclosures.queries import terms
from mingbai.disclosures.rules.upkeep import ANSWERS, QUESTIONS, add_months, contradiction
from mingbai.disclosures.states import Stage, Verb
from mingbai.ledger.actions import append
from mingbai.lib import clock, digests
from mingbai.lib.text import storable
from mingbai.lib.verdict import Denied, require
from mingbai.organisations.queries import acting_role

DECIDE = "upkeep.decide"


@transaction.atomic
def set_upkeep_rule(
    *, active_from: date, months: int, notice_days: int, slot_days: int, by: User, note: str = ""
) -> UpkeepRule:
    """Set the county's own periods from a day on; earlier rows stay as history."""
    require(may_set_terms(by))
    if UpkeepRule.objects.filter(active_from=active_from).exists():
        raise ValidationError({"active_from": "这一天起已经有一条规定，请换一个启用日期。"})
    for name, value in (("months", months), ("notice_days", notice_days), ("slot_days", slot_days)):
        if not 1 <= value <= 3650:
            raise ValidationError({name: "请填 1 到 3650 之间的数字。"})
    rule = UpkeepRule.objects.create(
        active_from=active_from,
        months=months,
        notice_days=notice_days,
        slot_days=slot_days,
        note=storable(note).strip(),
        set_by=by,
        set_at=clock.now(),
    )
    append(
        verb="upkeep.set_rule",
        by=by,
        subject=rule,
        role=acting_role(by, DECIDE, None),
        detail={"active_from": active_from.isoformat(), "months": months, "notice_days": notice_days},
    )
    return rule


@transaction.atomic
def call_evaluation(*, information: Information, reason: str, by: User) -> EvaluationCall:
    """Ask that a text be evaluated before its turn."""
    require(may_evaluate(by, information))
    call = EvaluationCall.objects.create(
        information=information, reason=_said(reason, "请写明为什么现在要评估。"), by=by, at=clock.now()
    )
    trail("evaluation_call", by=by, information=information, right=DECIDE)
    return call


@transaction.atomic
def note_ground_change(*, ground: Ground, reason: str, by: User) -> GroundChange:
    """Note that the law behind a ground changed; everything that rests on it becomes due."""
    require(may_set_terms(by))
    change = GroundChange.objects.create(
        ground=ground,
        reason=_said(reason, "请写明有什么变化，例如哪部法律修订了哪一条。"),
        by=by,
        at=clock.now(),
    )
    append(verb="upkeep.ground_change", by=by, subject=ground, role=acting_role(by, DECIDE, None), detail={})
    return change


@transaction.atomic
def watch_grounds() -> int:
    """Note the rows of the registry of grounds that read otherwise than last time. Run by each sweep."""
    known = {one.ground_id: one for one in GroundWatch.objects.all()}
    changed = 0
    for ground in Ground.objects.all():
        digest = digests.of_value([ground.article, ground.name, ground.strength, ground.note])
        watch = known.get(ground.pk)
        if watch is None:
            GroundWatch.objects.get_or_create(ground=ground, defaults={"digest": digest})
        elif (
            GroundWatch.objects.filter(pk=ground.pk, digest=watch.digest)
            .exclude(digest=digest)
            .update(digest=digest)
        ):
            GroundChange.objects.create(
                ground=ground, reason="事由登记的条款或者内容有改动", by=None, at=clock.now()
            )
            append(verb="upkeep.ground_change", by=None, subject=ground, detail={})
            changed += 1
    return changed


@transaction.atomic
def propose_evaluation(
    *,
    information: Information,
    outcome: str,
    reason: str,
    checklist: dict[str, str],
    by: User,
    next_on: date | None = None,
) -> Evaluation:
    """Say what became of the grounds for not publishing a text; it counts when a second person confirms.

    `checklist` answers every question of `rules.upkeep.QUESTIONS`. Without `next_on` the next turn is
    after the usual period; a later day than that is refused.
    """
    require(may_evaluate(by, information))
    hold(information)
    information.refresh_from_db(fields=["digest", "stage", "status", "openness"])
    require(may_evaluate(by, information))
    if information.stage != Stage.DONE:
        raise Denied("这份材料正在修改或者审核，请办完以后再评估。")
    if Evaluation.objects.filter(information=information, state=Evaluation.State.PROPOSED).exists():
        raise Denied("这份材料已有一次评估等待确定，请先办完那一次。")
    _check(outcome, reason, checklist)
    evaluation = Evaluation.objects.create(
        information=information,
        outcome=outcome,
        reason=storable(reason).strip()[:500],
        checklist=checklist,
        next_on=_next(outcome, next_on),
        digest=information.digest,
        ground=information.ground,
        proposed_by=by,
        proposed_at=clock.now(),
    )
    trail("evaluate", by=by, information=information, right=DECIDE, detail={"outcome": outcome})
    return evaluation


def _check(outcome: str, reason: str, checklist: dict[str, str]) -> None:
    errors: dict[str, str] = {}
    known = {value for value, _ in ANSWERS}
    for question in QUESTIONS:
        if checklist.get(question.key) not in known:
            errors[question.key] = "请逐项选择。"
    if set(checklist) - {one.key for one in QUESTIONS}:
        raise ValidationError("有不认识的判断项，请刷新页面后重新填写。")
    if outcome not in Evaluation.Outcome.values:
        errors["outcome"] = "请选择评估结论。"
    elif wrong := contradiction(checklist, outcome):
        errors["outcome"] = wrong
    if not reason.strip():
        errors["reason"] = "请写明结论的理由。"
    if errors:
        raise ValidationError(errors)


def _next(outcome: str, asked: date | None) -> date:
    now, today = terms(clock.today()), clock.today()
    if outcome == Evaluation.Outcome.RELEASE:
        # A release that gets stuck on its way comes up again.
        return today + timedelta(days=2 * now.notice_days)
    latest = add_months(today, now.months)
    if asked is None:
        return latest
    if not today < asked <= latest:
        raise ValidationError(
            {"next_on": f"下次评估日期应在明天到 {latest} 之间（每 {now.months} 个月评估一次）。"}
        )
    return asked


@transaction.atomic
def confirm_evaluation(*, evaluation: Evaluation, by: User, note: str = "") -> list[str]:
    """Confirm as a second person. A release begins its way to the public; returns what still hinders it.

    Nothing is published here: the text becomes a working copy for proactive disclosure and goes into
    the usual review. Who may not edit the text leaves that step (`release`) to its drafters, so that
    the trail never says that somebody did what another's click caused.
    """
    row = _open(evaluation, by)
    if row.digest != row.information.digest or row.information.stage != Stage.DONE:
        raise Denied("评估以后材料被改动过，请退回，按现在的内容重新评估。")
    _settle(row, Evaluation.State.CONFIRMED, note, by)
    if row.outcome != Evaluation.Outcome.RELEASE:
        return []
    if may_do(by, Verb.EDIT, row.information):
        return release(evaluation=row, by=by)
    return ["请拟稿人在“定期评估”里点“转为主动公开”，材料就进入审核。"]


@transaction.atomic
def reject_evaluation(*, evaluation: Evaluation, note: str, by: User) -> Evaluation:
    """Send an evaluation back with the reason; the text stays due."""
    row = _open(evaluation, by)
    _settle(row, Evaluation.State.REJECTED, _said(note, "请写明为什么不同意，要怎样重新评估。", "note"), by)
    return row


def _open(evaluation: Evaluation, by: User) -> Evaluation:
    hold(evaluation.information)
    row = Evaluation.objects.select_related("information__organisation", "proposed_by").get(pk=evaluation.pk)
    require(may_settle(by, row))
    return row


def _settle(row: Evaluation, state: str, note: str, by: User) -> None:
    moved = Evaluation.objects.filter(pk=row.pk, state=Evaluation.State.PROPOSED).update(
        state=state, decided_by=by, decided_at=clock.now(), decision_note=storable(note).strip()[:300]
    )
    if moved != 1:
        raise Denied("这次评估刚刚被别人办理过，请刷新页面。")
    row.refresh_from_db(fields=["state", "decided_by", "decided_at", "decision_note"])
    trail(
        "evaluation_" + ("confirm" if state == Evaluation.State.CONFIRMED else "reject"),
        by=by,
        information=row.information,
        right=DECIDE,
        detail={"outcome": row.outcome},
    )


@transaction.atomic
def release(*, evaluation: Evaluation, by: User) -> list[str]:
    """Begin the way to the public for a text whose evaluation says so; returns what hinders the review."""
    if evaluation.state != Evaluation.State.CONFIRMED or evaluation.outcome != Evaluation.Outcome.RELEASE:
        raise Denied("只有确定为“转为主动公开”的材料才能这样办理。")
    copy = edit(
        information=evaluation.information,
        by=by,
        base=evaluation.information.latest_revision_id,
        openness=Openness.PROACTIVE,
        ground=None,
        ground_note="",
    )
    row = Information.objects.get(pk=copy.pk)
    try:
        submit(information=row, by=by)
    except Blocked as blocked:
        return [*blocked.missing.values(), *(found["message"] for found in blocked.findings)]
    except Denied as denial:
        return [denial.reason]
    return []


def _said(text: str, ask: str, field: str = "reason") -> str:
    said = storable(text).strip()[:300]
    if not said:
        raise ValidationError({field: ask})
    return said
