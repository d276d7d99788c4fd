"""Old issues, so that everything since the first one can be found: a PDF and its table of contents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pypdfium2
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.html import escape

from mingbai.accounts.models import User
from mingbai.documents.cleaning import clean
from mingbai.documents.refusals import Refused
from mingbai.gazette.actions.editing import TAKEN
from mingbai.gazette.actions.freezing import fill_for_search, new_copy
from mingbai.gazette.actions.recording import record, refuse
from mingbai.gazette.exports.tables import TITLES
from mingbai.gazette.models import Entry, Issue, Section
from mingbai.gazette.policies import may_edit, may_publish_for
from mingbai.gazette.states import EntryKind, IssueState, Origin
from mingbai.lib import clock, tables
from mingbai.lib.text import one_line, storable
from mingbai.lib.verdict import require
from mingbai.organisations.models import Organisation

MOST_BYTES, MOST_PROBLEMS, MOST_SECTIONS = 200 * 1024 * 1024, 30, 50
LONGEST_TITLE, LONGEST_NUMBER, LONGEST_SECTION = 300, 80, 50


@dataclass(frozen=True)
class Line:
    """One checked row of the contents."""

    section: str
    title: str
    document_number: str
    page: int
    text: str


@transaction.atomic
def import_issue(
    *,
    organisation: Organisation,
    year: int,
    number: int,
    total_number: int,
    planned_on: date,
    pdf: bytes,
    contents: bytes,
    by: User,
) -> Issue:
    """Waits, like every issue, for a second person. ValidationError names each wrong row."""
    require(may_edit(by))
    require(may_publish_for(organisation))
    data = _cleaned(pdf)
    pages = _texts(data)
    lines = _lines(contents, len(pages))
    issue = _begun(organisation, year, number, total_number, planned_on, by)
    _enter(issue, lines, pages)
    copy = new_copy(issue, data, len(pages))
    issue.assemblers.add(by)
    record("import", by, issue, organisation, entries=len(lines), after=copy.digest)
    return issue


def _cleaned(data: bytes) -> bytes:
    if len(data) > MOST_BYTES:
        refuse("pdf", "PDF 超过 200 MB，请先压缩扫描件。")
    if not data.startswith(b"%PDF"):
        refuse("pdf", "请上传 PDF 文件。")
    try:
        return clean(data, "公报.pdf").data
    except Refused as refusal:
        raise ValidationError({"pdf": refusal.message}) from refusal


def _texts(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        return [storable(page.get_textpage().get_text_bounded()) for page in document]
    finally:
        document.close()


def _lines(contents: bytes, pages: int) -> list[Line]:
    try:
        rows = tables.read_table(contents, TITLES)
    except tables.Unreadable as wrong:
        raise ValidationError({"contents": str(wrong)}) from wrong
    if not rows:
        refuse("contents", "表里没有内容，请从第 2 行开始填。")
    found: list[Line] = []
    problems: list[str] = []
    section, page = "", 1
    for row in rows:
        line, faults = _line(row.values, section, page, pages)
        problems += [f"第 {row.number} 行：{one}" for one in faults]
        found.append(line)
        section, page = line.section, line.page
    if len({line.section for line in found}) > MOST_SECTIONS:
        problems.append(f"栏目超过 {MOST_SECTIONS} 个，请核对“栏目”列。")
    if problems:
        raise ValidationError({"contents": problems[:MOST_PROBLEMS]})
    return found


def _line(cells: Mapping[str, str], section: str, before: int, pages: int) -> tuple[Line, list[str]]:
    values = {name: one_line(cells.get(name, "")) for name in TITLES[:4]}
    wrong = []
    if not values["标题"]:
        wrong.append("没有标题。")
    elif len(values["标题"]) > LONGEST_TITLE:
        wrong.append(f"标题超过 {LONGEST_TITLE} 个字。")
    if len(values["文号"]) > LONGEST_NUMBER:
        wrong.append(f"文号超过 {LONGEST_NUMBER} 个字。")
    if not (values["栏目"] or section):
        wrong.append("没有栏目。")
    elif len(values["栏目"]) > LONGEST_SECTION:
        wrong.append(f"栏目超过 {LONGEST_SECTION} 个字。")
    page = int(values["页码"]) if _is_page(values["页码"]) else 0
    if not 1 <= page <= pages:
        wrong.append(f"页码应当是 1 到 {pages} 的整数，现在是“{values['页码'] or '空'}”。")
    elif page < before:
        wrong.append(f"页码 {page} 比上一行的 {before} 还小，请按印出的顺序填。")
    text = storable(cells.get("正文", "")).strip()
    return Line(values["栏目"] or section, values["标题"], values["文号"], page or before, text), wrong


def _is_page(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 4


def _begun(
    organisation: Organisation, year: int, number: int, total_number: int, planned_on: date, by: User
) -> Issue:
    now = clock.now()
    issue = Issue(
        organisation=organisation,
        year=year,
        number=number,
        total_number=total_number,
        planned_on=planned_on,
        origin=Origin.IMPORTED,
        state=IssueState.FROZEN,
        masthead=f"{organisation.name}公报",
        sponsor=organisation.name,
        giving="",
        opened_at=now,
        frozen_at=now,
        frozen_by=by,
    )
    try:
        with transaction.atomic():
            issue.save()
    except IntegrityError as error:
        raise ValidationError({"number": TAKEN}) from error
    return issue


def _enter(issue: Issue, lines: Sequence[Line], pages: Sequence[str]) -> None:
    sections: dict[str, Section] = {}
    ends = [*(line.page for line in lines[1:]), len(pages)]
    for number, (line, end) in enumerate(zip(lines, ends, strict=True), 1):
        if line.section not in sections:
            order = len(sections) + 1
            sections[line.section] = Section.objects.create(issue=issue, name=line.section, order=order)
        entry = Entry(
            issue=issue,
            section=sections[line.section],
            order=number,
            number=number,
            kind=EntryKind.PAST,
            title=line.title,
            document_number=line.document_number,
            page=line.page,
            body="".join(f"<p>{escape(one.strip())}</p>" for one in line.text.splitlines() if one.strip()),
            text=line.text or "\n".join(pages[line.page - 1 : end]),
        )
        fill_for_search(entry)
        entry.save()


@transaction.atomic
def drop_import(*, issue: Issue, by: User) -> None:
    """An old issue that was entered wrongly goes again, before it was given out."""
    require(may_edit(by))
    row = Issue.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=issue.pk)
    if row.origin != Origin.IMPORTED or row.state != IssueState.FROZEN:
        refuse("issue", "只有补录、还没有公布的公报可以删去。")
    place, name = row.organisation, str(row)
    row.copies.all().delete()
    row.entries.all().delete()
    row.delete()
    record("drop_import", by, "gazette", place, number=name)
