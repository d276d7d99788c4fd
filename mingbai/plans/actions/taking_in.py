"""A plan document comes in: read, kept privately, proposed."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.documents.reading import read as read_document
from mingbai.lib import clock, digests
from mingbai.lib.text import file_name, one_line, storable
from mingbai.lib.verdict import Denied, require
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may
from mingbai.plans import rules
from mingbai.plans.actions.matching import match_units
from mingbai.plans.actions.recording import refuse, trail
from mingbai.plans.models import Plan, PlanTask
from mingbai.plans.queries import MANAGE, directory
from mingbai.plans.reader import Task, read
from mingbai.plans.states import PlanState

NOT_STORED = "文件没有存下来，刚才的操作没有生效。请系统管理员检查存储空间和权限，然后再上传。"
NO_TASKS = (
    "这份文件里没有读出任务。请确认上传的是工作要点、实施方案或者任务分工表；"
    "如果是扫描件，请上传能选中文字的 Word 或者 PDF。"
)
LONGEST_UNIT = 100


def take_in(*, organisation: Organisation, by: User, data: bytes, filename: str) -> Plan:
    """Read a document, keep it and propose its tasks.

    Raises `Refused` for a file that cannot be read; a document without tasks, or one that is there
    already, is refused. Nothing is stored then.
    """
    require(may(by, MANAGE, organisation))
    document = read_document(data, filename)
    reading = read(document, directory())
    if not reading.tasks:
        refuse("file", NO_TASKS)
    name = file_name(filename)
    plan = Plan(
        title=one_line(reading.title or PurePath(name).stem)[:300],
        organisation=organisation,
        issuer=one_line(reading.organisation or "")[:200],
        year=reading.year,
        file_name=name,
        digest=digests.of_bytes(data),
        text_digest=digests.of_value(rules.bare(document.text)),
        text=storable(document.text),
        uploaded_by=by,
        uploaded_at=clock.now(),
    )
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        _refuse_known(plan)
        return _store(plan, data, reading.tasks, by)


def _refuse_known(plan: Plan) -> None:
    """The same text is not worked on twice; a cancelled plan may be uploaded anew."""
    rows = Plan.objects.filter(organisation=plan.organisation, text_digest=plan.text_digest)
    known = rows.exclude(state=PlanState.CANCELLED).first()
    if known is not None:
        day = known.uploaded_at.astimezone(clock.CHINA).date()
        refuse("file", f"这份文件已经在 {day} 上传过：《{known.title}》。请打开那一份继续核对。")


def _store(plan: Plan, data: bytes, tasks: Sequence[Task], by: User) -> Plan:
    try:
        plan.original.save(plan.digest, ContentFile(data), save=False)
    except OSError as error:
        raise Denied(NOT_STORED) from error
    plan.save()
    PlanTask.objects.bulk_create(_proposed(plan, order, task) for order, task in enumerate(tasks, 1))
    match_units(plan, plan.tasks.all())
    trail(verb="plan.take_in", by=by, subject=plan, tasks=len(tasks), digest=plan.digest)
    return plan


def _proposed(plan: Plan, order: int, task: Task) -> PlanTask:
    read: dict[str, Any] = task.as_json()
    for role in ("lead", "support"):
        read[role] = [one_line(unit)[:LONGEST_UNIT] for unit in read[role]]
    return PlanTask(
        plan=plan,
        order=order,
        path=one_line(task.path)[:60],
        headings=[one_line(heading) for heading in task.headings],
        text=storable(task.text),
        source=storable(task.source),
        proposed=read,
        **rules.values_of(read),
    )
