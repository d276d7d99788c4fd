"""Quotes in the strings of a PDF outside its pages' letters: outlines, links, names, replacement texts."""

from collections.abc import Iterator
from urllib.parse import unquote

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from mingbai.documents.pdf import DAMAGE
from mingbai.redaction.bars import bar
from mingbai.redaction.matching import Needle, replaced

Needles = list[tuple[Needle, str]]  # each with the ground of its mark
DEEPEST = 40


def bar_strings(pdf: pikepdf.Pdf, needles: Needles) -> None:
    """Puts bars into every string object, and takes named destinations out that tell a quote."""
    for thing in pdf.objects:
        _visit(thing, needles, 0)
    names = pdf.Root.get("/Dests")
    if isinstance(names, Dictionary):
        for name in set(names.keys()):
            if any(needle.count(name) for needle, _ in needles):
                del names[name]


def _visit(thing: pikepdf.Object, needles: Needles, depth: int) -> None:
    if depth > DEEPEST:
        return
    if isinstance(thing, Dictionary | Stream):
        for key in list(thing.keys()):
            if (new := _changed(thing[key], needles, depth)) is not None:
                thing[key] = new
    elif isinstance(thing, Array):
        for at, value in enumerate(list(thing)):
            if (new := _changed(value, needles, depth)) is not None:
                thing[at] = new


def _changed(value: object, needles: Needles, depth: int) -> String | None:
    """The string with bars where a quote is told; containers are changed in place."""
    if isinstance(value, String):
        return String(_barred(value, needles)) if _is_told(value, needles) else None
    if isinstance(value, Dictionary | Array) and not value.is_indirect:
        _visit(value, needles, depth + 1)
    return None


def _is_told(value: String, needles: Needles) -> bool:
    return any(needle.count(text) for needle, _ in needles for text in readings(value))


def readings(value: String) -> Iterator[str]:
    """What a string may say: its text, its bytes as UTF-8 or GB 18030, percent-encoding undone."""
    text = str(value)
    yield text
    if "%" in text:
        yield unquote(text)
        yield unquote(text, "gb18030")
    for encoding in ("utf-8", "gb18030"):
        yield bytes(value).decode(encoding, "ignore")


def _barred(value: String, needles: Needles) -> str:
    """The text with bars; all of it is one bar when the quote shows only once it is decoded."""
    text = str(value)
    if any(needle.count(text) for needle, _ in needles):
        return replaced(text, needles, bar)
    return bar(ground for _, ground in needles)


def replacement_texts(page: pikepdf.Object) -> list[str]:
    """What marked content says instead of its letters (ActualText, Alt, E), also in forms the page draws."""
    texts: list[str] = []
    seen: set[tuple[int, int]] = set()
    waiting = [page]
    while waiting:
        content = waiting.pop()
        if content.is_indirect and content.objgen in seen:
            continue
        seen.add(content.objgen)
        texts += _marked(content)
        drawn = content.get("/Resources", Dictionary()).get("/XObject", Dictionary())
        waiting += [form for form in drawn.as_dict().values() if form.get("/Subtype") == Name.Form]
    return texts


def _marked(content: pikepdf.Object) -> list[str]:
    try:
        instructions = pikepdf.parse_content_stream(content, "BDC DP")
    except DAMAGE:
        return []
    properties = content.get("/Resources", Dictionary()).get("/Properties", Dictionary())
    texts = []
    for instruction in instructions:
        for operand in instruction.operands:
            named = properties.get(str(operand)) if isinstance(operand, Name) else operand
            if isinstance(named, Dictionary):
                texts += [str(value) for value in named.as_dict().values() if isinstance(value, String)]
    return texts
