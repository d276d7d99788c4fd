"""Withholds what is marked in a file, and gives the file out only when reading it back proves it gone."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath

from mingbai.documents.conversion import convert
from mingbai.documents.reading import CONVERTED, refusing_damage
from mingbai.documents.signatures import kind_of
from mingbai.redaction.hidden import hidden_in_pdf, hidden_in_word
from mingbai.redaction.matching import Needle, replaced
from mingbai.redaction.portable.writer import pdf_passages, redact_pdf
from mingbai.redaction.proving import prove
from mingbai.redaction.summary import summary
from mingbai.redaction.values import (
    Mark,
    NotPlaced,
    NotProven,
    Passage,
    Placed,
    Redacted,
    RedactionRefused,
)
from mingbai.redaction.word.writer import redact_word, word_passages

Writer = Callable[[bytes, Sequence[Mark]], Redacted]
WORD = {"docx", "docm", "dotx", "dotm"}
OLD_WORD = {kind for kind, target in CONVERTED.items() if target == "docx"}

NO_MARKS = "还没有标记要遮盖的内容。请先选定文字并选择事由。"
OTHER_KIND = "只能遮盖 Word 和 PDF 文件。.{kind} 文件请先打印成 PDF，再来遮盖。"
NO_PAGES = "Word 文件没有固定的页码和区域，{label}这条标记请改为选定文字或者图片。"
NO_PICTURES = "PDF 里的图片请框选遮盖，{label}这条标记请改为框选。"
NOT_FOUND = "文件里找不到：{labels}。没有生成文件。请从显示的文字里直接选定，不要手工录入。"
RESIDUE = "遮盖后读回检查没有通过，没有生成文件：{found}。请在原文件里删去这些内容后重新上传，或者整页框选。"


def redact(
    data: bytes,
    filename: str,
    marks: Sequence[Mark],
    names: Mapping[str, str] | None = None,
    every_page: bool = False,
) -> Redacted:
    """The file to give out, with its proof; old Word formats come out as .docx.

    `names` gives the words of a ground's code for the table; `every_page` turns all pages of a PDF into
    pictures, so that not even its fonts tell which letters were used. Raises Refused (unreadable file),
    NotPlaced (a mark was not found), NotProven (residue) and RedactionRefused (marks that do not fit).
    """
    if not marks:
        raise RedactionRefused(NO_MARKS)
    original, kind = _ready(data, filename)
    for mark in marks:
        _check_fits(mark, kind)
    marks = list(dict.fromkeys(marks))
    with _guarding(filename):
        write = partial(redact_pdf, every_page=every_page) if kind == "pdf" else redact_word
        return finished(original, write, marks, _renamed(filename, kind, marks), names)


def finished(
    original: bytes,
    write: Writer,
    marks: Sequence[Mark],
    filename: str,
    names: Mapping[str, str] | None = None,
) -> Redacted:
    """What `write` makes of the original, once every mark is placed and the proof holds."""
    made = write(original, marks)
    hidden = hidden_in_pdf if filename.endswith(".pdf") else hidden_in_word
    placed = (*made.placed, *hidden(original, marks))
    missing = tuple(mark for mark in marks if all(place.mark != mark for place in placed))
    if missing:
        raise NotPlaced(NOT_FOUND.format(labels="、".join(mark.label for mark in missing)), missing)
    proof = prove(original, made.data, marks)
    if not proof.ok:
        raise NotProven(RESIDUE.format(found="；".join(proof.found)), proof)
    return replace(
        made, filename=filename, placed=_once(placed), table=summary(made.placed, names), proof=proof
    )


def passages(data: bytes, filename: str) -> tuple[Passage, ...]:
    """What is printed, for the clerk to mark in; `occurrence` counts in this order. Raises Refused."""
    original, kind = _ready(data, filename)
    with _guarding(filename):
        return pdf_passages(original) if kind == "pdf" else word_passages(original)


@contextmanager
def _guarding(filename: str) -> Iterator[None]:
    """Unforeseen damage is refused as the readers refuse it; our own refusals pass."""
    own: RedactionRefused | None = None
    with refusing_damage(filename):
        try:
            yield
        except RedactionRefused as refused:
            own = refused
    if own is not None:
        raise own


def _ready(data: bytes, filename: str) -> tuple[bytes, str]:
    """The file as .docx or .pdf, and which; raises Refused, RedactionRefused."""
    kind = kind_of(data, filename)
    if kind in OLD_WORD:
        return convert(data, kind, "docx"), "docx"
    if kind not in WORD and kind != "pdf":
        raise RedactionRefused(OTHER_KIND.format(kind=kind))
    return data, "pdf" if kind == "pdf" else "docx"


def _check_fits(mark: Mark, kind: str) -> None:
    if kind == "docx" and (mark.page is not None or mark.rectangle is not None):
        raise RedactionRefused(NO_PAGES.format(label=mark.label))
    if kind == "pdf" and mark.picture:
        raise RedactionRefused(NO_PICTURES.format(label=mark.label))


def _renamed(filename: str, kind: str, marks: Sequence[Mark]) -> str:
    """The name tells nothing that the file withholds."""
    stem = PurePosixPath(filename.replace("\\", "/")).stem
    needles = [(Needle.of(mark.quote), "") for mark in marks if mark.quote]
    return f"{replaced(stem, needles, lambda _: '×××')}.{kind}"


def _once(placed: Sequence[Placed]) -> tuple[Placed, ...]:
    """A place the writer already named is not named again."""
    named = {(place.mark, place.where) for place in placed if place.how == "barred"}
    return tuple(p for p in placed if p.how == "barred" or (p.mark, p.where) not in named)
