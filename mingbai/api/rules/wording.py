"""JSON that people can read, and what is wrong with a value, in Chinese. For both interfaces."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpResponse
from ninja.renderers import JSONRenderer
from ninja.responses import NinjaJSONEncoder

MEDIA_TYPE = "application/json; charset=utf-8"
_DATE, _INTEGER = "日期应写成 2026-03-01 这样。", "应是整数。"
_KINDS = {
    "missing": "缺少这一项。",
    "string_too_short": "不能为空。",
    "string_too_long": "太长。",
    "too_long": "太多。",
    "extra_forbidden": "没有这一项，请检查名称。",
    "string_type": "应是文字。",
    "int_parsing": _INTEGER,
    "int_type": _INTEGER,
    "int_parsing_size": "数太大。",
    "int_from_float": _INTEGER,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "date_parsing": _DATE,
    "bool_parsing": "应写 true 或 false。",
}


class Readable(JSONRenderer):
    """Chinese as it is, not as \\u escapes: whoever tries the interface reads the answers."""

    json_dumps_params = {"ensure_ascii": False}


def as_json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, cls=NinjaJSONEncoder).encode()


def json_response(data: Any, status: int = 200) -> HttpResponse:
    return HttpResponse(as_json(data), status=status, content_type=MEDIA_TYPE)


def refusal(status: int, message: str, fields: Mapping[str, str] | None = None) -> HttpResponse:
    """`fields` says what is wrong with each parameter or value."""
    return json_response({"error": message, **({"fields": dict(fields)} if fields else {})}, status)


def wrong_fields(
    errors: Iterable[Mapping[str, Any]], labels: Mapping[str, str], **kinds: str
) -> dict[str, str]:
    """What the library found, by name and in Chinese; `kinds` are words for further kinds of error."""
    found = {}
    for one in errors:
        name = next((str(part) for part in reversed(one["loc"]) if isinstance(part, str)), "")
        words = {**_KINDS, **kinds}.get(one["type"]) or _limits(one)
        found[name] = f"{labels.get(name, name)}：{words}"
    return found


def _limits(error: Mapping[str, Any]) -> str:
    """Words for errors that carry their own limit or message."""
    context = error.get("ctx") or {}
    if error["type"] in ("greater_than_equal", "less_than_equal"):
        least = "ge" in context
        return f"应{'不小于' if least else '不大于'} {context['ge' if least else 'le']}。"
    if error["type"] in ("enum", "literal_error"):
        return f"应是其中之一：{str(context.get('expected', '')).replace(' or ', '、').replace(', ', '、')}。"
    if error["type"] == "value_error":
        return str(context.get("error") or "写法不对。")
    return "写法不对。"
