"""Pure rules of a record: what must be filled in, how it is numbered, what its digest covers."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from mingbai.lib import digests
from mingbai.timelimits.rules import Calendar, LimitValue, add_working_days, due

# 政府信息公开条例第二十六条：属于主动公开范围的政府信息，应当自该政府信息形成或者变更之日起
# 20个工作日内及时公开。法律、法规对政府信息公开的期限另有规定的，从其规定。
DISCLOSURE_WORKING_DAYS = 20

REQUIRED = {
    "title": "请填写标题。",
    "body_or_attachment": "正文和附件不能都是空的：请填写正文，或者上传附件。",
    "written_on": "请填写成文日期。",
    "openness": "请选择公开方式：主动公开、依申请公开或者不予公开。",
    "catalogue_item": "请选择对应的公开事项。没有合适的事项，请联系县公开办。",
    "theme": "请选择主题分类。",
    "genre": "请选择体裁。",
}


def missing(content: Mapping[str, Any]) -> dict[str, str]:
    """What keeps a text from leaving the draft: field → what to do. Empty when complete.

    `content` holds the record's content fields, foreign keys as ids or None.
    """
    errors = {
        name: message
        for name, message in REQUIRED.items()
        if name != "body_or_attachment" and not content.get(name)
    }
    if not content.get("body") and not content.get("attachments"):
        errors["body"] = REQUIRED["body_or_attachment"]
    if content.get("openness") in {"on_request", "withheld"} and not content.get("ground"):
        errors["ground"] = "依申请公开和不予公开必须写明法定事由，请选择。"
    if content.get("openness") == "proactive" and content.get("ground"):
        errors["ground"] = "主动公开的信息不能带不公开事由，请清除。"
    return errors | date_errors(content)


def date_errors(content: Mapping[str, Any]) -> dict[str, str]:
    effective, expires = content.get("effective_on"), content.get("expires_on")
    if effective and expires and expires < effective:
        return {"expires_on": "失效日期早于生效日期，请核对。"}
    return {}


def disclosure_due(written_on: date, calendar: Calendar, limit: LimitValue | None = None) -> date:
    """The last day on which a text written on that day is public in time.

    `limit` is "proactive" as the county keeps it (`timelimits.queries`); without it, as in the regulation.
    """
    if limit is None:
        return add_working_days(written_on, DISCLOSURE_WORKING_DAYS, calendar).due
    return due(limit, written_on, calendar).due


def digest_of(content: Mapping[str, Any]) -> str:
    """Digest of a record's content as `models.Information.content` gives it."""
    return digests.of_value(content)


def index_number(parts: Sequence[str], *, organisation_code: str, on: date, serial: int, padding: int) -> str:
    """Put an index number together.

    `parts` are the names `organisation`, `year`, `month`, `serial`, or literal separators.
    """
    values = {
        "organisation": organisation_code,
        "year": f"{on.year:04d}",
        "month": f"{on.month:02d}",
        "serial": f"{serial:0{padding}d}",
    }
    return "".join(values.get(part, part) for part in parts)
