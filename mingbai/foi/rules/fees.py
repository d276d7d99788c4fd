"""The fee for processing information (政府信息公开信息处理费管理办法，国办函〔2020〕109号).

Both scales are marginal (超额累进): each band has its own price, and what lies above it does not change
what was below. One request is charged by one scale only.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any


@dataclass(frozen=True)
class Band:
    """Up to and including the `last` item or page, `price` yuan each."""

    last: int
    price: int


@dataclass(frozen=True)
class Scale:
    """`bands` first; above them every `width` more cost `rise` yuan more each.

    `most` is the largest number that is believed; more is a slip of the pen.
    """

    key: str
    name: str
    unit: str
    bands: tuple[Band, ...]
    width: int
    rise: int
    most: int


BY_ITEMS = Scale(
    key="items",
    name="按件计收（同一申请人一个自然月内累计）",
    unit="件",
    # 1—10件不收费；11—30件的部分，100元/件；31件以上的部分，每10件一档，每档单价再加100元/件。
    bands=(Band(10, 0), Band(30, 100)),
    width=10,
    rise=100,
    most=10_000,
)
BY_PAGES = Scale(
    key="pages",
    name="按量计收（按页）",
    unit="页",
    # 1—30页不收费；31—100页的部分，10元/页；101—200页的部分，20元/页；201页以上的部分，40元/页。
    bands=(Band(30, 0), Band(100, 10), Band(200, 20)),
    width=0,
    rise=20,
    most=1_000_000,
)


class WrongCount(ValueError):
    """A number of items or pages that cannot be charged; the message is for the clerk."""


@dataclass(frozen=True)
class FeeStep:
    """From the `from_`th to the `to`th, both included, `unit_price` yuan each."""

    from_: int
    to: int
    unit_price: int
    count: int
    amount: int


@dataclass(frozen=True)
class Fee:
    """`amount` in yuan; `scale` is "items" or "pages"; `steps` from the first to the last."""

    amount: int
    scale: str
    steps: tuple[FeeStep, ...]


def by_items(n: int, already: int = 0) -> Fee:
    """The fee for the next `n` items of an applicant who had `already` so many in the same calendar month.

    Every kind of decision counts as an item. `WrongCount` for a number that is no count.
    """
    _refuse(BY_ITEMS, n, 1)
    _refuse(BY_ITEMS, already, 0)
    _refuse(BY_ITEMS, already + n, 1)
    return _fee(BY_ITEMS, already + 1, already + n)


def by_pages(n: int) -> Fee:
    """The fee for `n` pages on paper, by mail or as copied electronic data."""
    _refuse(BY_PAGES, n, 1)
    return _fee(BY_PAGES, 1, n)


def as_json(fee: Fee) -> dict[str, Any]:
    """amount, scale, steps: [{from, to, unit_price, count, amount}]."""
    steps = [
        {
            "from": step.from_,
            "to": step.to,
            "unit_price": step.unit_price,
            "count": step.count,
            "amount": step.amount,
        }
        for step in fee.steps
    ]
    return {"amount": fee.amount, "scale": fee.scale, "steps": steps}


def _fee(scale: Scale, first: int, last: int) -> Fee:
    steps = tuple(_steps(scale, first, last))
    return Fee(sum(step.amount for step in steps), scale.key, steps)


def _steps(scale: Scale, first: int, last: int) -> Iterator[FeeStep]:
    for band in _bands(scale, last):
        upto = min(band.last, last)
        if first <= upto:
            number = upto - first + 1
            yield FeeStep(first, upto, band.price, number, number * band.price)
            first = upto + 1
        if first > last:
            return


def _bands(scale: Scale, last: int) -> Iterator[Band]:
    """The scale's bands, and then those above them, for ever; without a `width` the next has no end."""
    yield from scale.bands
    top = scale.bands[-1]
    if not scale.width:
        yield Band(last, top.price + scale.rise)
        return
    for number in count(1):
        yield Band(top.last + number * scale.width, top.price + number * scale.rise)


def _refuse(scale: Scale, n: int, least: int) -> None:
    if isinstance(n, bool) or not isinstance(n, int):
        raise WrongCount(f"{scale.unit}数要写整数。")
    if n < least:
        raise WrongCount(f"{scale.unit}数不能小于{least}。")
    if n > scale.most:
        raise WrongCount(f"{scale.unit}数太大，最多写{scale.most}{scale.unit}，请核对。")
