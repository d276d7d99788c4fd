"""The day on which an answer counts as given, by the way it goes out (国办公开办函〔2016〕235号)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices


class DeliveryWay(TextChoices):
    DIRECT = "direct", "直接送达"
    ENTRUSTED = "entrusted", "委托其他行政机关代为送达"
    POST = "post", "邮寄"
    EMAIL = "email", "电子邮件"
    FAX = "fax", "传真"
    ONLINE = "online", "网上"


DATES = {"signed_on": "签收的日期", "posted_on": "交邮的日期", "sent_on": "发出的日期"}

_SIGNED = "（国办公开办函〔2016〕235号）直接送达、委托其他行政机关代为送达的，以签收当日为期限时点。"
_POSTED = "（国办公开办函〔2016〕235号）邮寄送达的，以交邮当日为期限时点，不是申请人收到的日子。"
_SENT = "通过网上、电子邮件或者传真答复的，以发出当日为期限时点。"

# The day that counts, and the rule in plain words.
_RULES = {
    DeliveryWay.DIRECT: ("signed_on", _SIGNED),
    DeliveryWay.ENTRUSTED: ("signed_on", _SIGNED),
    DeliveryWay.POST: ("posted_on", _POSTED),
    DeliveryWay.EMAIL: ("sent_on", _SENT),
    DeliveryWay.FAX: ("sent_on", _SENT),
    DeliveryWay.ONLINE: ("sent_on", _SENT),
}


class WrongDelivery(ValueError):
    """What the rules on delivery forbid; `field` is the argument, the message is for the clerk."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Answered:
    """`on` is None while the answer has not gone out or been signed for; see `waiting_for`."""

    on: date | None
    how: str
    waiting_for: str


def answered_on(
    way: DeliveryWay | str,
    *,
    today: date,
    signed_on: date | None = None,
    posted_on: date | None = None,
    sent_on: date | None = None,
    postal_enterprise: bool = True,
    applicant_pays: bool = False,
) -> Answered:
    """The day that is held against the due date.

    `WrongDelivery` for a day after `today`, a receipt before the posting, a courier that is no 邮政企业,
    or postage that the applicant has to pay on delivery.
    """
    chosen = DeliveryWay(way)
    if chosen == DeliveryWay.POST:
        _refuse_courier(postal_enterprise, applicant_pays)
    days = {"signed_on": signed_on, "posted_on": posted_on, "sent_on": sent_on}
    for name, day in days.items():
        if day is not None and day > today:
            raise WrongDelivery(name, f"{DATES[name]}（{day}）在今天以后，请核对。")
    if posted_on and signed_on and signed_on < posted_on:
        raise WrongDelivery("signed_on", f"签收的日期（{signed_on}）早于交邮的日期（{posted_on}），请核对。")
    deciding, how = _RULES[chosen]
    counts = days[deciding]
    return Answered(counts, how, "" if counts else f"请填写{DATES[deciding]}。")


def _refuse_courier(postal_enterprise: bool, applicant_pays: bool) -> None:
    if not postal_enterprise:
        raise WrongDelivery(
            "postal_enterprise",
            "邮寄答复必须通过邮政企业（中国邮政，如挂号信、邮政特快专递），不能用其他快递公司。",
        )
    if applicant_pays:
        raise WrongDelivery("applicant_pays", "邮寄费用由本机关承担，不能让申请人到付。")
