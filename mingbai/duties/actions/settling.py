"""What people say about an instance: this proves it, there was nothing, it does not concern us."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.html import format_html, format_html_join

from mingbai.accounts.models import User
from mingbai.catalogue.models import CatalogueItem
from mingbai.disclosures import actions as disclosures
from mingbai.disclosures.models import Information, Openness
from mingbai.disclosures.queries import readable_by
from mingbai.duties.actions.refreshing import refresh_duties
from mingbai.duties.models import Duty, Exemption, Instance, NilLine, NilReport, Proof
from mingbai.duties.policies import may_decide, may_declare_nil, may_report
from mingbai.duties.states import ExemptionState, Kind, Source, State
from mingbai.ledger.actions import append
from mingbai.lib import clock
from mingbai.lib.verdict import require
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import acting_role
from mingbai.timelimits.periods import period_of

MAY_BE_NIL = (State.OPEN, State.MISSING)


def _event(verb: str, right: str, by: User, duty: Duty, subject: Any, **detail: Any) -> None:
    place = duty.organisation
    append(
        verb=f"duty.{verb}",
        by=by,
        subject=subject,
        organisation=place,
        role=acting_role(by, right, place),
        detail={"duty": duty.key, **detail},
    )


def _again(duty: Duty) -> None:
    refresh_duties(Duty.objects.filter(pk=duty.pk))


# -- proofs ----------------------------------------------------------------------


@transaction.atomic
def prove(
    *,
    instance: Instance,
    by: User,
    what: str,
    done_on: date,
    record: Information | None = None,
    url: str = "",
) -> Proof:
    """Say what met this instance: a public record, or something that happened, on a day not in the future."""
    duty = instance.duty
    require(may_report(by, duty))
    if record is not None:
        record, done_on = _public(record, duty, by)
        what = what.strip() or record.title
    if not what.strip():
        raise ValidationError({"what": "请写明做了什么，例如“7月21日举办政务公开培训，32人参加”。"})
    if done_on > clock.today():
        raise ValidationError({"done_on": "完成日期不能晚于今天。"})
    if done_on < _earliest(instance):
        words = f"这件事在 {instance.starts_on} 以前很久就完成了，不能证明这一期。请选择这一期的佐证。"
        raise ValidationError({"record" if record else "done_on": words})
    if record is not None and Proof.objects.filter(record=record, duty=duty, taken_back="").exists():
        raise ValidationError({"record": "这条信息已经作为这项义务的佐证，不能重复使用。"})
    proof = Proof.objects.create(
        duty=duty,
        key=instance.key,
        record=record,
        done_on=done_on,
        what=what.strip()[:300],
        url=url.strip()[:300],
        by=by,
        at=clock.now(),
    )
    _event("prove", "duty.report", by, duty, proof, period=instance.key)
    _again(duty)
    return proof


def _earliest(instance: Instance) -> date:
    """The first day that can prove the line: work done early counts, what was done before the period before
    it does not. A text's line begins when the text was written; what is owed once has no such day."""
    if instance.record_id is not None:
        return instance.starts_on
    if instance.duty.kind not in {Kind.PERIODIC, Kind.PROMPT}:
        return date.min
    return period_of(instance.duty.per, instance.starts_on - timedelta(days=1)).start


def _public(record: Information, duty: Duty, by: User) -> tuple[Information, date]:
    row = readable_by(by).filter(pk=record.pk, organisation=duty.organisation_id, nil_report=None).first()
    if row is None or row.published_at is None or row.status != "published":
        raise ValidationError({"record": "请选择本单位一条已经公开的信息。"})
    return row, row.published_at.astimezone(clock.CHINA).date()


@transaction.atomic
def take_back(*, proof: Proof, by: User, reason: str) -> Proof:
    """Say that a proof was wrong; it stays in the books with the reason."""
    require(may_report(by, proof.duty))
    if not reason.strip():
        raise ValidationError({"reason": "请写明为什么撤销这件佐证。"})
    changed = Proof.objects.filter(pk=proof.pk, taken_back="").update(taken_back=reason.strip()[:300])
    if not changed:
        raise ValidationError("这件佐证已经撤销。")
    proof.refresh_from_db()
    _event("take_back", "duty.report", by, proof.duty, proof, period=proof.key)
    _again(proof.duty)
    return proof


# -- nil reports -----------------------------------------------------------------


