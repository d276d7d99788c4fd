"""Putting an issue together."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max

from mingbai.accounts.models import User
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import is_listed
from mingbai.gazette.actions.recording import held, paragraphs, record, refuse, required
from mingbai.gazette.models import Entry, HandIn, Issue, Section
from mingbai.gazette.policies import may_edit, may_publish_for
from mingbai.gazette.queries.issues import latest_composed, names_for_new
from mingbai.gazette.rules import section_of
from mingbai.gazette.states import EntryKind, HandInState, IssueState
from mingbai.lib import clock
from mingbai.lib.text import one_line, storable
from mingbai.lib.verdict import Denied, require
from mingbai.organisations.models import Organisation

IMPRINT = ("masthead", "sponsor", "editor", "address", "telephone", "giving")
TAKEN = "这个期号或者总期号已经有了，请核对。"


@transaction.atomic
def open_issue(
    *, organisation: Organisation, year: int, number: int, total_number: int, planned_on: date, by: User
) -> Issue:
    """Begin an issue with the sections and the imprint of the one before."""
    require(may_edit(by))
    require(may_publish_for(organisation))
    names = names_for_new()
    issue = Issue(organisation=organisation, opened_at=clock.now(), **_imprint(organisation))
    _number(issue, year, number, total_number, planned_on)
    Section.objects.bulk_create(
        Section(issue=issue, name=name, order=place) for place, name in enumerate(names, 1)
    )
    issue.assemblers.add(by)
    record("open", by, issue, organisation, number=str(issue), total=total_number)
    return issue


def _imprint(organisation: Organisation) -> dict[str, str]:
    before = latest_composed()
    if before is not None:
        return {name: getattr(before, name) for name in IMPRINT}
    return {
        "masthead": f"{organisation.name}公报",
        "sponsor": organisation.name,
        "editor": f"{organisation.name}办公室",
        "address": organisation.address,
        "telephone": organisation.telephone,
    }


def _number(issue: Issue, year: int, number: int, total_number: int, planned_on: date) -> None:
    issue.year, issue.number, issue.total_number = year, number, total_number
    issue.planned_on = planned_on
    try:
        with transaction.atomic():
            issue.save()
    except IntegrityError as error:
        raise ValidationError({"number": TAKEN}) from error


@transaction.atomic
def change_issue(
    *, issue: Issue, by: User, year: int, number: int, total_number: int, planned_on: date, **imprint: str
) -> Issue:
    """Its numbers, its day and the imprint."""
    row = _editable(issue, by)
    for name in IMPRINT:
        text = imprint.get(name, getattr(row, name))
        setattr(row, name, storable(text).strip() if name == "giving" else one_line(text))
    _number(row, year, number, total_number, planned_on)
    record("change", by, row, row.organisation)
    return row


def _editable(issue: Issue, by: User) -> Issue:
    """The row, locked; from now on this person has had a hand in it."""
    row = held(issue)
    require(may_edit(by, row))
    row.assemblers.add(by)
    return row


@transaction.atomic
def set_sections(*, issue: Issue, names: Sequence[str], by: User) -> None:
    """The first name is that of the first section, and so on; a section with entries is not dropped."""
    row = _editable(issue, by)
    wanted = [one_line(name)[:50] for name in names if one_line(name)]
    if not wanted or len(wanted) > 20 or len(set(wanted)) != len(wanted):
        refuse("names", "请写 1 到 20 个栏目，一行一个，不能重复。")
    present = list(row.sections.all())
    for section in present[len(wanted) :]:
        if section.entries.exists():
            refuse("names", f"“{section}”里还有文件，先把它们移到别的栏目。")
        section.delete()
    for section in present:
        Section.objects.filter(pk=section.pk).update(name=f"~{section.pk}")
    for place, name in enumerate(wanted):
        kept = {"name": name, "order": place + 1}
        if place < len(present):
            Section.objects.filter(pk=present[place].pk).update(**kept)
        else:
            Section.objects.create(issue=row, **kept)
    record("sections", by, row, row.organisation)


@transaction.atomic
def put_in(*, issue: Issue, information: Information, by: User, section: Section | None = None) -> Entry:
    """Print a public record, as it reads on the day of freezing. One printed before comes as a correction."""
    row = _editable(issue, by)
    text = Information.objects.select_related("organisation").get(pk=information.pk)
    if not is_listed(text):
        raise Denied("只能刊登已经向社会公开、现在还公开着的文件。")
    before = Entry.objects.filter(information=text).order_by("-issue__year", "-issue__number").first()
    _check_again(before, row, text)
    entry = Entry(
        issue=row,
        section=section or _usual_section(row, text),
        kind=EntryKind.RECORD,
        information=text,
        title=text.title,
        document_number=text.document_number,
        written_on=text.written_on,
        corrects=before,
    )
    _append(entry)
    HandIn.objects.filter(information=text, state=HandInState.WAITING).update(
        state=HandInState.TAKEN, issue=row, answered_at=clock.now()
    )
    record("put_in", by, row, row.organisation, record=text.index_number)
    return entry


def _check_again(before: Entry | None, issue: Issue, text: Information) -> None:
    if before is None:
        return
    if before.issue_id == issue.pk:
        raise Denied("这份文件已经在这一期里了。")
    if before.issue.state != IssueState.ISSUED:
        raise Denied(f"这份文件已经编入{before.issue}。")
    if before.version_digest == text.public_digest:
        raise Denied(f"这份文件已经刊登在{before.issue}，后来没有改动。")


def _usual_section(issue: Issue, text: Information) -> Section:
    sections = {section.name: section for section in issue.sections.all()}
    name = section_of(text.title, text.document_number, text.organisation.kind, list(sections))
    return sections[name]


def _append(entry: Entry) -> None:
    last = entry.section.entries.aggregate(last=Max("order"))["last"] or 0
    entry.order = last + 1
    entry.save()


@transaction.atomic
def write(
    *, issue: Issue, by: User, section: Section, title: str, text: str, corrects: Entry | None = None
) -> Entry:
    """An editor's own text: a chronicle, an announcement, a correction of what an earlier issue printed."""
    row = _editable(issue, by)
    entry = Entry(issue=row, section=section, kind=EntryKind.NOTICE)
    _write(entry, row, title, text, corrects)
    _append(entry)
    record("write", by, row, row.organisation)
    return entry


