from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings

from mingbai.commands.verb import DONE, REFUSED, Outcome, Verb
from mingbai.timelimits import packaged
from mingbai.timelimits.exports import certainty_words, limits_page
from mingbai.timelimits.rules import in_words

TARGET = Path(settings.BASE_DIR) / "docs" / "time-limits.md"


class Command(Verb):
    help = "列出随系统装入的时限，生成 docs/time-limits.md"

    def add(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="文件与数据不符时以 1 退出")
        parser.add_argument("--write", action="store_true", help="写入文件")

    def run(self, check: bool = False, write: bool = False, **options: Any) -> Outcome:
        text = limits_page(packaged.limits())
        if write:
            TARGET.write_text(text, encoding="utf-8")
        if check and (not TARGET.exists() or TARGET.read_text(encoding="utf-8") != text):
            return Outcome({"ok": False}, "docs/time-limits.md 与数据不符，请运行 make generated。", REFUSED)
        data = {"ok": True, "limits": [_as_json(value) for value in packaged.limits().values()]}
        return Outcome(data, "" if check or write else text, DONE)


def _as_json(value: Any) -> dict[str, Any]:
    return {
        "key": value.key,
        "name": value.name,
        "words": in_words(value),
        "from": value.from_label,
        "article": value.article,
        "certainty": certainty_words(value),
    }
