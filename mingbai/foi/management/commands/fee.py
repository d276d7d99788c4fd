from argparse import ArgumentParser
from typing import Any

from mingbai.commands.verb import Outcome, Verb, WrongUse
from mingbai.foi.rules.fees import BY_ITEMS, BY_PAGES, Fee, FeeStep, WrongCount, as_json, by_items, by_pages


class Command(Verb):
    help = "按国办函〔2020〕109号计算信息处理费，并列出计算过程"

    def add(self, parser: ArgumentParser) -> None:
        parser.add_argument("--items", type=int, metavar="件数", help="按件计收：这次申请的件数")
        parser.add_argument(
            "--already", type=int, metavar="件数", help="同一申请人本自然月已经申请的件数，不写为0"
        )
        parser.add_argument("--pages", type=int, metavar="页数", help="按量计收：提供的页数")

    def run(
        self,
        items: int | None = None,
        already: int | None = None,
        pages: int | None = None,
        **options: Any,
    ) -> Outcome:
        if (items is None) == (pages is None):
            raise WrongUse("--items 和 --pages 要写一个，并且只能写一个：一件申请只能选一种计费方式。")
        if pages is not None and already is not None:
            raise WrongUse("--already 只能和 --items 一起写：按页计收不累计。")
        try:
            fee = by_pages(pages) if pages is not None else by_items(items or 0, already or 0)
        except WrongCount as problem:
            raise WrongUse(str(problem)) from problem
        return Outcome(as_json(fee), _text(fee))


def _text(fee: Fee) -> str:
    scale = BY_ITEMS if fee.scale == BY_ITEMS.key else BY_PAGES
    lines = [_line(step, scale.unit) for step in fee.steps]
    return "\n".join([scale.name, *lines, f"应收：{fee.amount}元"])


def _line(step: FeeStep, unit: str) -> str:
    span = f"第{step.from_}" + (f"—{step.to}" if step.to != step.from_ else "")
    return f"  {span}{unit}：{step.count}{unit}×{step.unit_price}元/{unit}={step.amount}元"
