"""`mingbai reindex`: bring the index in line with the records."""

from argparse import ArgumentParser
from typing import Any

from mingbai.commands.verb import Outcome, Verb
from mingbai.search.actions import rebuild, rebuild_from_nothing
from mingbai.search.entries import BOOKS
from mingbai.search.sources import source_of


class Command(Verb):
    help = "按现有信息重建检索索引；重建时检索照常可用，中断后可重来"

    def add(self, parser: ArgumentParser) -> None:
        parser.add_argument("--book", choices=BOOKS, help="只重建其中一本：public 已公开，staff 工作人员")
        parser.add_argument(
            "--from-nothing", action="store_true", help="先清空再重建（索引损坏时用，期间不能保存信息）"
        )

    def run(self, book: str | None = None, from_nothing: bool = False, **options: Any) -> Outcome:
        build = rebuild_from_nothing if from_nothing else rebuild
        counts: dict[str, int | None] = {}
        for name in [book] if book else BOOKS:
            source = source_of(name)
            counts[name] = build(name, source) if source else None
        lines = (f"{name}：{'没有登记来源' if n is None else f'{n} 条'}" for name, n in counts.items())
        return Outcome(counts, "\n".join(lines))
