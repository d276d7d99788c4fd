"""Sheets of village affairs: filled in, signed, posted, asked about, corrected, closed."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from zlib import crc32

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from mingbai.accounts.models import User
from mingbai.catalogue.models import CatalogueItem
from mingbai.demo import county
from mingbai.demo.book import Book
from mingbai.demo.settling import BEGIN, morning
from mingbai.disclosures import actions as disclosures
from mingbai.lib import clock
from mingbai.timelimits.periods import Per, Period, periods_between
from mingbai.villages import actions as villages
from mingbai.villages.models import MonthlyClose, Objection
from mingbai.villages.queries import current
from mingbai.villages.rules import SIGNERS, Line, Section, totals
from mingbai.villages.states import ObjectionKind, Result

SIGNING = {
    "dongtang": ("唐有田", "汤望春"),
    "maiping": ("麦长庚", "熊秀禾"),
    "nangang": ("聂满仓", "岗玉兰"),
    "dukou": ("卜渡生", "柳杏花"),
    "yangshuwan": ("杨湾湾", "舒启明"),
    "songling": ("松石泉", "岭小满"),
}
"""Village → who signs as its head and as the head of its supervisors; the clerk signs for the accounts."""

MONTHLY = "dongtang"
"""The village that turned to monthly sheets in the middle of the year."""

MATTERS = "投入资金5万元以上涉及村民集体经济利益的各类重大事项及进程"
"""The row of the catalogue under which the villages' accounts are published."""

MONTHLY_FROM = 7
"""The month from which it did."""

SILENT = {("yangshuwan", 2), ("songling", 3)}
"""(village, quarter) without a sheet."""

LATE = {("songling", 1): 41, ("yangshuwan", 3): 27}
"""(village, quarter) → days after the quarter's end on which it was posted."""


@dataclass(frozen=True)
class Asked:
    """What a villager said about a quarter some days after the posting; without `result` it waits."""

    village: str
    quarter: int
    kind: str
    text: str
    result: str = ""
    answer: str = ""
    answered_by: str = ""


ASKED = (
    Asked(
        "maiping", 2, ObjectionKind.QUESTION, "路灯维修花了多少、是谁修的，表上看不清楚。", Result.EXPLAINED,
        "当面说明：维修6盏路灯，由镇上的维修店承修，票据和验收单可以到村委会查看。", "xionglaosan",
    ),
    Asked(
        "dukou", 3, ObjectionKind.UNTRUE, "村集体鱼塘租金少记了一笔。", Result.CORRECTED,
        "镇里核对了合同和收据，确实漏记一笔租金，已经要求村里更正后重新公布。", "caoxinglong",
    ),
    Asked("nangang", 3, ObjectionKind.QUESTION, "办公用品支出为什么比上季度多。"),
)  # fmt: skip


def play(book: Book) -> None:
    with clock.at(morning(max(book.begins_on, BEGIN))):
        _regime(book, "county", Per.QUARTER, book.begins_on.replace(year=book.begins_on.year - 1))
    turned = book.on(MONTHLY_FROM, 1)
    if turned <= book.today:
        with clock.at(morning(turned)):
            _regime(book, MONTHLY, Per.MONTH, turned)
    for village in SIGNING:
        for period in _periods(book, village):
            _sheet(book, village, period)


def _regime(book: Book, place: str, per: Per, since: date) -> None:
    villages.set_regime(
        organisation=book.places[place],
        per=per,
        due_days=20,
        posting_days=7,
        signers=SIGNERS,
        basis="县村务公开办法：一般按季度公布，财务往来多的村按月公布",
        valid_from=since,
        by=book.office,
        telephone=county.organisation("office").telephone,
    )


def _periods(book: Book, village: str) -> list[Period]:
    """Periods that had ended by today, from the quarter before the ledger's year on."""
    before = book.begins_on - timedelta(days=1)
    turned = book.on(MONTHLY_FROM, 1)
    last = turned - timedelta(days=1) if village == MONTHLY else book.today
    found = [*periods_between(Per.QUARTER, before, min(last, book.today))]
    if village == MONTHLY and turned <= book.today:
        found += periods_between(Per.MONTH, turned, book.today)
    return [one for one in found if one.end < book.today and (village, _quarter(book, one)) not in SILENT]


def _quarter(book: Book, period: Period) -> int:
    """The number of a quarter of the ledger's year; 0 for other periods."""
    inside = period.per == Per.QUARTER and period.start >= book.begins_on
    return (period.start.month + 2) // 3 if inside and period.start.year == book.begins_on.year else 0


