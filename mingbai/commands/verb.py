"""The base of every `mingbai` verb: prints for people, or JSON with `--json`.

Exit status: 0 done, 1 refused or findings, 2 wrong use.
"""

import json
import sys
from argparse import ArgumentParser
from dataclasses import dataclass
from typing import Any

from django.core.management.base import BaseCommand, CommandError

DONE, REFUSED, WRONG_USE = 0, 1, 2


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


class Verb(BaseCommand):
    """Subclasses give `help`, `add` (arguments) and `run` (the work)."""

    requires_system_checks: list[str] = []

    def add(self, parser: ArgumentParser) -> None:
        """Add the verb's own arguments."""

    def run(self, *args: Any, **options: Any) -> Outcome:
        raise NotImplementedError

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json", help="输出 JSON")
        self.add(parser)

    def handle(self, *args: Any, as_json: bool = False, **options: Any) -> None:
        outcome = self.run(**options)
        if as_json:
            self.stdout.write(json.dumps(outcome.data, ensure_ascii=False, indent=2, default=str))
        elif outcome.text:
            self.stdout.write(outcome.text)
        if outcome.status:
            sys.exit(outcome.status)