@transaction.atomic
def declare_nil(
    *, organisation: Organisation, instances: Iterable[Instance], by: User, reason: str, **content: Any
) -> NilReport:
    """Draft the statement that there was nothing in these periods; it is a record like any other.

    It is signed in the organisation's normal review and counts from the day it is public. `content`
    are the fields a record needs (theme, genre, catalogue item …) where the form asked for them.
    """
    require(may_declare_nil(by, organisation))
    rows = list(instances)
    if not rows:
        raise ValidationError("请至少选择一项本期没有发生的事项。")
    if any(row.organisation_id != organisation.pk for row in rows):
        raise ValidationError("零报告只能写本单位的事项。")
    wrong = [row for row in rows if not may_be_nil(row)]
    if wrong:
        raise ValidationError(f"“{wrong[0].duty}”已经办结，或者是规定了次数、必须办理的事项，不能写零报告。")
    if not reason.strip():
        raise ValidationError({"reason": "请写明核实情况，例如“经核实，本季度没有发生土地征收”。"})
    today = clock.today()
    information = disclosures.create(
        organisation=organisation,
        by=by,
        title=content.pop("title", "")
        or f"{organisation.name}零报告（{today:%Y}年{today.month}月{today.day}日）",
        written_on=today,
        openness=Openness.PROACTIVE,
        body=nil_body(organisation, rows, reason.strip()),
        catalogue_item=content.pop("catalogue_item", None) or _row_of(rows),
        **content,
    )
    report = NilReport.objects.create(
        organisation=organisation, information=information, reason=reason.strip()[:300], by=by, at=clock.now()
    )
    NilLine.objects.bulk_create(NilLine(report=report, duty=row.duty, key=row.key) for row in rows)
    append(
        verb="duty.declare_nil",
        by=by,
        subject=report,
        organisation=organisation,
        role=acting_role(by, "duty.report", organisation),
        detail={"lines": [f"{row.duty.key} {row.key}" for row in rows]},
    )
    return report


def may_be_nil(row: Instance) -> bool:
    """Whether there can have been nothing in the period: only under a row of the catalogue.

    What was ordered by a plan or asked for so many times is owed, whatever happened.
    """
    counted = row.duty.source == Source.CATALOGUE and row.duty.kind in {Kind.PERIODIC, Kind.PROMPT}
    return row.state in MAY_BE_NIL and row.record_id is None and counted


def _row_of(rows: list[Instance]) -> CatalogueItem | None:
    return next((row.duty.item for row in rows if row.duty.item is not None), None)


def nil_body(organisation: Organisation, rows: list[Instance], reason: str) -> str:
    """The statement as HTML: whose, why, and the periods one by one."""
    lines = format_html_join(
        "",
        "<tr><td>{}</td><td>{}</td></tr>",
        ((row.duty.title, f"{row.starts_on}至{row.ends_on}") for row in rows),
    )
    return format_html(
        "<p>经核实，{}在下列期间没有应当公开的内容，特此说明。</p>"
        "<table><thead><tr><th>公开事项</th><th>期间</th></tr></thead><tbody>{}</tbody></table>"
        "<p>{}</p>",
        organisation.name,
        lines,
        reason,
    )


# -- what does not apply -----------------------------------------------------------


@transaction.atomic
def ask_exemption(
    *, duty: Duty, by: User, reason: str, starts_on: date, ends_on: date | None = None
) -> Exemption:
    """Ask the body above to say that this duty does not apply; nothing changes until it does."""
    require(may_report(by, duty))
    if len(reason.strip()) < 4:
        raise ValidationError({"reason": "请写明为什么不适用，例如“本镇没有国有土地上的房屋征收”。"})
    if ends_on is not None and ends_on < starts_on:
        raise ValidationError({"ends_on": "终止日期不能早于起始日期。"})
    # One that has run its course still excuses its own days, and stands in no way.
    run_out = Exemption.objects.filter(duty=duty, state=ExemptionState.GRANTED, ends_on__lt=clock.today())
    run_out.update(state=ExemptionState.ENDED)
    pending = Exemption.objects.filter(duty=duty, state__in=[ExemptionState.ASKED, ExemptionState.GRANTED])
    if pending.exists():
        raise ValidationError("这项义务已经有一个待审定或者已同意的不适用申请。")
    row = Exemption.objects.create(
        duty=duty,
        starts_on=starts_on,
        ends_on=ends_on,
        reason=reason.strip()[:300],
        asked_by=by,
        asked_at=clock.now(),
    )
    _event("ask_exemption", "duty.report", by, duty, row)
    return row


@transaction.atomic
def decide_exemption(*, exemption: Exemption, by: User, granted: bool, decision: str) -> Exemption:
    """Grant or refuse, one level up, with words the unit can read."""
    require(may_decide(by, exemption))
    if not granted and not decision.strip():
        raise ValidationError({"decision": "不同意的，请写明理由。"})
    state = ExemptionState.GRANTED if granted else ExemptionState.REFUSED
    return _settle_exemption(exemption, ExemptionState.ASKED, state, by, decision)


@transaction.atomic
def end_exemption(*, exemption: Exemption, by: User, decision: str) -> Exemption:
    """What did not apply applies again from today; periods that were excused stay excused."""
    require(may_decide(by, exemption))
    if not decision.strip():
        raise ValidationError({"decision": "请写明为什么恢复适用。"})
    return _settle_exemption(exemption, ExemptionState.GRANTED, ExemptionState.ENDED, by, decision)


def _settle_exemption(
    exemption: Exemption, before: ExemptionState, after: ExemptionState, by: User, decision: str
) -> Exemption:
    values: dict[str, Any] = {"state": after, "decision": decision.strip()[:300]}
    values |= {"decided_by": by, "decided_at": clock.now()}
    if after == ExemptionState.ENDED:
        # Never longer than was granted: a term that has run out stays as it was.
        values["ends_on"] = min(exemption.ends_on or clock.today(), clock.today())
    if not Exemption.objects.filter(pk=exemption.pk, state=before).update(**values):
        raise ValidationError("这个申请刚刚被别人办理过，请刷新页面。")
    exemption.refresh_from_db()
    _event(f"exemption_{after.value}", "duty.excuse", by, exemption.duty, exemption)
    _again(exemption.duty)
    return exemption
