from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from mingbai.commands.verb import Outcome, Verb
from mingbai.duties.actions import refresh


class Command(Verb):
    help = "重新计算履职台账：应公开的、已公开的、零报告、不适用、逾期和未履行"

    def add(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", metavar="动作", choices=["refresh"], help="refresh 从各表重新计算")

    def run(self, **options: Any) -> Outcome:
        done = refresh()
        text = (
            f"台账共 {done.instances} 条：已履行 {done.met}，逾期履行 {done.late}，零报告 {done.nil}，"
            f"不适用 {done.not_applicable}，未履行 {done.missing}，未到期 {done.open}。"
            f"改动 {done.changed} 条，用时 {done.seconds} 秒。"
        )
        return Outcome(asdict(done), text)
