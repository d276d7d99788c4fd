"""`mingbai report VERB`: the annual report. `check` stands here; higher apps register theirs."""

from argparse import SUPPRESS, ArgumentParser
from typing import Any

from mingbai.commands.verb import Outcome, Parser, Verb, WrongUse
from mingbai.report_check.verbs import verbs


class Command(Verb):
    help = "年度报告：核对任何单位的年报（report check 文件）等"

    def add(self, parser: ArgumentParser) -> None:
        below = parser.add_subparsers(dest="verb", metavar="做什么", required=True, parser_class=Parser)
        for verb in verbs().values():
            own = below.add_parser(verb.name, help=verb.about, description=verb.about)
            # Also after the verb; SUPPRESS keeps what was said before it.
            own.add_argument(
                "--json", action="store_true", dest="as_json", default=SUPPRESS, help="输出 JSON"
            )
            verb.add_arguments(own)

    def run(self, *args: Any, verb: str = "", **options: Any) -> Outcome:
        chosen = verbs().get(verb)
        if chosen is None:
            raise WrongUse(f"没有“report {verb}”。可以用：{'、'.join(verbs())}。")
        return chosen.run(**options)
