"""A list of 青禾镇 for two villages, filled in as a clerk does it in a spreadsheet."""

import io
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from django.test import Client
from openpyxl import load_workbook

from mingbai.checks.rules.check_digits import resident_id_digit
from mingbai.households import actions, queries
from mingbai.households.exports.template import SHEET, template
from mingbai.households.models import HouseholdList, ListKind
from mingbai.lib import clock
from mingbai.organisations.models import Kind, Organisation
from tests.portal.conftest import office

__all__ = ["office"]

MONDAY = datetime(2026, 3, 2, 2, tzinfo=UTC)
"""Ten o'clock in China; seven working days later it is Wednesday, 11 March."""


def identity(number: int) -> str:
    first = f"620102{1940 + number % 60}{number % 12 + 1:02}{number % 28 + 1:02}{number % 1000:03}"
    return first + resident_id_digit(first)


SECRETS = ("孙大有", identity(1), "13912345678", "6222021234567890123")


def line(number: int = 1, **given) -> dict:
    """One household, by column titles of 最低生活保障."""
    return {
        "村（社区）": "柳湾村", "组": "三组", "户主姓名": "孙大有", "身份证号": identity(number),
        "联系电话": "13912345678", "保障人数": 2, "保障类别": "一类", "月保障金额": 812.5,
        "起保日期": "2026-01-01", "家庭情况": "无", "银行账号": "6222021234567890123",
    } | given  # fmt: skip


def workbook(row: HouseholdList, *lines: dict) -> bytes:
    """The template, filled in."""
    names = [queries.short_name(one) for one in queries.villages_of(row.area)]
    book = load_workbook(io.BytesIO(template(row.rules.definition, names)))
    page = book[SHEET]
    for one in lines:
        page.append([one.get(column.name) for column in row.rules.definition.columns])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@dataclass
class Lists:
    """Plays a list through the office with the right people."""

    cast: object
    neighbours: Organisation
    made: list = field(default_factory=list)

    def new(self, kind: str = "minimum-living", **given) -> HouseholdList:
        facts = {"organisation": self.cast.town, "area": self.cast.town, "period_key": "2026Q1"} | given
        return actions.create(kind=ListKind.objects.get(key=kind), by=self.cast.drafter, **facts)

    def filled(self, *lines: dict, **given) -> HouseholdList:
        row = self.new(**given)
        lines = lines or (line(1), line(2, **{"村（社区）": "河口村", "户主姓名": "欧阳修文", "组": "一组"}))
        filled = actions.import_rows(list=row, data=workbook(row, *lines), by=self.cast.drafter)
        assert filled.problems == []
        row.refresh_from_db()
        return row

    def approved(self, *lines: dict, **given) -> HouseholdList:
        row = self.filled(*lines, **given)
        return self.sign(row)

    def sign(self, row: HouseholdList) -> HouseholdList:
        actions.check(row=row, by=self.cast.checker)
        return actions.approve(row=row, by=self.cast.approver)

    def posted(self, *lines: dict, **given) -> HouseholdList:
        return actions.post(row=self.approved(*lines, **given), by=self.cast.approver)

    def object(self, row: HouseholdList, **given) -> str:
        """Somebody objects; the code of the receipt."""
        facts = {"kind": "not_due", "text": "他家有小汽车", "contact": "", "key": f"k{len(self.made)}"}
        self.made.append(row)
        return actions.object_to(row=row, address="10.0.0.1", **facts | given).code


@pytest.fixture
def lists(cast) -> Lists:
    actions.load_kinds()
    near = cast.town.add_child(code="MB12", kind=Kind.VILLAGE, name="河口村村民委员会", slug="hekou")
    return Lists(cast, near)


@pytest.fixture
def monday():
    """The clock stands on the day the list is posted."""
    with clock.at(MONDAY):
        yield MONDAY


def on(day: int, month: int = 3, hour: int = 2):
    """The clock on another day of 2026."""
    return clock.at(datetime(2026, month, day, hour, tzinfo=UTC))


@pytest.fixture
def visitor() -> Client:
    return Client()


@pytest.fixture
def at_desk():
    def sign_in(person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return sign_in