def _write(entry: Entry, issue: Issue, title: str, text: str, corrects: Entry | None) -> None:
    if entry.section.issue_id != issue.pk:
        refuse("section", "请选择这一期的栏目。")
    entry.title = required("title", title, 300, "请写标题。")
    entry.body = paragraphs("text", text, issue.organisation)
    if not entry.body:
        refuse("text", "请写正文。")
    entry.corrects = corrects


@transaction.atomic
def change_entry(*, entry: Entry, by: User, section: Section, **written: Any) -> Entry:
    """Another section; of an editor's own text also its words: `title`, `text`, `corrects`."""
    issue = _editable(entry.issue, by)
    row = Entry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    moved = row.section_id != section.pk
    row.section = section
    if row.kind == EntryKind.NOTICE:
        _write(row, issue, written["title"], written["text"], written.get("corrects"))
    elif section.issue_id != issue.pk:
        refuse("section", "请选择这一期的栏目。")
    _append(row) if moved else row.save()
    record("change_entry", by, issue, issue.organisation)
    return row


@transaction.atomic
def move(*, entry: Entry, by: User, up: bool) -> None:
    """One place up or down within its section."""
    issue = _editable(entry.issue, by)
    rows = list(Entry.objects.filter(section=entry.section_id).defer("hay", "text", "body"))
    here = next(place for place, row in enumerate(rows) if row.pk == entry.pk)
    there = here + (-1 if up else 1)
    if 0 <= there < len(rows):
        rows[here], rows[there] = rows[there], rows[here]
        for place, row in enumerate(rows, 1):
            Entry.objects.filter(pk=row.pk).update(order=place)
    record("move", by, issue, issue.organisation)


@transaction.atomic
def take_out(*, entry: Entry, by: User) -> None:
    issue = _editable(entry.issue, by)
    HandIn.objects.filter(information=entry.information, issue=issue, state=HandInState.TAKEN).update(
        state=HandInState.WAITING, issue=None, answered_at=None
    )
    named = entry.information.index_number if entry.information else entry.title
    Entry.objects.filter(pk=entry.pk).delete()
    record("take_out", by, issue, issue.organisation, entry=named)
