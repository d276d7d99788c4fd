"""The base of every `mingbai` verb: prints for people, or JSON with `--json`.

Exit status: 0 done, 1 refused or findings, 2 wrong use.
"""

import json
import re
import sys
from argparse import ArgumentParser
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

DONE, REFUSED, WRONG_USE = 0, 1, 2
NO_DATABASE = "第一次使用请先运行 mingbai setup；用 PostgreSQL 的，请检查 DATABASE_URL 和数据库是否已启动。"

# What the standard parser says, and what it means.
COMPLAINTS = (
    (r"the following arguments are required: (.+)", "还要写：{0}。"),
    (r"unrecognized arguments: (.+)", "多写了看不懂的内容：{0}。"),
    (r"argument (.+): invalid choice: (.+) \(choose from (.+)\)", "{0} 不能写 {1}，只能写：{2}。"),
    (r"argument (.+): expected .+", "{0} 后面还要写内容。"),
    (r"argument (.+): invalid int value: (.+)", "{0} 要写整数，不能写 {1}。"),
)


@dataclass(frozen=True)
class Outcome:
    """What a verb did: `data` is printed with `--json`, `text` without it."""

    data: dict[str, Any]
    text: str
    status: int = DONE


class WrongUse(CommandError):
    """The command line itself is wrong; the message says how to write it."""

    def __init__(self, message: str) -> None:
        super().__init__(message, returncode=WRONG_USE)


def bytes_of(path: Path) -> bytes:
    """What the file named on the command line holds; WrongUse when it cannot be opened."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise WrongUse(f"打不开文件“{path}”。请检查路径是否正确、是否有权读取。") from error


class Parser(CommandParser):
    """Says in Chinese what is wrong with a command line, and ends with status 2."""

    def error(self, message: str) -> NoReturn:
        raise WrongUse(f"{in_chinese(message)}\n写法：{self.format_usage().removeprefix('usage: ').strip()}")


def in_chinese(complaint: str) -> str:
    for pattern, words in COMPLAINTS:
        if found := re.fullmatch(pattern, complaint):
            return words.format(*found.groups())
    return complaint


class Verb(BaseCommand):
    """Subclasses give `help`, `add` (arguments) and `run` (the work)."""

    requires_system_checks: list[str] = []
    # Django's own options still work, but are not what somebody looks for in the help.
    suppressed_base_arguments = {
        *("--version", "--verbosity", "--settings", "--pythonpath"),
        *("--traceback", "--no-color", "--force-color"),
    }

    def add(self, parser: ArgumentParser) -> None:
        """Add the verb's own arguments."""

    def run(self, *args: Any, **options: Any) -> Outcome:
        raise NotImplementedError

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.__class__ = Parser  # Django names the class itself, and leaves no other way
        return parser

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json", help="输出 JSON")
        self.add(parser)

    def run_from_argv(self, argv: list[str]) -> None:
        """As Django does, but a wrong use is told without the exception's name."""
        try:
            super().run_from_argv([*argv[:2], "--traceback", *argv[2:]])
        except CommandError as problem:
            self.stderr.write(str(problem))
            sys.exit(problem.returncode)
        except DatabaseError as problem:
            if "--traceback" in argv:
                raise
            reason = str(problem).strip().split("\n", 1)[0]
            self.stderr.write(f"数据库不能用：{reason}\n{NO_DATABASE}")
            sys.exit(REFUSED)

    def handle(self, *args: Any, as_json: bool = False, **options: Any) -> None:
        outcome = self.run(**options)
        if as_json:
            self.stdout.write(json.dumps(outcome.data, ensure_ascii=False, indent=2, default=str))
        elif outcome.text:
            self.stdout.write(outcome.text)
        if outcome.status:
            sys.exit(outcome.status)
