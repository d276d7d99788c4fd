"""The day on which a request counts as received, by the way it came (条例第三十一条).

国办公开办函〔2015〕207号 counted mail from the day the mail system received it; where it differs from the
regulation of 2019, which asks for 双方确认, the regulation counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from django.db.models import TextChoices

EARLIEST = date(2008, 5, 1)
"""国务院令第492号：《政府信息公开条例》自2008年5月1日起施行。"""


class Way(TextChoices):
    """How a request came in."""

    COUNTER = "counter", "当面提交"
    ORAL = "oral", "口头"
    POST_SIGNED = "post_signed", "挂号或特快专递"
    POST_PLAIN = "post_plain", "平信等无需签收"
    FAX = "fax", "传真"
    EMAIL = "email", "电子邮件"
    ONLINE = "online", "网上"


DATES = {
    "submitted_on": "提交的日期",
    "arrived_on": "收到材料的日期",
    "signed_on": "签收的日期",
    "confirmed_on": "双方确认的日期",
}
"""The days a request may have, in the order in which they must lie."""


@dataclass(frozen=True)
class _Rule:
    """`deciding` is the day that counts, `needs` what a form asks for, `how` the law in plain words."""

    deciding: str
    needs: tuple[str, ...]
    how: str
    waiting_for: str


_CONFIRM = "请与申请人联系确认，并填写确认的日期；{}联系不上的登记下来，联系上并确认的那一天算收到。"
_ONLINE = "（条例第三十一条第三项）通过互联网渠道或者传真提交的，以双方确认之日为收到申请之日。"

_RULES = {
    Way.COUNTER: _Rule(
        "submitted_on",
        ("submitted_on",),
        "（条例第三十一条第一项）申请人当面提交的，以提交之日为收到申请之日。",
        "请填写当面提交的日期。",
    ),
    Way.ORAL: _Rule(
        "submitted_on",
        ("submitted_on",),
        "（条例第二十九条、第三十一条第一项）书面申请确有困难、当面口头提出并由工作人员代填的，"
        "以提出之日为收到申请之日。",
        "请填写口头提出的日期。",
    ),
    Way.POST_SIGNED: _Rule(
        "signed_on",
        ("signed_on",),
        "（条例第三十一条第二项）以邮寄方式提交的，以行政机关签收之日为收到申请之日。",
        "请填写本机关签收的日期。",
    ),
    Way.POST_PLAIN: _Rule(
        "confirmed_on",
        ("arrived_on", "confirmed_on"),
        "（条例第三十一条第二项）以平常信函等无需签收的邮寄方式提交的，应当于收到的当日与申请人确认，"
        "以确认之日为收到申请之日。",
        _CONFIRM.format("没有电话或者"),
    ),
    Way.FAX: _Rule("confirmed_on", ("arrived_on", "confirmed_on"), _ONLINE, _CONFIRM.format("")),
    Way.EMAIL: _Rule("confirmed_on", ("arrived_on", "confirmed_on"), _ONLINE, _CONFIRM.format("")),
    Way.ONLINE: _Rule("confirmed_on", ("arrived_on", "confirmed_on"), _ONLINE, _CONFIRM.format("")),
}


class WrongReceipt(ValueError):
    """A day that cannot be; `field` is the argument it stands in, the message is for the clerk."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Received:
    """`on` is None while the day is not known yet; then `waiting_for` says what is to be done."""

    on: date | None
    how: str
    waiting_for: str


def received_on(
    way: Way | str,
    *,
    today: date,
    submitted_on: date | None = None,
    signed_on: date | None = None,
    arrived_on: date | None = None,
    confirmed_on: date | None = None,
) -> Received:
    """The day of receipt, the first day of the reply period (itself not counted).

    `arrived_on` is the day the letter, fax or message reached the organ. `WrongReceipt` for a day after
    `today`, or days that cannot follow one another.
    """
    given = {
        "submitted_on": submitted_on,
        "arrived_on": arrived_on,
        "signed_on": signed_on,
        "confirmed_on": confirmed_on,
    }
    _refuse_impossible({name: day for name, day in given.items() if day is not None}, today)
    rule = _RULES[Way(way)]
    day = given[rule.deciding]
    return Received(day, rule.how, rule.waiting_for if day is None else "")


def needs(way: Way | str) -> tuple[str, ...]:
    """The dates to be asked for when a request came this way, by the names of `received_on`."""
    return _RULES[Way(way)].needs


def _refuse_impossible(given: Mapping[str, date], today: date) -> None:
    for name, day in given.items():
        if day > today:
            raise WrongReceipt(name, f"{DATES[name]}（{day}）在今天以后，请核对。")
        if day < EARLIEST:
            raise WrongReceipt(name, f"{DATES[name]}（{day}）在条例施行（{EARLIEST}）以前，请核对年份。")
    in_order = [name for name in DATES if name in given]
    for earlier, later in combinations(in_order, 2):
        if given[later] < given[earlier]:
            raise WrongReceipt(
                later,
                f"{DATES[later]}（{given[later]}）早于{DATES[earlier]}（{given[earlier]}），请核对。",
            )
