from collections.abc import Sequence
from typing import Any

from mingbai.commands.verb import DONE, REFUSED, Outcome, Verb
from mingbai.operations.doctor.examining import Examined, examine, summary, worst
from mingbai.operations.doctor.findings import Level

MARKS = {Level.OK: "　", Level.WARN: "！", Level.BAD: "✗"}


class Command(Verb):
    help = "检查这套系统：数据库、定时办理、备份、磁盘、邮件、字体等，说明哪里不对、怎么办"

    def run(self, **options: Any) -> Outcome:
        found = examine()
        level = worst(found)
        data = {
            "level": level,
            "checks": [
                {
                    "key": one.key,
                    "name": one.name,
                    "level": one.finding.level,
                    "words": one.finding.words,
                    "advice": one.finding.advice,
                }
                for one in found
            ],
        }
        return Outcome(data, _text(found, level), REFUSED if level == Level.BAD else DONE)


def _text(found: Sequence[Examined], level: Level) -> str:
    lines = []
    for one in found:
        lines.append(f"{MARKS[one.finding.level]} {one.name}：{one.finding.words.rstrip('。')}。")
        if one.finding.advice:
            lines.append(f"　　→ {one.finding.advice}")
    return "\n".join([*lines, "", summary(level)])
