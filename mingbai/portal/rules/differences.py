"""What differs between two public versions of a text beside its body."""

from collections.abc import Mapping
from typing import Any, NamedTuple

# The facts beside the text, in the order of the page's head: content field → name.
COMPARED_FIELDS = {
    "title": "标题",
    "document_number": "文号",
    "issuer_name": "发布机构",
    "co_issuers": "联合发文",
    "written_on": "成文日期",
    "effective_on": "生效日期",
    "expires_on": "失效日期",
    "keywords": "关键词",
    "summary": "内容概述",
    "source_name": "信息来源",
    "attachments": "附件",
}


class Change(NamedTuple):
    name: str
    before: str
    after: str


def changed_facts(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """What differs beside the body between two contents as versions keep them."""
    return [
        Change(name, _plain(before.get(field)), _plain(after.get(field)))
        for field, name in COMPARED_FIELDS.items()
        if before.get(field) != after.get(field)
    ]


def _plain(value: Any) -> str:
    """A value of a version's content in words; of an attachment [id, name, digests] the name."""
    if isinstance(value, list):
        return "、".join(str(item[1] if isinstance(item, list) else item) for item in value)
    return str(value or "")
