"""Lists of households: one hangs, of one the names are gone and the sums stay, one waits to be checked.

All households are invented: their identity numbers begin with the region 990001 that is given to no place,
telephones have the code 0989, account numbers the bank 620000 that is in use nowhere.
"""

import io
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import count

from openpyxl import load_workbook

from mingbai.accounts.models import User
from mingbai.checks.rules.check_digits import resident_id_digit
from mingbai.demo.book import Book
from mingbai.demo.settling import morning
from mingbai.foi.rules.submissions import code_of
from mingbai.households import actions
from mingbai.households.exports.template import SHEET, template
from mingbai.households.models import HouseholdList, ListKind
from mingbai.households.rules.codes import GROUP, LENGTH
from mingbai.households.states import ObjectionKind, ObjectionWay
from mingbai.lib import clock
from mingbai.timelimits.periods import Per, period_of

Household = dict[str, object]

HANGS_SINCE, HUNG_SINCE, OVER_SINCE = 2, 45, 5
"""Days back: the posting of the list that hangs, that of the one that is over, and when its end was noted."""

SUBSIDY = {
    "一组": (("麦青山", "4.2"), ("谷雨生", "3.6"), ("田秋实", "5.1"), ("禾满仓", "2.8")),
    "二组": (("麦朝阳", "6.4"), ("豆小苗", "3.2"), ("梁有余", "4.5"), ("欧阳丰年", "7.3")),
    "三组": (("谷长禾", "2.4"), ("稻香远", "5.6"), ("麦望晴", "3.9"), ("粟安宁", "4.8")),
}
"""Group → households and how many mu each has."""

ALLOWANCE = (
    ("一组", "塘守月", 1, "一类", 620),
    ("二组", "唐知春", 3, "二类", 1350),
    ("三组", "汤念慈", 2, "二类", 910),
)
WAITS = (("一组", "岗上松", 2, "二类", 910), ("二组", "南望归", 1, "一类", 620))
KIND, VILLAGE, NAME, IDENTITY = "补贴项目", "村（社区）", "户主姓名", "身份证号"
PER_MU = "120.50"


def play(book: Book) -> None:
    since = book.today - timedelta(days=HANGS_SINCE)
    hangs = _approved(book, "subsidy", "maiping", Per.YEAR, since, _subsidies())
    with clock.at(morning(since)):
        actions.print_slips(row=hangs, by=_clerk(book), draw=_codes().__next__)
        actions.post(row=hangs, by=book.one_of("qinghe", "approver"))
    _hung(book)
    with clock.at(morning(book.today - timedelta(days=1))):
        _imported(
            book, "minimum-living", "nangang", Per.QUARTER, clock.today(), _allowances("南岗村", WAITS, 60)
        )


def query() -> tuple[str, str]:
    """The query code of the first household of the list that hangs, and the end of its identity number."""
    return next(_codes()), _identity(1)[-4:]


def _codes() -> Iterator[str]:
    """Codes that the command can tell again; everybody else's are drawn at random."""
    letters = LENGTH + LENGTH // GROUP - 1
    return (code_of(f"demo-household-{number}")[:letters] for number in count(1))


def _hung(book: Book) -> None:
    """Somebody telephoned, the list stood still for two days, hung on, and came down in time."""
    since = book.today - timedelta(days=HUNG_SINCE)
    clerk = _clerk(book)
    row = _approved(
        book, "minimum-living", "dongtang", Per.QUARTER, since, _allowances("东塘村", ALLOWANCE, 40)
    )
    with clock.at(morning(since)):
        row = actions.post(row=row, by=book.one_of("qinghe", "approver"))
    with clock.at(morning(since + timedelta(days=2))):
        objection = actions.enter(
            row=row, by=clerk, kind=ObjectionKind.NOT_DUE, way=ObjectionWay.ORAL, received_on=clock.today(),
            text="有一户的儿子在外面打工，不该吃低保。", contact="", key="demo-objection",
        )  # fmt: skip
    with clock.at(morning(since + timedelta(days=4))):
        answer = "入户核查：家庭人均收入低于本县低保标准，符合条件，名单没有错。"
        actions.decide(objection=objection, by=clerk, upheld=False, answer=answer)
    with clock.at(morning(book.today - timedelta(days=OVER_SINCE))):
        actions.end_due()


# -- a list, by the people of the township ------------------------------------------------------------------


def _clerk(book: Book) -> User:
    return book.one_of("qinghe", "drafter")


def _approved(
    book: Book, kind: str, village: str, per: Per, day: date, lines: Iterable[Household]
) -> HouseholdList:
    """Entered the day before by one, checked by a second, approved by a third."""
    with clock.at(morning(day - timedelta(days=1))):
        row = _imported(book, kind, village, per, day, lines)
        actions.check(row=row, by=book.one_of("qinghe", "checker"))
        return actions.approve(row=row, by=book.one_of("qinghe", "approver"))


def _imported(
    book: Book, kind: str, village: str, per: Per, day: date, lines: Iterable[Household]
) -> HouseholdList:
    place = book.places[village]
    row = actions.create(
        organisation=book.places["qinghe"],
        area=place,
        kind=ListKind.objects.get(key=kind),
        period_key=period_of(per, day).key,
        by=_clerk(book),
        complaints=book.places["civil"].telephone,
    )
    filled = actions.import_rows(list=row, data=_workbook(row, lines), by=_clerk(book))
    if filled.problems:
        raise ValueError(filled.problems)
    row.refresh_from_db()
    return row


def _workbook(row: HouseholdList, lines: Iterable[Household]) -> bytes:
    """The template of the kind, filled in as a clerk does it in a spreadsheet."""
    definition = row.rules.definition
    book = load_workbook(io.BytesIO(template(definition, [row.area.name.removesuffix("村民委员会")])))
    for line in lines:
        book[SHEET].append([line.get(column.name) for column in definition.columns])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _subsidies() -> Iterator[Household]:
    lines = ((group, *line) for group, part in SUBSIDY.items() for line in part)
    for number, (group, name, area) in enumerate(lines, 1):
        amount = round(float(area) * float(PER_MU), 2)
        yield _person("麦坪村", group, name, number) | {
            KIND: "耕地地力保护补贴", "补贴面积": float(area), "补贴标准": float(PER_MU), "补贴金额": amount,
        }  # fmt: skip


def _allowances(
    village: str, rows: Iterable[tuple[str, str, int, str, int]], first: int
) -> Iterator[Household]:
    for number, (group, name, people, sort, amount) in enumerate(rows, first):
        yield _person(village, group, name, number) | {
            "保障人数": people, "保障类别": sort, "月保障金额": amount, "家庭情况": "家中有长期慢性病人",
        }  # fmt: skip


def _person(village: str, group: str, name: str, number: int) -> Household:
    return {
        VILLAGE: village, "组": group, NAME: name, IDENTITY: _identity(number),
        "联系电话": f"0989661{2000 + number}", "银行账号": f"6200000000000{number:06}",
    }  # fmt: skip


def _identity(number: int) -> str:
    first = f"990001{1948 + number % 40}{number % 12 + 1:02}{number % 28 + 1:02}{number:03}"
    return first + resident_id_digit(first)
