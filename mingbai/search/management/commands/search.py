"""`mingbai search`: find records in the index from the command line."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from mingbai.commands.verb import Outcome, Verb, WrongUse
from mingbai.organisations.models import Organisation
from mingbai.search.entries import BOOKS, PUBLIC
from mingbai.search.queries import NEWEST, RELEVANCE, Query, Result, search

FILTERS = {"field": "领域", "theme": "主题", "genre": "体裁", "openness": "公开方式", "validity": "有效性"}


class Command(Verb):
    help = "检索信息：search 查询词 [--organisation 机构代码] [--since 2024-01-01] [--json]"

    def add(self, parser: ArgumentParser) -> None:
        parser.add_argument("words", metavar="查询词", nargs="*", help="一个或几个词；不写则列出全部")
        parser.add_argument("--book", choices=BOOKS, default=PUBLIC, help="public 已公开，staff 工作人员")
        parser.add_argument("--organisation", default="", metavar="代码", help="机构代码，含下级机构")
        for name, label in FILTERS.items():
            parser.add_argument(f"--{name}", default="", metavar=label, help=f"只要这一{label}的")
        parser.add_argument("--state", default="", metavar="状态", help="办理状态（只用于 staff）")
        parser.add_argument("--since", type=_day, metavar="日期", help="从哪一天起，如 2024-01-01")
        parser.add_argument("--until", type=_day, metavar="日期", help="到哪一天止，含当天")
        parser.add_argument("--order", choices=(RELEVANCE, NEWEST), default=RELEVANCE, help="排序")
        parser.add_argument("--offset", type=int, metavar="条数", default=0, help="跳过几条")
        parser.add_argument("--limit", type=int, metavar="条数", default=20, help="最多几条，不超过 100")

    def run(self, **options: Any) -> Outcome:
        chosen = {name: options[name] for name in (*FILTERS, "book", "state", "since", "until", "order")}
        query = Query(
            words=" ".join(options["words"]),
            organisation_path=_path(options["organisation"]),
            offset=options["offset"],
            limit=options["limit"],
            facets=True,
            **chosen,
        )
        return _told(search(query))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongUse(f"“{text}”不是日期，请写成 2024-01-01 的样子。") from None


def _path(code: str) -> str:
    if not code:
        return ""
    path = Organisation.objects.filter(code=code).values_list("path", flat=True).first()
    if path is None:
        raise WrongUse(f"没有代码为“{code}”的机构，请核对机构代码。")
    return str(path)


def _told(result: Result) -> Outcome:
    lines = [f"找到 {result.count}{' 条以上' if result.capped else ' 条'}"]
    for hit in result.hits:
        lines.append(f"{hit.day}  {hit.title}（{hit.organisation_name}）{hit.url}")
        lines.append(f"    {' '.join(hit.highlight.text.split())}")
    return Outcome(result.as_json(), "\n".join(lines))
