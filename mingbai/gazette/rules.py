"""Names, sections and the comparison of texts: pure functions."""

import re
from collections.abc import Iterable, Sequence

from mingbai.documents.official.values import Block, Table
from mingbai.search.text.folding import normal
from mingbai.search.text.tokens import starts_marked

COUNTY, OFFICE, DEPARTMENTS, PEOPLE, OTHERS = (
    "县人民政府文件", "县政府办公室文件", "部门文件", "人事任免", "大事记、其他",
)  # fmt: skip
SECTIONS = (COUNTY, OFFICE, DEPARTMENTS, PEOPLE, OTHERS)
"""What a first issue begins with; every later one takes the names of the one before it."""

FREE = "本公报免费赠阅，各取阅点可以免费领取；电子版在政府网站“政府公报”专栏全文公布，与纸质版内容一致。"
PURPOSE = (
    "本县把公开、更正、撤回的每一条信息都按先后记入一本只能往后写的公开日志。下面这几行是定稿时这本日志的存证单，"
    "由本县签名，从第一条到那时的每一条都算在里面。任何人以后都可以用它核对：网站上的历史记录有没有被改动、"
    "删去或者补登日期。印在纸上，就改不了了。"
)
_APPOINTS = re.compile(r"任免|免职|任职|职务任命|任命.{0,12}职务|免去.{0,20}职务")
_SPACE = re.compile(r"\s+")


def section_of(title: str, document_number: str, kind: str, names: Sequence[str]) -> str:
    """The section among `names` a document belongs in; the last one where no usual name is left.

    `kind` is the kind of its organisation; the county office is a department whose numbers say 政办.
    """
    prefix = document_number.split("〔")[0]
    if _APPOINTS.search(title) and kind == "county":
        wanted = PEOPLE
    elif kind == "county":
        wanted = OFFICE if "办" in prefix else COUNTY
    else:
        wanted = OFFICE if kind == "department" and "政办" in prefix else DEPARTMENTS
    return wanted if wanted in names else names[-1]


def squeezed(text: str) -> str:
    """The text without spaces and line ends: how paper and page are compared."""
    return _SPACE.sub("", text)


def texts_of(blocks: Iterable[Block]) -> list[str]:
    """What a reader of the blocks sees, paragraph by paragraph and cell by cell."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Table):
            cells = [str(cell) for row in block.rows for cell in row]
            found += [part for part in (block.caption, *cells) if part.strip()]
        elif block.text.strip():
            found.append(block.text)
    return found


def haystack(*texts: str) -> str:
    """The texts in the form in which `needles` are found by a plain substring test in any database."""
    return starts_marked(" ".join(filter(None, map(normal, texts))))


def needles(words: Iterable[str]) -> list[str]:
    """Words in normal form (`search.text.words.parse`), as they stand in a haystack."""
    return [starts_marked(word) for word in words]


def file_name(year: int, number: int) -> str:
    return f"gazette-{year}-{number}.pdf"
