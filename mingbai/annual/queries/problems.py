"""What keeps a report from being signed, and what its signer should know."""

from dataclasses import dataclass

from mingbai.annual.models import AnnualReport
from mingbai.annual.queries.below import missing
from mingbai.annual.queries.shown import Shown, shown
from mingbai.annual.rules.places import places, read
from mingbai.annual.rules.sentences import asked
from mingbai.annual.states import FINAL
from mingbai.lib import clock
from mingbai.report_check.findings import ERROR, Finding
from mingbai.report_check.report import Report
from mingbai.report_check.rules.checks import check

CARRIED_OVER = "结转"
"""Where the last section speaks of it, a difference to last year's report has been explained."""


@dataclass(frozen=True)
class Problem:
    """`name`: the cell it is about, "" for the whole report; `blocks`: not signed before it is gone."""

    text: str
    name: str = ""
    blocks: bool = True


def problems(report: AnnualReport) -> list[Problem]:
    one = shown(report)
    return [
        *_year_not_over(report),
        *_empty_cells(report, one),
        *_found(report, one),
        *_unfinished(report, one),
        *_not_handed_in(report),
    ]


def _year_not_over(report: AnnualReport) -> list[Problem]:
    if report.is_over(clock.today()):
        return []
    text = (
        f"{report.year}年还没有结束，数字到12月31日才完整，现在不能提交签发。"
        f"可以先写文字；{report.year + 1}年1月1日以后请重新取数，再提交。"
    )
    return [Problem(text)]


def _empty_cells(report: AnnualReport, one: Shown) -> list[Problem]:
    found = []
    for place in places(report.form).values():
        if not place.is_sum and read(one.tables, place) is None:
            text = f"{place.label}还没有填。没有发生的填0，本单位没有这类事项的勾选“不适用”。"
            found.append(Problem(text, place.name))
    return found


def _unfinished(report: AnnualReport, one: Shown) -> list[Problem]:
    found = []
    for part in one.parts:
        found += [Problem(f"{part.heading}：请补充{words}。") for words in asked(part.text)]
        if not part.table and not part.text:
            found.append(Problem(f"{part.heading}：还没有内容。"))
    for section in report.sections.filter(changed=True):
        found.append(Problem(f"{section}：数字有变化，还没有核对。"))
    return found


def _not_handed_in(report: AnnualReport) -> list[Problem]:
    places_missing = missing(report)
    if not places_missing:
        return []
    names = "、".join(one.name for one in places_missing)
    text = f"有 {len(places_missing)} 个单位还没有签发年度报告：{names}。不汇总的，请逐个写明理由。"
    return [Problem(text)]


def _found(report: AnnualReport, one: Shown) -> list[Problem]:
    """What the checker of annual reports says: sums, last year's report, text against tables, old law."""
    before = _previous(report)
    explained = CARRIED_OVER in one.parts[-1].text
    return [
        _problem(row, explained) for row in check(as_checked(one), as_checked(before) if before else None, {})
    ]


def _problem(row: Finding, explained: bool) -> Problem:
    if row.rule != "carry_over_previous_year":
        return Problem(row.text, row.cell, row.severity == ERROR)
    hint = "" if explained else "也可以在“其他需要报告的事项”里说明结转数的变化。"
    return Problem(row.text + hint, row.cell, not explained)


def _previous(report: AnnualReport) -> Shown | None:
    """The signed report of the year before."""
    row = (
        AnnualReport.objects.filter(organisation=report.organisation, year=report.year - 1, state__in=FINAL)
        .select_related("signing", "organisation")
        .first()
    )
    return shown(row) if row else None


def as_checked(one: Shown) -> Report:
    """The report as the checker takes it."""
    return Report(
        organisation=one.organisation,
        year=one.year,
        form=one.form.name,
        tables=one.tables,
        title=one.title,
        sections={part.number: part.text for part in one.parts},
        text="\n".join(part.text for part in one.parts),
    )
