import time
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.db import DatabaseError, close_old_connections

from mingbai.commands.verb import DONE, REFUSED, Outcome, Verb, WrongUse
from mingbai.stored import actions, addresses, store
from mingbai.stored.queries import waiting

OFF = "没有开启网页存储（STORED_PAGES 是空的）。"
AT_ONCE = 50
REST = 3600  # seconds between two walks over all addresses


class Command(Verb):
    help = "把公开网页做好存成文件：内容变了的重做，还没有的补上"

    def add(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--every", type=float, metavar="秒", help="不退出，每隔这么多秒看一次有没有要重做的"
        )
        parser.add_argument("--all", action="store_true", help="还没有存好的网页全部补上")

    def run(self, every: float | None = None, all: bool = False, **options: Any) -> Outcome:
        if not store.is_on():
            return Outcome({"refused": OFF}, OFF, REFUSED)
        if every is not None and every <= 0:
            raise WrongUse("--every 要写大于 0 的秒数，例如 --every 1。")
        if every:
            self._stay(every)
        actions.sweep()
        done = actions.build(addresses.every()) if all else actions.renew_waiting()
        left, _ = waiting()
        words = f"做好网页 {done.made} 个，没有做成 {done.failed} 个，还有 {left} 个等着重做。"
        return Outcome({**asdict(done), "waiting": left}, words, REFUSED if done.failed else DONE)

    def _stay(self, every: float) -> None:
        """Until it is ended. When nothing waits, a few pages that nobody has asked for yet are made."""
        rest: Iterator[str] = iter(())
        begun = 0.0
        actions.tell_of_the_release()
        while True:
            try:
                close_old_connections()
                done = actions.renew_waiting()
                if not done.made and not done.failed:
                    if time.monotonic() - begun > REST or not begun:
                        rest, begun = addresses.every(), time.monotonic()
                    done = actions.build(_some(rest, AT_ONCE))
            except (DatabaseError, OSError) as problem:
                self.stderr.write(f"数据库或者存储暂时不能用，过一会儿再做：{problem}")
                rest = iter(())
                time.sleep(max(every, 5))
                continue
            if not done.made:
                time.sleep(every)


def _some(paths: Iterator[str], most: int) -> Iterator[str]:
    """The next addresses of a walk that goes on later."""
    for _ in range(most):
        path = next(paths, None)
        if path is None:
            return
        yield path
