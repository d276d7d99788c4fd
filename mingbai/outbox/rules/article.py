"""A WeChat article: HTML as the platform's editor takes it, readable on a telephone.

Only section, p, table and strong with inline styles; nothing that runs, nothing that loads, no link: the only
way out is 阅读原文, which the platform makes itself. Pictures are named in brackets.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from mingbai.documents.official.values import Block, Cell, Heading, Table
from mingbai.outbox.rules.counting import (
    ARTICLE_LIMIT,
    AUTHOR_LIMIT,
    DIGEST_LIMIT,
    TITLE_LIMIT,
    wechat_length,
)
from mingbai.outbox.rules.cutting import shorten
from mingbai.outbox.rules.texts import Facts, put_right

MOST_COLUMNS = 4
"""A telephone shows so many columns without scrolling."""

_TEXT = "margin:0 0 14px;font-size:17px;line-height:1.75;color:#1f2329;text-align:left;"
_HEADING = "margin:22px 0 10px;font-size:18px;line-height:1.6;color:#1f2329;"
_LEAD = "margin:0 0 18px;padding:12px 14px;background:#f3f5f7;font-size:16px;line-height:1.75;color:#1f2329;"
_SMALL = "margin:0 0 6px;font-size:14px;line-height:1.6;color:#5c6370;"
_TABLE = "width:100%;border-collapse:collapse;font-size:14px;line-height:1.5;"
_CELL = "border:1px solid #c9cdd4;padding:6px 8px;vertical-align:top;word-break:break-word;"
_WIDE = "overflow-x:auto;-webkit-overflow-scrolling:touch;margin:0 0 14px;"
MORE = "文章放不下全部内容，全文请点页面下方“阅读原文”。"
SLIDE = "表格较宽，可以左右滑动。"


def article_title(title: str) -> str:
    return shorten(title, TITLE_LIMIT, wechat_length)


def article_digest(facts: Facts, summary: str = "") -> str:
    """The words under the title: the record's own summary, else how its text begins."""
    source = put_right(facts.note) if facts.note else summary.strip() or facts.gist
    return shorten(" ".join(source.split()), DIGEST_LIMIT, wechat_length)


def article_author(issuer: str) -> str:
    """The platform shows few signs; a name that does not fit is left out, never cut."""
    return issuer if wechat_length(issuer) <= AUTHOR_LIMIT else ""


def article_html(facts: Facts, lead: str, blocks: Iterable[Block], room: int = ARTICLE_LIMIT) -> str:
    """Fewer than `room` signs in all; what does not fit is left to 阅读原文, by whole blocks."""
    head = "".join(_p(_LEAD, line) for line in _lines(put_right(facts.note) if facts.note else "", lead))
    foot = _p(_SMALL, f"发布单位：{facts.issuer}") + _p(_SMALL, f"咨询：{facts.contact}")
    foot += _p(_SMALL, f"原文短网址：{facts.address}")
    left = room - len(head) - len(foot) - len(_p(_SMALL, MORE)) - 40
    body = ""
    for piece in _pieces(blocks, left):
        if len(body) + len(piece) > left:
            body += _p(_SMALL, MORE)
            break
        body += piece
    return f'<section style="padding:0 4px;">{head}{body}{foot}</section>'


def _lines(*texts: str) -> list[str]:
    return [line.strip() for text in texts for line in text.split("\n") if line.strip()]


def _p(style: str, words: str) -> str:
    return f'<p style="{style}">{escape(words)}</p>'


def _pieces(blocks: Iterable[Block], room: int) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield _table(block, room)
        elif isinstance(block, Heading):
            yield f'<p style="{_HEADING}"><strong>{escape(block.text)}</strong></p>'
        else:
            yield _p(_TEXT, block.text)


def _table(table: Table, room: int) -> str:
    """Few columns fill the width; more of them slide sideways inside their own frame."""
    wide = table.columns > MOST_COLUMNS
    style = f"{_TABLE}min-width:{table.columns * 96}px;" if wide else _TABLE
    head = 1 if table.titles else 0
    rows: list[Sequence[object]] = [table.titles, *table.rows] if head else list(table.rows)
    lines = [_row(row, at < head + table.head_rows) for at, row in enumerate(rows)]
    caption = f'<p style="{_SMALL}"><strong>{escape(table.caption)}</strong></p>' if table.caption else ""
    note = _p(_SMALL, SLIDE) if wide else ""
    frame = f'<section style="{_WIDE}"><table style="{style}"><tbody>'
    kept, whole = _fitting(lines, room - len(caption + note + frame) - 100)
    more = "" if whole else _p(_SMALL, f"表格较长，这里只列出前 {len(kept)} 行，全表请点“阅读原文”。")
    return f"{caption}{note}{frame}{''.join(kept)}</tbody></table></section>{more}"


def _fitting(lines: list[str], room: int) -> tuple[list[str], bool]:
    """The first rows that fit together."""
    kept: list[str] = []
    for line in lines:
        room -= len(line)
        if room < 0:
            return kept, False
        kept.append(line)
    return kept, True


def _row(row: Sequence[object], is_head: bool) -> str:
    return "<tr>" + "".join(_cell(one, is_head) for one in row) + "</tr>"


def _cell(one: object, is_head: bool) -> str:
    spans = ""
    if isinstance(one, Cell):
        spans = (f' colspan="{one.columns}"' if one.columns > 1 else "") + (
            f' rowspan="{one.rows}"' if one.rows > 1 else ""
        )
    words = "　".join(escape(line) for line in str(one).split("\n"))
    style = f"{_CELL}background:#f3f5f7;" if is_head else _CELL
    return f'<td{spans} style="{style}">' + (f"<strong>{words}</strong>" if is_head else words) + "</td>"
