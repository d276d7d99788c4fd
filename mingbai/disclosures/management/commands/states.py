from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings

from mingbai.commands.verb import DONE, REFUSED, Outcome, Verb
from mingbai.disclosures.states import TRANSITIONS, Stage, Status

TARGET = Path(settings.BASE_DIR) / "docs" / "states.md"


def markdown() -> str:
    """The transition table of a record as a page of the manual."""
    lines = [
        "# 一条信息的状态",
        "",
        "由 `mingbai states --write` 从 `mingbai/disclosures/states.py` 的转换表生成。",
        "",
        "| 动作 | 办理状态（从） | 公开状态（从） | 办理状态（到） | 公开状态（到） |",
        "|---|---|---|---|---|",
    ]
    for row in TRANSITIONS:
        stages = "、".join(stage.label for stage in Stage if stage in row.stages)
        statuses = "、".join(status.label for status in Status if status in row.statuses)
        stage = row.stage.label if row.stage else "不变"
        status = row.status.label if row.status else "不变"
        lines.append(f"| {row.verb.label} | {stages} | {statuses} | {stage} | {status} |")
    lines += ["", "```mermaid", "stateDiagram-v2"]
    for row in TRANSITIONS:
        lines += [
            f"    {old.value} --> {row.stage.value}: {row.verb.label}"
            for old in Stage
            if row.stage and old in row.stages and old != row.stage
        ]
    lines += [f'    state "{stage.label}" as {stage.value}' for stage in Stage]
    return "\n".join([*lines, "```", ""])


class Command(Verb):
    help = "生成状态转换表（docs/states.md）"

    def add(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="文件与代码不符时以 1 退出")
        parser.add_argument("--write", action="store_true", help="写入文件")

    def run(self, check: bool = False, write: bool = False, **options: Any) -> Outcome:
        text = markdown()
        if write:
            TARGET.write_text(text, encoding="utf-8")
        if check and (not TARGET.exists() or TARGET.read_text(encoding="utf-8") != text):
            return Outcome({"ok": False}, "docs/states.md 与代码不符，请运行 make generated。", REFUSED)
        return Outcome({"ok": True, "markdown": text}, "" if check or write else text, DONE)
