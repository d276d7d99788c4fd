"""Beginning a report, and taking its numbers."""

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.lib import clock
from mingbai.lib.verdict import require
from mingbai.organisations.models import Organisation
from mingbai.plans.models import Plan
from mingbai.reports.actions.recording import held, trail
from mingbai.reports.models import FulfilmentReport, ReportPart
from mingbai.reports.policies import may_begin, may_change
from mingbai.reports.queries import Composed, composed, plans_for, reach_of
from mingbai.reports.states import ReportState


@transaction.atomic
def begin(*, by: User, plan: Plan, organisation: Organisation, below: bool = False) -> FulfilmentReport:
    """Write the first draft on a confirmed plan, with the numbers of today."""
    require(may_begin(by, organisation, below))
    if not plans_for(by).filter(pk=plan.pk).exists():
        raise ValidationError({"plan": "请选择已经确认的计划。"})
    known = FulfilmentReport.objects.filter(plan=plan, organisation=organisation)
    if known.filter(state=ReportState.DRAFT).exists():
        raise ValidationError({"plan": "这份计划已经有报告草稿，请打开草稿修改。"})
    if known.exists():
        raise ValidationError({"plan": "这份计划已经有定稿的报告，请打开后生成新的一版。"})
    year = plan.year or clock.today().year
    if year > clock.today().year:
        raise ValidationError({"plan": f"这是{year}年的计划，还没有开始，不能报告落实情况。"})
    report = FulfilmentReport(
        plan=plan,
        organisation=organisation,
        below=below,
        year=year,
        title=f"{organisation.name}关于{_named(plan, organisation)}落实情况的报告"[:200],
        as_of=clock.today(),
        made_by=by,
        made_at=clock.now(),
    )
    if not report.plan.tasks.exists() or not _has_tasks(report):
        raise ValidationError({"plan": "这份计划里没有由这个单位办理的任务，不用编写报告。"})
    report.save()
    take_numbers(report, by)
    trail(report, by, "begin")
    return report


def _named(plan: Plan, organisation: Organisation) -> str:
    """The plan's title; what is a whole document's title in 《》, an own plan without the own name."""
    title = (plan.title or plan.file_name).strip("《》").removeprefix(organisation.name)
    return f"《{title}》" if "关于" in title else title


def _has_tasks(report: FulfilmentReport) -> bool:
    return reach_of(report).tasks(report.plan).exists()


@transaction.atomic
def regenerate(*, by: User, report: FulfilmentReport) -> int:
    """Take the numbers of today; how many parts changed. What a person wrote stays."""
    report = held(report)
    require(may_change(by, report))
    report.as_of = clock.today()
    report.save(update_fields=["as_of"])
    changed = take_numbers(report, by)
    trail(report, by, "regenerate", changed=changed)
    return changed


def take_numbers(report: FulfilmentReport, by: User) -> int:
    """Write all parts anew and mark those that differ from before; none is marked in a new report."""
    known = {part.key: part for part in report.parts.all()}
    first, changed = not known, 0
    for order, one in enumerate(composed(by, report.plan, reach_of(report)), 1):
        part = known.pop(one.key, None) or ReportPart(report=report, key=one.key, changed=not first)
        changed += _write(part, one, order, first)
    for part in known.values():
        changed += _empty(part)
    return changed


def _write(part: ReportPart, one: Composed, order: int, first: bool) -> bool:
    differs = not first and (part.generated != one.text or _numbers(part.figures) != _numbers(one.figures))
    if differs and not (part.changed and part.pk):
        part.before, part.before_figures = part.generated, part.figures
    part.changed = part.changed or differs
    part.kind, part.order, part.level = one.kind, order, min(one.level, 4)
    part.path, part.headings, part.heading = one.path[:60], list(one.headings), one.heading[:300]
    part.generated, part.figures = one.text, list(one.figures)
    if (
        part.changed
        and part.before == part.generated
        and _numbers(part.before_figures) == _numbers(part.figures)
    ):
        # Back to what it was before anybody looked.
        part.changed, part.before, part.before_figures = False, "", []
    part.save()
    return part.changed


def _empty(part: ReportPart) -> bool:
    """A heading whose tasks are gone; without words of a person it goes, else it is marked."""
    if not part.edited:
        part.delete()
        return True
    differs = bool(part.generated or part.figures)
    if differs and not part.changed:
        part.before, part.before_figures = part.generated, part.figures
    part.generated, part.figures, part.changed = "", [], part.changed or differs
    part.save()
    return part.changed


def _numbers(figures: object) -> list[tuple[str, int]]:
    return [(one["key"], one["number"]) for one in figures]  # type: ignore[attr-defined]
