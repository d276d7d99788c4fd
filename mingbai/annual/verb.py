"""`mingbai report annual`: an organisation's report about a year, with the records behind every cell."""

from argparse import ArgumentParser
from typing import Any

from mingbai.annual.exports.data import as_data
from mingbai.annual.models import AnnualReport
from mingbai.annual.queries.problems import problems
from mingbai.annual.queries.shown import shown
from mingbai.commands.verb import Outcome, WrongUse
from mingbai.lib import clock
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import by_code
from mingbai.report_check.form import three
from mingbai.report_check.form.cells import as_words
from mingbai.report_check.form.forms import form_of

ABOUT = "一个单位一年的年度报告：表二、表三、表四，可以列出每一格背后的记录"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--organisation", required=True, metavar="机构代码", help="哪个单位的报告")
    parser.add_argument("--year", required=True, type=int, metavar="年度", help="报告的年度，如 2025")
    parser.add_argument("--records", action="store_true", help="列出每一格背后的记录")


def run(*, organisation: str, year: int, records: bool = False, **options: Any) -> Outcome:
    """What was signed, or how the report stands today; also where nobody has begun to write it."""
    place = by_code(organisation)
    if place is None:
        raise WrongUse(f"没有代码为 {organisation} 的机构。")
    report = _report(place, year)
    data = as_data(report, with_records=records)
    found = [] if report.is_final or report.pk is None else [one.text for one in problems(report)]
    return Outcome({**data, "problems": found}, _words(report))


def _report(place: Organisation, year: int) -> AnnualReport:
    rows = AnnualReport.objects.select_related("organisation", "signing")
    known = rows.filter(organisation=place, year=year).first()
    form = form_of(year)
    if known is not None:
        return known
    if form is None or year > clock.today().year:
        raise WrongUse(f"{year}年没有年度报告：统一格式从2019年度开始，还没有开始的年度不能统计。")
    title = f"{place.name}{year}年政府信息公开工作年度报告"
    return AnnualReport(organisation=place, year=year, form=form.name, title=title, as_of=clock.today())


def _words(report: AnnualReport) -> str:
    one = shown(report)
    rows = [
        f"{row.label.split('（区分处理')[0]}：{as_words(one.tables.three[row.key][three.TOTAL])}"
        for row in one.form.three_cells
    ]
    return "\n".join([one.title, *rows])
