"""The register on paper and as a workbook, one month or a whole year."""

from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from mingbai.book.models import BookSeal
from mingbai.book.rules import STILL, day_and_time, totals
from mingbai.book.values import Book, Entry, Supplement
from mingbai.documents.official.layout import OFFICIAL
from mingbai.documents.official.typefaces import faces_of
from mingbai.documents.typesetting import typeset
from mingbai.ledger.models import Event
from mingbai.lib.clock import CHINA
from mingbai.lib.tables import Sheet
from mingbai.timelimits.periods import of_key

PROGRAM = (files("mingbai.book") / "book.typ").read_bytes()
TITLE = "政务公开登记簿"
TITLES = ("序号", "索引号、文号", "标题", "内容", "形式", "地点", "起", "止", "经办人", "佐证和备注")
WIDTHS = (9, 34, 42, 50, 17, 23, 18, 18, 16, 0)
SUPPLEMENT_TITLES = ("发生时间", "原登记月份", "索引号", "标题", "形式", "地点", "事项")
SUPPLEMENT_WIDTHS = (26, 20, 42, 54, 20, 30, 0)
SHEET_TITLES = (
    "序号", "索引号", "文号", "标题", "内容", "形式", "地点", "起", "止", "经办人", "佐证", "备注",
    "内容摘要值",
)  # fmt: skip

Shown = tuple[Book, BookSeal | None]


def pdf(shown: Sequence[Shown], period: str) -> bytes:
    """The months as one book in PDF; `period` in words. The same books give the same bytes."""
    first, last = shown[0][0], shown[-1][0]
    faces = faces_of(OFFICIAL)
    data = {
        "title": TITLE,
        "organisation": f"{last.name}（{last.code}）",
        "period": period,
        "foot": f"{last.name}{TITLE}　{period}",
        "foot-right": _digest_words(shown),
        "faces": {"body": faces["table"][1], "head": faces["table_head"][1]},
        "titles": TITLES,
        "widths": WIDTHS,
        "supplement-titles": SUPPLEMENT_TITLES,
        "supplement-widths": SUPPLEMENT_WIDTHS,
        "months": [_month(book, seal) for book, seal in shown],
    }
    return typeset(PROGRAM, data, on=of_key(first.month).end)


def _digest_words(shown: Sequence[Shown]) -> str:
    if len(shown) > 1:
        sealed = sum(seal is not None for _, seal in shown)
        return f"已封存 {sealed} 个月，共 {len(shown)} 个月"
    seal = shown[0][1]
    return f"封存摘要 {seal.digest[:16]}" if seal else "尚未封存"


def _month(book: Book, seal: BookSeal | None) -> dict[str, Any]:
    return {
        "title": of_key(book.month).label,
        "rows": [_row(one) for one in book.entries],
        "supplements": [supplement_row(one) for one in book.supplements],
        "totals": totals_words(book),
        "seal": seal_words(seal),
    }


def totals_words(book: Book) -> str:
    """Such as "本月共 5 条：公示栏 3 条、政府网站 2 条；补记 1 条。"."""
    forms = "、".join(f"{form} {count} 条" for form, count in totals(book.entries))
    said = f"本月共 {len(book.entries)} 条{'：' + forms if forms else ''}"
    return f"{said}；补记 {len(book.supplements)} 条。" if book.supplements else f"{said}。"


def seal_words(seal: BookSeal | None) -> str:
    if seal is None:
        return "本月登记簿尚未封存，内容以封存的为准。"
    who = str(seal.by) if seal.by else "系统（逾期自动封存）"
    return f"封存：{seal.at.astimezone(CHINA):%Y-%m-%d %H:%M}，{who}。摘要（SHA-256）：{seal.digest}"


def _row(one: Entry) -> list[str]:
    """The cells of one line on paper."""
    numbers = (one.index_number or "—") + (f"\n{one.document_number}" if one.document_number else "")
    remarks = "\n".join(part for part in (one.proof, one.note) if part)
    begun, ended = _two_lines(one.begun), _two_lines(one.ended) if one.ended else STILL
    return [
        str(one.number), numbers, one.title, one.content, one.form, one.place, begun, ended, one.by, remarks,
    ]  # fmt: skip


def _two_lines(moment: str) -> str:
    return day_and_time(moment).replace(" ", "\n")


def supplement_row(one: Supplement) -> list[str]:
    return [day_and_time(one.on), one.of_month, one.index_number, one.title, one.form, one.place, one.what]


def sheets(shown: Sequence[Shown]) -> list[Sheet]:
    """A sheet for each month, and one of what was added to earlier months."""
    found = [Sheet(book.month, SHEET_TITLES, [_cells(one) for one in book.entries]) for book, _ in shown]
    told = [supplement_row(one) for book, _ in shown for one in book.supplements]
    seals = [(book.month, len(book.entries), seal_words(seal)) for book, seal in shown]
    return [
        *found,
        Sheet("补记", SUPPLEMENT_TITLES, told),
        Sheet("封存情况", ("月份", "条数", "封存"), seals),
    ]


def _cells(one: Entry) -> tuple[Any, ...]:
    return (
        one.number, one.index_number, one.document_number, one.title, one.content, one.form, one.place,
        day_and_time(one.begun), day_and_time(one.ended) or STILL, one.by, one.proof, one.note, one.digest,
    )  # fmt: skip


def leaf_of(event: Event, seal: BookSeal) -> dict[str, Any]:
    """What the transparency log keeps of a sealed month: whose, which, and the digest."""
    return {
        "kind": "book",
        "index": "",
        "organisation": event.organisation_code,
        "happened": seal.month,
        "digest": seal.digest,
    }
