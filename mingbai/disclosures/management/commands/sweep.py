import time
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.db import close_old_connections

from mingbai.commands.verb import DONE, REFUSED, Outcome, Verb
from mingbai.disclosures.actions import sweep


class Command(Verb):
    help = "办理到期的事：定时发布、有效期届满、重新回读。每分钟运行一次"

    def add(self, parser: ArgumentParser) -> None:
        parser.add_argument("--every", type=int, metavar="秒", help="不退出，每隔这么多秒办理一次")

    def run(self, every: int | None = None, **options: Any) -> Outcome:
        while every:
            close_old_connections()
            done = sweep()
            if done.published or done.expired or done.failed:
                self.stdout.write(self._words(done))
            time.sleep(every)
        done = sweep()
        return Outcome(asdict(done), self._words(done), REFUSED if done.failed else DONE)

    @staticmethod
    def _words(done: Any) -> str:
        return (
            f"发布 {len(done.published)} 条，标注失效 {len(done.expired)} 条，"
            f"回读 {len(done.read_back)} 条，未能发布 {len(done.failed)} 条。"
        )
