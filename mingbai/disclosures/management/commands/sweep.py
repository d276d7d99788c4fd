import logging
import time
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.db import DatabaseError, close_old_connections

from mingbai.commands import rounds
from mingbai.commands.verb import DONE, REFUSED, Outcome, Verb, WrongUse
from mingbai.disclosures.actions import sweep

logger = logging.getLogger(__name__)


class Command(Verb):
    help = "办理到期的事：定时发布、有效期届满、重新回读，以及各项到期的提醒和登记。每分钟运行一次"

    def add(self, parser: ArgumentParser) -> None:
        parser.add_argument("--every", type=int, metavar="秒", help="不退出，每隔这么多秒办理一次")

    def run(self, every: int | None = None, **options: Any) -> Outcome:
        if every is not None and every < 1:
            raise WrongUse("--every 要写大于 0 的秒数，例如 --every 60。")
        while every:
            self._once()
            time.sleep(every)
        done = sweep()
        told, broken = run_rounds()
        data = {**asdict(done), "rounds": told, "rounds_failed": broken}
        lines = [self._words(done), *_lines(told, broken)]
        return Outcome(data, "\n".join(lines), REFUSED if done.failed or broken else DONE)

    def _once(self) -> None:
        """One round of many; a database that is away for a while is waited for."""
        try:
            close_old_connections()
            done = sweep()
            told, broken = run_rounds()
        except DatabaseError as problem:
            self.stderr.write(f"数据库暂时不能用，下一轮再办：{problem}")
            return
        if done.published or done.expired or done.failed:
            self.stdout.write(self._words(done))
        for line in _lines(told, broken):
            self.stdout.write(line)

    @staticmethod
    def _words(done: Any) -> str:
        return (
            f"发布 {len(done.published)} 条，标注失效 {len(done.expired)} 条，"
            f"回读 {len(done.read_back)} 条，未能发布 {len(done.failed)} 条。"
        )


def run_rounds() -> tuple[dict[str, str], dict[str, str]]:
    """What each registered round did, and the kind of error of those that failed; one never stops another."""
    told, broken = {}, {}
    for name, round_ in rounds.registered().items():
        try:
            words = round_()
        except Exception as problem:
            logger.exception("The round %s failed", name)
            broken[name] = type(problem).__name__
        else:
            if words:
                told[name] = words
    return told, broken


def _lines(told: dict[str, str], broken: dict[str, str]) -> list[str]:
    failed = [f"{name} 没有办成（{problem}），下一轮再办，详情见日志。" for name, problem in broken.items()]
    return [f"{words.rstrip('。')}。" for words in told.values()] + failed
