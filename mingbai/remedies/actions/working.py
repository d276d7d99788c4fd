"""What happens while a case runs: its course and its papers."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.foi.sealing import seal
from mingbai.foi.values import Upload, wrong_files
from mingbai.lib import clock, digests
from mingbai.lib.text import file_name, one_line
from mingbai.remedies.actions.recording import done, hold, line, past_day, refuse, refuse_names
from mingbai.remedies.models import Case, CaseFile, Step
from mingbai.remedies.queries.cases import course_of
from mingbai.remedies.rules.deadlines import Happened, course_problem
from mingbai.remedies.states import EVENTS_OF, Event, FileKind, Kind, Verb


@transaction.atomic
def record_step(
    *, case: Case, event: str, on: date, by: User, until: date | None = None, note: str = ""
) -> Step:
    """Record what happened on a day; the deadlines are read from these lines."""
    held = hold(case, Verb.RECORD, by)
    if event not in EVENTS_OF[Kind(held.kind)]:
        refuse("event", f"请选择{held.get_kind_display()}里的经过。")
    past_day(on, "on", "日期")
    if event == Event.POSTPONED and (until is None or until <= on):
        refuse("until", "请填写法院准许延到哪一天，要晚于准许的日期。")
    note = one_line(note)[:200]
    refuse_names(held.requests.all(), note=note)
    if problem := course_problem([*course_of(held), Happened(event, on, until)], held.began_on):
        refuse("on", problem)
    step = Step.objects.create(
        case=held,
        event=event,
        on=on,
        until=until if event == Event.POSTPONED else None,
        note=note,
        recorded_by=by,
        recorded_at=clock.now(),
    )
    done(held, Verb.RECORD, by, {"event": event, "on": str(on)})
    return step


@transaction.atomic
def strike_step(*, step: Step, reason: str, by: User) -> Step:
    """A wrong line is struck and stays; the deadlines are counted without it."""
    held = hold(step.case, Verb.STRIKE, by)
    row = Step.objects.select_for_update().get(pk=step.pk)
    if row.struck_at is not None:
        refuse("reason", "这一条已经划去了。")
    row.struck_reason = line(reason, "reason", "划去的原因", 200)
    refuse_names(held.requests.all(), reason=row.struck_reason)
    row.struck_at, row.struck_by = clock.now(), by
    row.save()
    if problem := course_problem(course_of(held), held.began_on):
        refuse("reason", f"划去以后：{problem}")
    done(held, Verb.STRIKE, by, {"event": row.event, "on": str(row.on)})
    step.refresh_from_db()
    return step


@transaction.atomic
def add_document(
    *, case: Case, kind: str, name: str, data: bytes, title: str, on: date, by: User
) -> CaseFile:
    """Put a paper into the case, sealed. ValidationError at `file` when it is of no kind that is taken."""
    held = hold(case, Verb.ADD, by)
    if kind not in FileKind.values:
        refuse("kind", "请选择材料的类别。")
    past_day(on, "on", "材料日期")
    title = line(title, "title", "题名", 100)
    refuse_names(held.requests.all(), title=title)
    file = keep(held, kind, name, data, title, on, by)
    done(held, Verb.ADD, by, {"kind": kind, "digest": file.digest})
    return file


def keep(held: Case, kind: str, name: str, data: bytes, title: str, on: date, by: User) -> CaseFile:
    """Store a paper sealed, within the caller's verb. The name on disk says nothing about the case."""
    if problems := wrong_files([Upload(name, data)]):
        raise ValidationError({"file": problems})
    digest = digests.of_bytes(data)
    if held.files.filter(digest=digest, kind=kind, dropped_at=None).exists():
        refuse("file", "这份文件已经加入过了。")
    row = CaseFile(
        case=held,
        kind=kind,
        title=title,
        on=on,
        name=file_name(name),
        size=len(data),
        digest=digest,
        added_by=by,
        added_at=clock.now(),
    )
    row.file.save("sealed", ContentFile(seal(data)), save=False)
    row.save()
    return row


@transaction.atomic
def drop_document(*, file: CaseFile, reason: str, by: User) -> CaseFile:
    """A paper that does not belong here goes; that it was here and why it went stays."""
    held = hold(file.case, Verb.DROP, by)
    row = CaseFile.objects.select_for_update().get(pk=file.pk)
    if row.dropped_at is not None:
        refuse("reason", "这份材料已经撤下了。")
    if held.renewals.filter(letter=row).exists():
        refuse("reason", "这是重新答复的文书，不能撤下。")
    row.dropped_reason = line(reason, "reason", "撤下的原因", 200)
    refuse_names(held.requests.all(), reason=row.dropped_reason)
    row.dropped_at, row.dropped_by = clock.now(), by
    stored, storage = str(row.file.name), row.file.storage
    row.save()
    done(held, Verb.DROP, by, {"kind": row.kind, "digest": row.digest})
    transaction.on_commit(lambda: storage.delete(stored))
    file.refresh_from_db()
    return file
