"""What an adapted template must keep to."""

from collections.abc import Iterator, Mapping

from mingbai.letters.rules.language import Line, Row, WrongTemplate
from mingbai.letters.rules.values import Name
from mingbai.letters.rules.wordings import OFFICES, REMEDIES, Wording, condition_of, in_line

LONGEST, LONGEST_TITLE = 10_000, 60


def must_keep(shipped: Wording, known: Mapping[str, Name]) -> frozenset[str]:
    """The names that stay: those the shipped text declares, and all that the platform writes from the law."""
    own = {name for name in shipped.names() if name in known and known[name].engine}
    return shipped.keeps | (own - OFFICES)


def problems(adapted: Wording, shipped: Wording, known: Mapping[str, Name]) -> dict[str, list[str]]:
    """Field → what to change, in Chinese; empty where the text may be used."""
    title, body = list(_of_title(adapted.title)), list(_of_body(adapted, shipped, known))
    return {name: found for name, found in (("title", title), ("text", body)) if found}


def _of_title(title: str) -> Iterator[str]:
    if not title.strip():
        yield "请写标题。"
    if len(title) > LONGEST_TITLE:
        yield f"标题最多{LONGEST_TITLE}个字。"
    if any(sign in title for sign in "{}|\n"):
        yield "标题里只写文字，不写花括号、竖线，也不换行。"


def _of_body(adapted: Wording, shipped: Wording, known: Mapping[str, Name]) -> Iterator[str]:
    if not adapted.body.strip():
        yield "请写正文。"
        return
    if len(adapted.body) > LONGEST:
        yield f"正文最多{LONGEST}个字。"
        return
    try:
        lines = adapted.lines
    except WrongTemplate as wrong:
        yield str(wrong)
        return
    allowed = shipped.names() | shipped.may | OFFICES | {"条例"}
    for name in sorted(adapted.names() - allowed):
        yield f"{{{name}}}不能用在这份文书里。可以用的名称列在下面。"
    kept = {name for line in lines if not condition_of(line) for name in in_line(line)}
    for name in sorted(must_keep(shipped, known) - kept):
        yield f"法律要求写明的{{{name}}}（{known[name].about}）不能删去，也不能放在“如有”后面。"
    for line in lines:
        yield from _of_line(line, shipped)


def _of_line(line: Line | Row, shipped: Wording) -> Iterator[str]:
    names = in_line(line)
    if REMEDIES in names and not (isinstance(line, Line) and line.alone == REMEDIES):
        yield f"第{line.number}行：{{{REMEDIES}}}要单独占一行。"
    if isinstance(line, Row):
        return
    open_names = shipped.names() - shipped.needs()
    for name in names:
        if name in open_names and name != line.condition and not _goes_with(name, line.condition, shipped):
            yield f"第{line.number}行：{{{name}}}不是每次都有，请写成[如有:{name}]……{{{name}}}……。"


def _goes_with(name: str, condition: str, shipped: Wording) -> bool:
    """Whether the shipped text, too, has the name in a line that stands on that condition."""
    return any(
        condition and condition_of(line) == condition and name in in_line(line) for line in shipped.lines
    )
