"""What a check says about a text: one `Finding` per place that needs a person's eye."""

import hmac
from dataclasses import asdict, dataclass
from typing import Any

BLOCK, ASK, NOTE = "block", "ask", "note"
SEVERITIES = (BLOCK, ASK, NOTE)
KINDS = ("personal_data", "wording", "document_number", "date", "clause", "openness", "source", "hidden")


@dataclass(frozen=True)
class Finding:
    """One finding.

    `severity`: `block` stops submission, `ask` needs a second person's reason, `note` only informs.
    `excerpt`: the text around the place with every personal value masked; it never holds the raw value.
    `where`: `title`, `body`, `document_number`, `table 2`, `attachment:表1.xlsx`, `property:author`,
    `file name:表1.xlsx`, `notice:macro`, `record`. `start`, `end`: character offsets in that place's text
    (the text of a table is its cells joined by a tab and its rows by a line feed).
    `suggestion`: the corrected text, `""` when there is none. `message`: what to do, in Chinese.
    `fingerprint`: the same for the same rule, value and sort of place; reveals nothing of the value.
    """

    kind: str
    rule: str
    severity: str
    excerpt: str
    where: str
    start: int
    end: int
    suggestion: str
    message: str
    fingerprint: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def place(self) -> str:
        """`where` in the words of a clerk: 正文、第 2 张表、附件“表1.xlsx”."""
        return place_name(self.where)


_PLACES = {"title": "标题", "body": "正文", "document_number": "文号", "record": "整份信息"}
_NAMED_PLACES = {
    "attachment": "附件",
    "file name": "文件名",
    "property": "文件属性",
    "notice": "文件里看不见的内容",
}


def place_name(where: str) -> str:
    """The Chinese name of a place as `Finding.where` gives it."""
    if where.startswith("table "):
        return f"第 {where.removeprefix('table ')} 张表"
    sort, _, name = where.partition(":")
    if sort == "notice":
        return _NAMED_PLACES[sort]
    return f"{_NAMED_PLACES[sort]}“{name}”" if sort in _NAMED_PLACES else _PLACES.get(where, where)


def fingerprint(key: bytes, rule: str, value: str, place: str) -> str:
    """Keyed digest (32 hex digits); without the key even an 11-digit value cannot be guessed back."""
    message = "\0".join((rule, place, value)).encode("utf-8", "surrogatepass")
    return hmac.digest(key, message, "sha256").hex()[:32]
