"""The whole file of a request as one zip: papers in order, what is known beside them, the trail, digests.

`manifest-sha256.txt` has one line for every other file. The digest of the zip itself stands in the trail
(`actions.exporting`), so that a package put together anew is told from the one that was handed out.
"""

import json
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pikepdf
from django.template.loader import render_to_string

from mingbai.accounts.models import User
from mingbai.documents.official import Heading, NoChineseFont, OfficialDocument, Table, write, write_pdf
from mingbai.foi.models import FoiRequest
from mingbai.foi.queries import Damaged
from mingbai.foi.sealing import Unreadable
from mingbai.ledger.models import ChainHead, Event
from mingbai.lib import clock, digests
from mingbai.lib.tables import to_csv
from mingbai.remedies.exports.events import as_json, events_of, verb_words
from mingbai.remedies.exports.papers import Paper, papers
from mingbai.remedies.exports.remedies import of_cases
from mingbai.remedies.exports.sections import Section, of_request
from mingbai.remedies.rules.days import local
from mingbai.remedies.rules.naming import path_of, safe

FORMAT, VERSION = "mingbai-foi-file", 1
MANIFEST, CONTENTS, INDEX = "manifest-sha256.txt", "file.json", "index.html"
EVENTS = "09_操作记录/events.json"
STORED = (".pdf", ".jpg", ".jpeg", ".png", ".heic", ".docx", ".xlsx", ".ofd")
"""Compressed already."""
UNREADABLE = (Damaged, Unreadable, OSError)


@dataclass(frozen=True)
class Listed:
    """A paper as the index lists it. `path` is "" when it could not be put in; `problem` says why."""

    number: int
    section: str
    title: str
    on: date | None
    name: str
    path: str
    pages: int | None
    size: int
    digest: str
    problem: str = ""

    @property
    def pages_words(self) -> str:
        return "" if self.pages is None else str(self.pages)


@dataclass(frozen=True)
class Package:
    """The zip with its digest and that of its manifest; `problems` are papers that could not be opened."""

    name: str
    data: bytes = field(repr=False)
    digest: str
    manifest: str
    files: int
    documents: int
    problems: tuple[str, ...]


class _Zip:
    """Members in the order in which they are put, each with its digest."""

    def __init__(self, made_at: datetime) -> None:
        self._out = BytesIO()
        self._zip = zipfile.ZipFile(self._out, "w")
        self._made_at = made_at.astimezone(clock.CHINA).timetuple()[:6]
        self.digests: dict[str, str] = {}

    def put(self, path: str, data: bytes) -> None:
        info = zipfile.ZipInfo(path, self._made_at)
        packed = path.lower().endswith(STORED)
        info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        self._zip.writestr(info, data)
        self.digests[path] = digests.of_bytes(data)

    def finished(self) -> bytes:
        self._zip.close()
        return self._out.getvalue()


def package(request: FoiRequest, by: User, with_identity: bool = False) -> Package:
    """Put the file together. Nothing is recorded and nobody is asked: `actions.export_file` does both."""
    made_at, out = clock.now(), _Zip(clock.now())
    listed = [_put(out, number, one) for number, one in enumerate(papers(request, with_identity), 1)]
    sections = [*of_request(request, with_identity), *of_cases(request)]
    trail, head = events_of(request), ChainHead.objects.filter(pk=1).first() or ChainHead()
    _put_sheets(out, request, listed, sections, trail)
    about = {
        "request": request,
        "made_at": local(made_at),
        "by": str(by),
        "with_identity": with_identity,
        "head": head,
    }
    _put_contents(out, about, listed, trail)
    _put_index(out, about, listed, sections, trail)
    manifest = _manifest(out.digests)
    out.put(MANIFEST, manifest)
    data = out.finished()
    name = f"{safe(request.number)}_整卷_{made_at.astimezone(clock.CHINA):%Y%m%d%H%M}.zip"
    problems = tuple(f"{one.title}：{one.problem}" for one in listed if one.problem and not one.path)
    return Package(
        name,
        data,
        digests.of_bytes(data),
        digests.of_bytes(manifest),
        len(out.digests),
        sum(bool(one.path) for one in listed),
        problems,
    )