def _sheet(book: Book, village: str, period: Period) -> None:
    """Filled in, signed and posted on one day; closed when it hung long enough and all was answered."""
    quarter = _quarter(book, period)
    days = LATE.get((village, quarter), 6 + crc32(f"{village}{period.key}".encode()) % 9)
    posted_on = period.end + timedelta(days=days)
    if posted_on > book.today:
        return
    by = book.one_of(village, "reporter")
    with clock.at(morning(posted_on)):
        sheet = villages.start_sheet(village=book.places[village], period_key=period.key, by=by)
        _fill(sheet, by)
        _post(sheet, village, by)
    asked = next((one for one in ASKED if (one.village, one.quarter) == (village, quarter)), None)
    if asked is not None:
        sheet = _ask(book, asked, sheet, posted_on + timedelta(days=3))
    if asked is None or asked.result == Result.EXPLAINED:
        _close(book, sheet, by, posted_on + timedelta(days=9))
    if (village, quarter) == ("maiping", 3):
        _publish(book, sheet, by, posted_on + timedelta(days=1))


def _fill(sheet: MonthlyClose, by: User, more: Decimal = Decimal(0)) -> None:
    """Invented sums that differ from village to village; `more` is rent that was overlooked at first."""
    seed = crc32(f"{sheet.organisation.code}{sheet.period_key}".encode())
    middle = sheet.starts_on + timedelta(days=20)
    lines = [
        Line(Section.INCOME, "村集体土地租金", Decimal(8_000 + seed % 4_000) + more, on=middle),
        Line(Section.INCOME, "上级拨付村级运转经费", Decimal(6_000), on=middle),
        Line(Section.EXPENSE, "路灯和沟渠维修", Decimal(1_500 + seed % 1_300), on=middle),
        Line(Section.EXPENSE, "办公用品和水电", Decimal(900 + seed % 700), on=middle),
        Line(Section.WELFARE, "最低生活保障", households=8 + seed % 9, people=14 + seed % 15),
    ]
    opening = sheet.opening if sheet.opening is not None else Decimal(20_000 + seed % 9_000)
    closing = totals(lines).closing(opening)
    matters = [one for one in sheet.content if one.section == Section.MATTER]
    villages.edit_sheet(sheet=sheet, by=by, opening=opening, closing=closing, lines=[*lines, *matters])
    sheet.refresh_from_db()


def _post(sheet: MonthlyClose, village: str, by: User) -> None:
    today = clock.today()
    names = (*SIGNING[village], by.full_name)
    for role, name in zip(SIGNERS, names, strict=True):
        photo = _photo(f"{village} {sheet.period_key}") if role == SIGNERS[-1] else None
        villages.sign(sheet=sheet, role=role, name=name, signed_on=today, by=by, photo=photo)
    photo = _photo(f"{village} {sheet.period_key} posted")
    villages.post(sheet=sheet, by=by, posted_on=today, photo=photo, place="村委会门前公开栏")


def _photo(words: str) -> SimpleUploadedFile:
    """A picture that stands for a photograph; there is nothing to be seen on it."""
    picture = Image.new("RGB", (480, 640), "#f4efe2")
    ImageDraw.Draw(picture).text((40, 60), words, fill="#333333")
    file = BytesIO()
    picture.save(file, "JPEG", quality=70)
    return SimpleUploadedFile("公开表.jpg", file.getvalue(), "image/jpeg")


def _close(book: Book, sheet: MonthlyClose, by: User, on: date) -> None:
    if on <= book.today:
        with clock.at(morning(on)):
            villages.close(sheet=sheet, by=by)


# -- what villagers said -------------------------------------------------------------------


def _ask(book: Book, one: Asked, sheet: MonthlyClose, on: date) -> MonthlyClose:
    """Entered by the village's clerk, answered two days later; returns the sheet that counts afterwards."""
    clerk = book.one_of(one.village, "reporter")
    if on > book.today:
        return sheet
    with clock.at(morning(on)):
        objection = villages.raise_objection(
            village=book.places[one.village],
            period_key=sheet.period_key,
            kind=one.kind,
            text=one.text,
            raised_on=on,
            by=clerk,
        )
    answered_on = on + timedelta(days=2)
    if one.result and answered_on <= book.today:
        with clock.at(morning(answered_on)):
            return _answer(book, one, objection, sheet, clerk)
    return sheet


def _answer(book: Book, one: Asked, objection: Objection, sheet: MonthlyClose, clerk: User) -> MonthlyClose:
    by = book.person(one.answered_by)
    villages.answer_objection(objection=objection, result=one.result, answer=one.answer, by=by)
    if one.result != Result.CORRECTED:
        return sheet
    again = current(sheet.organisation, sheet.period_key)
    assert again is not None  # the correction has just begun it
    _fill(again, clerk, more=Decimal(600))
    _post(again, one.village, clerk)
    return again


def _publish(book: Book, sheet: MonthlyClose, by: User, on: date) -> None:
    """One sheet also goes out on the web, through the usual review."""
    if on > book.today:
        return
    with clock.at(morning(on)):
        record = villages.make_record(sheet=sheet, by=by)
        row = CatalogueItem.objects.get(organisation=None, level1="村务", level2=MATTERS)
        disclosures.edit(information=record, by=by, base=record.latest_revision_id, catalogue_item=row)
        record.refresh_from_db()
        disclosures.submit(information=record, by=by)
        record.refresh_from_db()
        book.publish(record, sheet.organisation.slug)
