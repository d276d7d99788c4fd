"""Normative documents by the year: made, ended, in force on 31 December."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from mingbai.annual.rules.requests import Year

MADE, ENDED, IN_FORCE = "made", "ended", "in_force"
NEW_PUBLIC, ALL_PUBLIC = "new_public", "all_public"
COLUMNS_2021 = (MADE, ENDED, IN_FORCE)
"""本年制发件数、本年废止件数、现行有效件数。"""
COLUMNS_2019 = (MADE, NEW_PUBLIC, ALL_PUBLIC)
"""本年新制作数量、本年新公开数量、对外公开总数量。"""


@dataclass(frozen=True)
class Document:
    """`ended_on` is the first day on which it no longer counted: repealed or declared expired."""

    pk: int
    made_on: date
    public_on: date
    ended_on: date | None = None


def end_of(*, ended: bool, expires_on: date | None, marked_on: date | None, public_on: date) -> date | None:
    """The first day without force; None while it is in force.

    有效期届满的从届满次日起失效；标注废止、失效的以标注日为准；公布时已经失效而没有写明日期的，以公布日为准。
    """
    if not ended:
        return None
    run_out = expires_on + timedelta(days=1) if expires_on else None
    days = [day for day in (run_out, marked_on) if day is not None]
    return min(days) if days else public_on


def of_column(documents: Iterable[Document], column: str, year: Year) -> list[Document]:
    return [one for one in documents if _counts(one, column, year)]


def _counts(one: Document, column: str, year: Year) -> bool:
    if column == MADE:
        return one.made_on.year == year.number
    if column == NEW_PUBLIC:
        return one.public_on.year == year.number
    if column == ALL_PUBLIC:
        return one.public_on <= year.last
    # What was made and ended before the year's end, so that 上年有效 + 制发 - 废止 = 现行有效.
    ended_on = max(one.ended_on, one.made_on) if one.ended_on else None
    if column == ENDED:
        return ended_on is not None and ended_on.year == year.number
    return one.made_on <= year.last and (ended_on is None or ended_on > year.last)
