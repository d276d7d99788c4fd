"""The public copy of an attachment: what is printed, and nothing that is not."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from mingbai.documents.archives import Archive
from mingbai.documents.cleaners.pictures import clean_picture
from mingbai.documents.cleaners.portable import clean_pdf
from mingbai.documents.cleaners.word import clean_docx
from mingbai.documents.cleaners.workbook import clean_xlsx
from mingbai.documents.conversion import convert
from mingbai.documents.document import Document, Notice
from mingbai.documents.html import is_public_address
from mingbai.documents.reading import CONVERTED, old_format_notices, read, refusing_damage
from mingbai.documents.refusals import Refused
from mingbai.documents.signatures import CONTAINERS, kind_of

CLEANERS: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    **dict.fromkeys(("docx", "docm", "dotx", "dotm"), (clean_docx, "docx")),
    **dict.fromkeys(("xlsx", "xlsm"), (clean_xlsx, "xlsx")),
    "pdf": (clean_pdf, "pdf"),
}
AS_THEY_ARE = {"txt", "csv"}
NO_PUBLIC_COPY = "这种文件（.{kind}）不能生成公开稿。请另存为 Word、Excel、PDF、图片或文本后重新上传。"
STILL_THERE = (
    "清理后仍有不能公开的内容（{detail}），没有生成公开稿。请在原文件里处理后重新上传，或另存为 PDF。"
)
CHANGED = (
    "清理后可见内容与原件不一致，没有生成公开稿。请在原文件里接受全部修订、删除隐藏内容，另存后重新上传。"
)
# strings that only revision marks, comments and session numbers leave in Word's XML
TRACES = (
    b"w:author=",
    b"w:rsid",
    b"<w:del ",
    b"<w:ins ",
    b"commentReference",
    b"vbaProject",
    b"attachedTemplate",
)
FOREIGN_MEMBERS = (
    "docprops/",
    "customxml/",
    "embeddings/",
    "comments",
    "people.xml",
    ".bin",
    "activex",
    "externallinks",
)


@dataclass(frozen=True, slots=True)
class CleanCopy:
    """`removed` are the notices of the original that no longer apply to the copy."""

    data: bytes
    filename: str
    removed: tuple[Notice, ...]


def clean(data: bytes, filename: str) -> CleanCopy:
    """The public copy, proved by reading it back; old formats come out as .docx or .xlsx.

    Raises Refused as `read` does, and not_clean when anything hidden is left or visible text has changed.
    """
    kind = kind_of(data, filename)
    if kind in CONVERTED:
        converted = convert(data, kind, CONVERTED[kind])
        filename = str(PurePosixPath(filename).with_suffix(f".{CONVERTED[kind]}"))
        copy = clean(converted, filename)
        return CleanCopy(copy.data, copy.filename, (*copy.removed, *_old_macros(data)))
    before = read(data, filename)
    if kind in AS_THEY_ARE:
        return CleanCopy(data, filename, ())
    cleaner, extension = _cleaner(kind)
    with refusing_damage(filename):
        cleaned = cleaner(data)
    name = filename if extension == kind else str(PurePosixPath(filename).with_suffix(f".{extension}"))
    after = read(cleaned, name)
    _prove(before, after, cleaned)
    left = set(after.notices)
    return CleanCopy(cleaned, name, tuple(notice for notice in before.notices if notice not in left))


def _cleaner(kind: str) -> tuple[Callable[[bytes], bytes], str]:
    if kind in CLEANERS:
        return CLEANERS[kind]
    if CONTAINERS[kind] == "image":
        return clean_picture, kind
    raise Refused("unsupported", NO_PUBLIC_COPY.format(kind=kind))


def _old_macros(data: bytes) -> list[Notice]:
    return [Notice(kind, detail) for kind, detail in old_format_notices(data)]


def _prove(before: Document, after: Document, cleaned: bytes) -> None:
    """Nothing hidden is left, and nothing visible is lost or new; raises Refused (not_clean)."""
    for notice in after.notices:
        if not _is_harmless(notice):
            raise Refused("not_clean", STILL_THERE.format(detail=notice.detail))
    if after.kind in ("docx", "xlsx"):
        if before.text != after.text:
            raise Refused("not_clean", CHANGED)
        _prove_members(Archive(cleaned))


def _is_harmless(notice: Notice) -> bool:
    """Web addresses readers can see and click are part of the text."""
    if notice.kind == "external_link":
        return is_public_address(notice.detail.partition("：")[2]) and notice.detail.startswith("外部链接")
    return notice.kind == "missing_image"


def _prove_members(archive: Archive) -> None:
    """A second look that does not rely on the reader: names and traces in the raw members."""
    for name in archive.names():
        if any(part in name.lower() for part in FOREIGN_MEMBERS):
            raise Refused("not_clean", STILL_THERE.format(detail=name))
        if name.endswith((".xml", ".rels")):
            data = archive.read(name)
            if any(trace in data for trace in TRACES):
                raise Refused("not_clean", STILL_THERE.format(detail=name))