def _put(out: _Zip, number: int, paper: Paper) -> Listed:
    """Put one paper in. One that is gone or damaged is listed with the reason, and the rest goes on."""
    known = (number, paper.section, paper.title, paper.on, paper.name)
    if paper.gone:
        return Listed(*known, "", None, paper.size, paper.digest, paper.gone)
    try:
        data = paper.read()
    except UNREADABLE as problem:
        why = "文件找不到或者打不开" if isinstance(problem, OSError) else str(problem)
        return Listed(*known, "", None, paper.size, paper.digest, why)
    path = path_of(number, paper.section, paper.title, paper.name)
    out.put(path, data)
    return Listed(*known, path, pages_of(paper.name, data), len(data), out.digests[path])


def pages_of(name: str, data: bytes) -> int | None:
    """Pages of a PDF; 1 for a picture; None for what has pages only once it is printed, or is damaged."""
    ending = name.rpartition(".")[2].lower()
    if ending in ("jpg", "jpeg", "png", "heic"):
        return 1
    if ending != "pdf":
        return None
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            return len(pdf.pages)
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, OverflowError):
        return None


def _put_sheets(
    out: _Zip, request: FoiRequest, listed: Sequence[Listed], sections: Sequence[Section], trail: list[Event]
) -> None:
    contents = _contents_document(request, listed)
    course = _course_document(request, sections)
    out.put("目录.docx", write(contents))
    out.put("办理情况.docx", write(course))
    try:
        out.put("目录.pdf", write_pdf(contents))
        out.put("办理情况.pdf", write_pdf(course))
    except NoChineseFont:
        # The Word files say the same; a machine without a Chinese typeface makes no PDF.
        pass
    out.put(EVENTS, _json([as_json(one) for one in trail]))
    titles = ("序号", "时间", "动作", "人员", "角色", "机构代码", "对象", "上一事件摘要", "本事件摘要")
    rows = [
        (one.sequence, local(one.at), verb_words(one.verb), one.actor_name, one.role, one.organisation_code,
         one.subject_label, one.previous, one.digest)
        for one in trail
    ]  # fmt: skip
    out.put("09_操作记录/操作记录.csv", to_csv(titles, rows))


def _contents_document(request: FoiRequest, listed: Iterable[Listed]) -> OfficialDocument:
    rows = [
        (one.number, one.title, one.on or "", one.pages_words, one.size, one.problem or one.digest[:16])
        for one in listed
    ]
    titles = ("序号", "题名", "日期", "页数", "字节", "摘要（前16位）或者说明")
    table = Table(titles, rows, widths=(1, 5, 2, 1, 2, 3))
    return OfficialDocument(title=f"{request.number}卷内目录", blocks=[table])


def _course_document(request: FoiRequest, sections: Iterable[Section]) -> OfficialDocument:
    blocks: list[Any] = []
    for number, one in enumerate(sections, 1):
        blocks.append(Heading(2, f"{number}. {one.title}{'：没有' if one.is_empty else ''}"))
        blocks += [table for table in one.tables if table.rows]
    return OfficialDocument(title=f"{request.number}办理情况", blocks=blocks)


def _put_contents(out: _Zip, about: dict[str, Any], listed: Sequence[Listed], trail: Sequence[Event]) -> None:
    request, head = about["request"], about["head"]
    names = ("number", "section", "title", "on", "name", "path", "pages", "size", "digest", "problem")
    out.put(
        CONTENTS,
        _json(
            {
                "format": FORMAT,
                "version": VERSION,
                "request": request.number,
                "organisation": request.organisation.code,
                "organisation_name": request.organisation.name,
                "made_at": about["made_at"],
                "made_by": about["by"],
                "with_identity": about["with_identity"],
                "documents": [{name: getattr(one, name) for name in names} for one in listed],
                "events": len(trail),
                "chain": {"sequence": head.sequence, "digest": head.digest},
            }
        ),
    )


def _put_index(
    out: _Zip,
    about: dict[str, Any],
    listed: Sequence[Listed],
    sections: Sequence[Section],
    trail: Sequence[Event],
) -> None:
    events = [(one, local(one.at), verb_words(one.verb)) for one in trail]
    sheets = [path for path in out.digests if "/" not in path or path.startswith("09_")]
    context = {**about, "listed": listed, "sections": sections, "events": events, "sheets": sheets}
    out.put(INDEX, render_to_string("remedies/package.html", context).encode())


def _manifest(known: dict[str, str]) -> bytes:
    return "".join(f"{digest}  {path}\n" for path, digest in known.items()).encode()


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, default=str).encode()
