"""The machine list: one row for each record, and for what is gone only where, since when and why."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse

from mingbai.disclosures.models import Information, Validity
from mingbai.disclosures.queries import is_listed
from mingbai.disclosures.states import Status
from mingbai.lib.clock import CHINA
from mingbai.lib.tables import csv_lines
from mingbai.syndication.rules import Part

COLUMNS = {
    "id": "编号，永久不变",
    "status": "published 已公开；withdrawn 已撤回；removed 已撤下；merged 已并入；closed 不再公开",
    "address": "网址",
    "index_number": "索引号",
    "title": "标题",
    "document_number": "发文字号",
    "organisation_code": "发布机构代码",
    "organisation": "发布机构",
    "issuer": "发布时的机构名称",
    "field": "领域代号",
    "field_name": "领域",
    "theme": "主题分类",
    "genre": "体裁",
    "validity": "in_force 有效；amended 已修改；expired 失效；repealed 废止；空：不适用",
    "written_on": "成文日期",
    "published_at": "首次公开时间",
    "changed_at": "最后变动时间（内容、有效性、撤回、撤下）",
    "digest": "公开内容的 SHA-256 摘要；版本页上可以核对",
    "merged_into": "并入的那一条的网址",
}
"""Names of the values, which never change, and what they mean."""


def row(text: Information, base: str) -> dict[str, Any]:
    """One record by the names of COLUMNS; of one that is no longer listed nothing that it said."""
    where = {
        "id": text.pk,
        "status": "published" if is_listed(text) else _gone(text),
        "address": base + text.get_absolute_url(),
    }
    if not is_listed(text):
        merged = (
            {"merged_into": base + reverse("record", args=[text.merged_into_id])}
            if text.merged_into_id
            else {}
        )
        return where | {"changed_at": _moment(text.changed_at)} | merged
    return where | _facts(text) | {"changed_at": _moment(text.changed_at), "digest": text.public_digest}


def _gone(text: Information) -> str:
    known = (Status.WITHDRAWN, Status.REMOVED, Status.MERGED)
    return text.status if text.status in known else "closed"


def _facts(text: Information) -> dict[str, Any]:
    field = text.catalogue_item.field if text.catalogue_item else None
    return {
        "index_number": text.index_number,
        "title": text.title,
        "document_number": text.document_number,
        "organisation_code": text.organisation.code,
        "organisation": text.organisation.name,
        "issuer": text.issuer_name,
        "field": field.key if field else "",
        "field_name": field.name if field else "",
        "theme": text.theme.name if text.theme else "",
        "genre": text.genre.name if text.genre else "",
        "validity": Validity(text.validity).value if text.validity else "",
        "written_on": text.written_on.isoformat() if text.written_on else "",
        "published_at": _moment(text.published_at),
    }


def _moment(at: Any) -> str:
    """Chinese time, exact enough to go on from."""
    return at.astimezone(CHINA).isoformat() if at else ""


def lines(texts: Iterable[Information], base: str) -> Iterator[bytes]:
    """One JSON object in each line."""
    for text in texts:
        yield _json(row(text, base)) + b"\n"


def table(texts: Iterable[Information], base: str) -> Iterator[bytes]:
    """CSV with a mark that Excel in China needs; no cell runs as a formula."""
    rows = (row(text, base) for text in texts)
    yield from csv_lines(list(COLUMNS), ([one.get(name, "") for name in COLUMNS] for one in rows))


def month(part: Part, texts: Iterable[Information], base: str) -> Iterator[bytes]:
    """One JSON document of a part of a month, written row by row."""
    head = {"month": f"{part.month:%Y-%m}", "part": part.number, "changed_at": _moment(part.changed_at)}
    yield _json(head)[:-1] + b', "records": ['
    between = b"\n"
    for text in texts:
        yield between + _json(row(text, base))
        between = b",\n"
    yield b"\n]}\n"


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
