"""The annual reports of the two finished years: signed, handed in, one published; one township is late."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from mingbai.annual import actions as annual
from mingbai.annual.models import AnnualReport
from mingbai.annual.rules.sentences import ASK
from mingbai.catalogue.models import CatalogueItem, Theme
from mingbai.demo import county
from mingbai.demo.book import Book
from mingbai.demo.settling import morning
from mingbai.disclosures import actions as disclosures
from mingbai.lib import clock
from mingbai.timelimits import queries as timelimits
from mingbai.timelimits.rules.days import previous_working_day

FIGURES = (
    "two.行政许可.本年处理决定数量",
    "two.行政处罚.本年处理决定数量",
    "two.行政强制.本年处理决定数量",
    "two.行政事业性收费.本年收费金额（单位：万元）",
)
"""What the platform does not know and each unit takes from its own books."""


@dataclass(frozen=True)
class Reporting:
    """The reports of one organisation. figures: those of FIGURES for the earlier and the later year.

    states: how far each came: "published" and "handed_in" are both handed in, "drafting" is begun.
    """

    place: str
    figures: tuple[tuple[str, ...], tuple[str, ...]]
    states: tuple[str, str]


REPORTING = (
    Reporting("office", (("0", "0", "0", "0"), ("0", "0", "0", "0")), ("handed_in", "published")),
    Reporting("qinghe", (("128", "6", "0", "1.24"), ("143", "9", "1", "1.36")), ("handed_in", "handed_in")),
    Reporting("liudu", (("97", "4", "0", "0.88"), ("105", "3", "0", "0.92")), ("handed_in", "handed_in")),
    Reporting("yunxiu", (("61", "2", "0", "0.35"), ("58", "1", "0", "0.31")), ("handed_in", "drafting")),
)

THEME = "综合政务"

FILLED = {
    "政府信息管理情况": "本单位不制发行政规范性文件；公开前逐件审查，公开后定期检查链接和附件。",
    "社会评议和责任追究的结果": "社会评议满意率为92%，没有发生需要追究责任的情形。",
    "存在的主要问题": "部分信息公开得不够及时，有的答复说理还不够充分。",
    "改进措施和上年度问题的整改情况": "每月核对一次公开台账，答复送签前逐件核对事由和条款；"
    "上年度指出的问题已经整改。",
}
"""What only people know, by what the machine's text asks for."""


def play(book: Book) -> None:
    later = years(book.today)[1]
    for number, year in enumerate(years(book.today)):
        for one in REPORTING:
            _report(book, one, year, number)
    _county(book, later)


def years(today: date) -> tuple[int, int]:
    """The last two years whose January reports are behind us."""
    last = (today - timedelta(days=45)).year - 1
    return last - 1, last


def _january(year: int, number: int) -> date:
    return previous_working_day(date(year + 1, 1, number), timelimits.calendar())


def _report(book: Book, one: Reporting, year: int, number: int) -> None:
    by, state = book.one_of(one.place, "foi_officer"), one.states[number]
    with clock.at(morning(_january(year, 12))):
        report = annual.begin(organisation=book.places[one.place], year=year, by=by)
        source = f"{county.organisation(one.place).name}{year}年业务统计台账"
        figures = [
            annual.Figure(name, Decimal(value), source=source)
            for name, value in zip(FIGURES, one.figures[number], strict=True)
        ]
        annual.enter_figures(report=report, figures=figures, by=by)
    if state == "drafting":
        return
    with clock.at(morning(_january(year, 16))):
        _fill(report, book, one.place)
        annual.submit(report=report, by=by)
    with clock.at(morning(_january(year, 19))):
        approver = book.person(county.reviewer(one.place, "approver").username)
        report = annual.sign(report=report, by=approver)
        annual.hand_in(report=report, by=by)
    if state == "published":
        _publish(book, report, one.place, _january(year, 22))


def _fill(report: AnnualReport, book: Book, place: str) -> None:
    """The machine's text with what it asks for filled in."""
    by = book.one_of(place, "foi_officer")
    annual.regenerate(report=report, by=by)
    for section in report.sections.all():
        text = section.text
        for what, words in FILLED.items():
            text = text.replace(f"{ASK}{what}】", words)
        if text != section.text:
            annual.write_section(report=report, number=section.number, text=text, by=by)


def _publish(book: Book, report: AnnualReport, place: str, on: date) -> None:
    by = book.one_of(place, "drafter")
    row = CatalogueItem.objects.get(organisation=None, level1="政府文件", level2="政府文件")
    with clock.at(morning(on)):
        record = annual.hand_over(report=report, by=by)
        theme = Theme.objects.get(parent=None, name=THEME)
        disclosures.edit(
            information=record, by=by, base=record.latest_revision_id, catalogue_item=row, theme=theme
        )
        record.refresh_from_db()
        disclosures.submit(information=record, by=by)
        record.refresh_from_db()
        book.publish(record, place)


def _county(book: Book, year: int) -> None:
    """The county's own report of the later year is begun and sums up; who has not signed is reminded."""
    with clock.at(morning(_january(year, 26))):
        report = annual.begin(organisation=book.places["county"], year=year, by=book.office)
        annual.remind(report=report, by=book.office)
