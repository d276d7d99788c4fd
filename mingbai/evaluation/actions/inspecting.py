"""Drawing a sample, checking what was drawn, and closing an inspection."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import get_random_string

from mingbai.accounts.models import User
from mingbai.disclosures.models import Information
from mingbai.evaluation import machine
from mingbai.evaluation.actions.recording import held, said, trail
from mingbai.evaluation.models import CheckLine, Finding, Inspection, Population, SampledItem, Source, Strata
from mingbai.evaluation.models import Subject as Looked
from mingbai.evaluation.policies import may_run
from mingbai.evaluation.queries.packaged import Check, checklist
from mingbai.evaluation.queries.populations import population_of
from mingbai.evaluation.queries.reach import RUN
from mingbai.evaluation.rules.sampling import Member, Size, digest_of, draw, frozen
from mingbai.evaluation.states import FindingState, InspectionState
from mingbai.lib import clock
from mingbai.lib.text import one_line, storable
from mingbai.lib.verdict import Denied, require
from mingbai.organisations.models import Organisation
from mingbai.timelimits.periods import of_key

VERDICTS = {"ok": "没有问题", "problem": "有问题", "not_applicable": "不涉及"}
MOST = 500
"""A sample larger than this is no sample; it also bounds one transaction."""


@transaction.atomic
def draw_inspection(
    *,
    by: User,
    organisation: Organisation,
    title: str,
    subject: str,
    period_key: str,
    strata: str,
    each: int = 0,
    percent: int = 0,
    seed: str = "",
    kinds: tuple[str, ...] = (),
) -> Inspection:
    """Freeze what could be drawn and draw from it. Without a seed one is made; it is kept and shown.

    `kinds` narrows the inspected organisations; nobody inspects the organisation that draws.
    """
    require(may_run(by, organisation))
    period, seed = of_key(period_key), one_line(seed)[:60] or f"{period_key}-{get_random_string(8)}"
    title = said(title, "title", "请填写名称，如“2026年第三季度公开信息抽查”。", 100)
    if bool(each) == bool(percent):
        raise ValidationError({"each": "“每组几条”和“每组百分比”只填一个。"})
    members = population_of(organisation, Looked(subject), period, Strata(strata), kinds)
    if not members:
        raise ValidationError({"period_key": "这个时段没有可抽的公开信息。请换一个时段或者范围。"})
    sample = draw(members, Size(each=each, percent=percent), seed)
    if len(sample) > MOST:
        raise ValidationError({"each": f"会抽出 {len(sample)} 条，一次最多 {MOST} 条。请少抽一些。"})
    inspection = Inspection.objects.create(
        title=title,
        organisation=organisation,
        subject=subject,
        period_key=period_key,
        starts_on=period.start,
        ends_on=period.end,
        seed=seed,
        strata=strata,
        each=each,
        percent=percent,
        population_size=len(members),
        population_digest=digest_of(members),
        drawn_by=by,
        drawn_at=clock.now(),
    )
    Population.objects.create(inspection=inspection, members=frozen(members))
    _keep(inspection, sample)
    trail(
        verb="inspection.draw",
        by=by,
        subject=inspection,
        organisation=organisation,
        action=RUN,
        after=inspection.population_digest,
        detail={"seed": seed, "population": len(members), "sample": len(sample)},
    )
    return inspection


def _keep(inspection: Inspection, sample: tuple[Member, ...]) -> None:
    records = Information.objects.filter(pk__in=[int(one.key) for one in sample])
    owners = dict(records.values_list("pk", "organisation_id"))
    SampledItem.objects.bulk_create(
        SampledItem(
            inspection=inspection,
            information_id=int(one.key),
            organisation_id=owners[int(one.key)],
            number=number,
            stratum=one.stratum[:120],
            digest=one.digest,
        )
        for number, one in enumerate(sample, 1)
    )


@transaction.atomic
def check_item(
    *, by: User, item: SampledItem, verdicts: Mapping[str, tuple[str, str]], remarks: str = ""
) -> SampledItem:
    """Write down the person's verdict on every line: key → (verdict, note). A problem becomes a finding.

    Checking again replaces the verdicts; a finding that was not yet notified goes with its problem.
    """
    inspection = held(item.inspection)
    require(may_run(by, inspection.organisation))
    if inspection.state == InspectionState.CLOSED:
        raise Denied("这次抽查已经办结，不能再改检查结论。")
    checks = checklist(inspection.subject)
    _refuse_incomplete(checks, verdicts)
    looked = machine.Subject(item.information, item.digest)
    for check in checks:
        verdict, note = verdicts[check.key]
        seen = machine.look(check.machine, looked)
        CheckLine.objects.update_or_create(
            item=item,
            key=check.key,
            defaults={
                "machine": seen.result,
                "machine_note": seen.note[:500],
                "verdict": verdict,
                "note": storable(note).strip()[:500],
            },
        )
        _find(item, inspection, check, verdict, storable(note).strip()[:500], by)
    item.remarks, item.checked_by, item.checked_at = storable(remarks).strip()[:500], by, clock.now()
    item.save(update_fields=["remarks", "checked_by", "checked_at"])
    Inspection.objects.filter(pk=inspection.pk).update(state=InspectionState.UNDER_WAY)
    trail(
        verb="inspection.check",
        by=by,
        subject=inspection,
        organisation=inspection.organisation,
        action=RUN,
        detail={"number": item.number, "problems": sum(one[0] == "problem" for one in verdicts.values())},
    )
    return item


def _refuse_incomplete(checks: list[Check], verdicts: Mapping[str, tuple[str, str]]) -> None:
    problems = {}
    for check in checks:
        verdict, note = verdicts.get(check.key, ("", ""))
        if verdict not in VERDICTS:
            problems[check.key] = f"“{check.title}”还没有选结论。"
        elif verdict == "problem" and not note.strip():
            problems[check.key] = f"“{check.title}”有问题的，请写明问题在哪里。"
    if problems:
        raise ValidationError(problems)


def _find(item: SampledItem, inspection: Inspection, check: Check, verdict: str, note: str, by: User) -> None:
    finding = Finding.objects.filter(item=item, check_key=check.key).first()
    if finding is not None and finding.state not in (FindingState.FOUND, FindingState.CANCELLED):
        return  # the unit was told; what follows is said in the finding itself
    if verdict != "problem":
        if finding is not None:
            Finding.objects.filter(pk=finding.pk).update(
                state=FindingState.CANCELLED, settled_on=clock.today()
            )
        return
    Finding.objects.update_or_create(
        item=item,
        check_key=check.key,
        defaults={
            "organisation": item.organisation,
            "inspector": inspection.organisation,
            "source": Source.INSPECTION,
            "inspection": inspection,
            "information": item.information,
            "topic": check.title,
            "what": f"《{item.information}》：{note}"[:1000],
            "standard": check.asks,
            "basis": check.basis,
            "severity": check.severity,
            "state": FindingState.FOUND,
            "settled_on": None,
            "found_on": clock.today(),
            "found_by": by,
        },
    )


@transaction.atomic
def close_inspection(*, by: User, inspection: Inspection, note: str = "") -> Inspection:
    """End the checking; what was not checked needs a reason."""
    inspection = held(inspection)
    require(may_run(by, inspection.organisation))
    if inspection.state == InspectionState.CLOSED:
        raise Denied("这次抽查已经办结。")
    unchecked = inspection.items.filter(checked_at=None).count()
    if unchecked and not note.strip():
        raise ValidationError({"note": f"还有 {unchecked} 条没有检查。确实不查的，请写明理由。"})
    inspection.state, inspection.closed_at = InspectionState.CLOSED, clock.now()
    inspection.closing_note = storable(note).strip()[:500]
    inspection.save(update_fields=["state", "closed_at", "closing_note"])
    trail(
        verb="inspection.close",
        by=by,
        subject=inspection,
        organisation=inspection.organisation,
        action=RUN,
        detail={"unchecked": unchecked},
    )
    return inspection
