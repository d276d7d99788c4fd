"""`mingbai plan FILE`: the tasks a plan or work-points document asks for."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.db import DatabaseError, transaction

from mingbai.commands.verb import REFUSED, Outcome, Verb, bytes_of
from mingbai.documents.reading import read as read_document
from mingbai.documents.refusals import Refused
from mingbai.plans.queries import directory
from mingbai.plans.reader import Directory, Reading, Task, read

MODALITIES = {"must": "必须", "should": "应当或鼓励", "must_not": "不得"}


class Command(Verb):
    help = "读取工作要点、实施方案等文件，列出其中的任务：责任单位、时限、频次、数量和出处"

    def add(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="文件", help="Word、文本、网页或 PDF 文件")

    def run(self, **options: Any) -> Outcome:
        path = Path(options["file"])
        data = bytes_of(path)
        try:
            document = read_document(data, path.name)
        except Refused as refused:
            unread = Reading().as_json() | {"refused": {"code": refused.code, "message": refused.message}}
            return Outcome(unread, f"没有读取：{refused.message}", REFUSED)
        reading = read(document, known_organisations())
        return Outcome(reading.as_json(), printed(reading))


def known_organisations() -> Directory | None:
    """None when there is no database yet, or no organisation in it: the plan is read all the same."""
    try:
        with transaction.atomic():
            found = directory()
    except DatabaseError:
        return None
    return found if found.units else None


def printed(reading: Reading) -> str:
    """For people: what was read, task by task."""
    lines = [
        f"标题：{reading.title or '（未写明）'}",
        f"单位：{reading.organisation or '（未写明）'}",
        f"年份：{reading.year or '（未写明）'}",
        f"任务：{len(reading.tasks)} 项",
    ]
    for task in reading.tasks:
        lines += ["", *_task(task)]
    if reading.unmatched_units:
        lines += ["", f"没有对应到机构的单位：{'、'.join(reading.unmatched_units)}"]
    return "\n".join(lines)


def _task(task: Task) -> list[str]:
    facts = {
        "牵头": "、".join(task.lead) + ("（上级标题所列）" if task.inherited and task.lead else ""),
        "配合": "、".join(task.support),
        "时限": "、".join(
            f"{due.text}（{due.date.isoformat()}）" if due.date else due.text for due in task.deadlines
        ),
        "频次": "、".join(frequency.text for frequency in task.frequencies),
        "数量": "、".join(quantity.text for quantity in task.quantities),
        "要求": MODALITIES[task.modality],
    }
    title = f"{task.path}{task.headings[-1]}：" if task.headings else task.path
    return [f"{title}{' '.join(task.text.split())}"] + [
        f"　{label}：{value}" for label, value in facts.items() if value
    ]
