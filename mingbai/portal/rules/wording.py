"""How relations and versions are called, and how a text is fitted into a page."""

import re
from collections.abc import Iterable
from itertools import count

# What the other text is, seen from the text that is read: (kind, it is the source) → heading.
RELATION_HEADINGS = {
    ("amends", True): "修改本文的文件",
    ("amends", False): "本文修改的文件",
    ("repeals", True): "废止本文的文件",
    ("repeals", False): "本文废止的文件",
    ("ends", True): "宣布本文失效的文件",
    ("ends", False): "本文宣布失效的文件",
    ("interprets", True): "对本文的解读",
    ("interprets", False): "本文解读的文件",
    ("based_on", True): "以本文为依据的文件",
    ("based_on", False): "本文的依据",
}

VERSION_KINDS = {
    "first": "首次公开",
    "correction": "更正",
    "republished": "重新公开",
    "withdrawn": "撤回",
    "in_force": "标注有效",
    "amended": "标注已修改",
    "expired": "标注失效",
    "repealed": "标注废止",
}

_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_FIRST_ROW = re.compile(r"(<table[^>]*>)(?:<tbody>)?(<tr[^>]*>.*?</tr>)(?=<tr)", re.DOTALL)
_CELL = re.compile(r"<t[dh]\b([^>]*)>(.*?)</t[dh]>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
LONGEST_HEADING = 20  # characters; longer ones are contents
WIDE = 4  # columns that do not fit on a phone
SERIAL = {"序号", "编号", "次序"}


def with_scrolling_tables(html: str) -> str:
    """Each table in a box of its own that scrolls sideways, so that a phone's page does not.

    A wide one says so, and keeps its first column in sight where that names the rows. The boxes are
    numbered, so that who listens can tell them apart.
    """
    numbers = count(1)
    return _TABLE.sub(lambda found: _in_box(_with_headings(found[0]), next(numbers)), html)


def _in_box(table: str, number: int) -> str:
    heads = _words(table.split("</tr>", 1)[0])
    wide = len(heads) >= WIDE
    named = wide and "rowspan" not in table and heads[0] not in SERIAL
    box = " ".join(["scroll", *["named"] * named])
    hint = '<p class="slide" aria-hidden="true">表格较宽，可以左右滑动。</p>' if wide else ""
    label = f"表格{number}，可以左右滑动"
    return f'{hint}<div class="{box}" role="region" tabindex="0" aria-label="{label}">{table}</div>'


def _with_headings(table: str) -> str:
    """Mark the first row as headings where it plainly is one; Word files seldom say so.

    Without the mark somebody who listens to the table does not hear what a number is.
    """
    found = None if "<th" in table else _FIRST_ROW.match(table)
    if not found or not _are_headings(found[2]):
        return table
    row = found[2].replace("<td", '<th scope="col"').replace("</td>", "</th>")
    return f"{found[1]}<thead>{row}</thead><tbody>{table[found.end() :].removesuffix('</table>')}" + (
        "</table>" if "</tbody>" in table else "</tbody></table>"
    )


def _are_headings(row: str) -> bool:
    """Three or more short words, none merged, none empty, none a number."""
    words = _words(row)
    plain = "rowspan" not in row and "colspan" not in row
    short = all(0 < len(word) <= LONGEST_HEADING for word in words)
    return (
        plain
        and short
        and len(words) > 2
        and not any(word[0].isdigit() and _is_number(word) for word in words)
    )


def _words(row: str) -> list[str]:
    return [_TAG.sub("", inside).strip() for _, inside in _CELL.findall(row)]


def _is_number(word: str) -> bool:
    return not word.strip("0123456789.,，%％-—/ ")


def parts(number: int, size: int) -> Iterable[int]:
    """Numbers, from 1, of the parts that so many things make."""
    return range(1, (number + size - 1) // size + 1)
