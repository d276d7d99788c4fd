from argparse import ArgumentParser
from typing import Any

from django.conf import settings

from mingbai.commands.verb import DONE, REFUSED, Outcome, Verb
from mingbai.organisations.authorisation import TABLE
from mingbai.organisations.exports import authorisation_markdown


class Command(Verb):
    help = "输出权限表（Markdown）；--check 检查 docs/authorisation.md 是否与程序一致"

    def add(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", dest="compare", help="不一致时以状态 1 结束")

    def run(self, **options: Any) -> Outcome:
        text = authorisation_markdown()
        data = {"grants": [grant._asdict() for grant in TABLE]}
        if not options["compare"]:
            return Outcome(data, text)
        path = settings.BASE_DIR / "docs" / "authorisation.md"
        same = path.exists() and path.read_text(encoding="utf-8") == text
        message = "docs/authorisation.md 与程序一致。" if same else (
            "docs/authorisation.md 与程序不一致。请运行 mingbai authorisation > docs/authorisation.md"
        )  # fmt: skip
        return Outcome({"same": same}, message, DONE if same else REFUSED)
