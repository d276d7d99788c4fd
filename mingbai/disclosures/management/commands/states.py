from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings

from mingbai.commands.diagrams import pages
from mingbai.commands.verb import DONE, REFUSED, Outcome, Verb

FOLDER = Path(settings.BASE_DIR) / "docs"


class Command(Verb):
    help = "生成状态转换表（docs/states.md、docs/foi-states.md）"

    def add(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="文件与代码不符时以 1 退出")
        parser.add_argument("--write", action="store_true", help="写入文件")

    def run(self, check: bool = False, write: bool = False, **options: Any) -> Outcome:
        made = pages()
        if write:
            for name, text in made.items():
                (FOLDER / name).write_text(text, encoding="utf-8")
        wrong = [name for name, text in made.items() if check and _written(name) != text]
        if wrong:
            words = f"docs 里的 {'、'.join(wrong)} 与代码不符，请运行 make generated。"
            return Outcome({"ok": False, "wrong": wrong}, words, REFUSED)
        text = "" if check or write else "\n".join(made.values())
        return Outcome({"ok": True, "markdown": made["states.md"], "pages": made}, text, DONE)


def _written(name: str) -> str:
    path = FOLDER / name
    return path.read_text(encoding="utf-8") if path.exists() else ""
