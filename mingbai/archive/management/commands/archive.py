"""`mingbai archive VERB`: make a year's package, list what is archived, verify any package."""

from argparse import SUPPRESS, ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from mingbai.archive import actions
from mingbai.archive.models import ArchivedRecord
from mingbai.archive.queries import copies
from mingbai.archive.states import PackageState
from mingbai.commands.verb import DONE, REFUSED, Outcome, Parser, Verb, WrongUse
from mingbai.lib import clock
from mingbai.lib.bags import verify
from mingbai.organisations.models import Organisation


class Command(Verb):
    help = "公开档案：制作年度档案包（archive make）、列出目录（archive index）、核对档案包（archive verify）"

    def add(self, parser: ArgumentParser) -> None:
        below = parser.add_subparsers(dest="verb", metavar="做什么", required=True, parser_class=Parser)
        make = below.add_parser("make", help="制作一个单位一年的档案包（BagIt）")
        make.add_argument("folder", nargs="?", type=Path, metavar="文件夹", help="放在哪里")
        index = below.add_parser("index", help="列出一年的目录和三份材料的情况")
        for own in (make, index):
            own.add_argument("--organisation", metavar="机构代码", required=True)
            own.add_argument("--year", type=int, metavar="2025", required=True)
        check = below.add_parser("verify", help="核对档案包（文件夹、zip 或 tar），不解开")
        check.add_argument("path", type=Path, metavar="档案包")
        for own in (make, index, check):
            own.add_argument(
                "--json", action="store_true", dest="as_json", default=SUPPRESS, help="输出 JSON"
            )

    def run(self, verb: str = "", **options: Any) -> Outcome:
        if verb == "verify":
            return _verify(options["path"])
        place = Organisation.objects.filter(code=options["organisation"]).first()
        if place is None:
            raise WrongUse(
                f"没有代码为 {options['organisation']} 的机构。用 mingbai organisations 可以看到全部代码。"
            )
        year = options["year"]
        if not actions.FIRST_YEAR <= year <= clock.today().year:
            raise WrongUse("年份不对：只能是已经开始的年份。")
        return _make(place, year, options.get("folder")) if verb == "make" else _index(place, year)


def _verify(path: Path) -> Outcome:
    if not path.exists():
        raise WrongUse(f"没有“{path}”这个文件或者文件夹。")
    report = verify(path)
    data = {"ok": report.ok, **asdict(report)}
    if report.ok:
        algorithms = "、".join(report.algorithms)
        text = f"完好：{report.files} 个文件，{report.size} 字节，BagIt {report.version}，{algorithms}。"
        return Outcome(data, text)
    lines = [f"不合格，{len(report.problems)} 个问题：", *report.problems[:50]]
    return Outcome(data, "\n".join(lines), REFUSED)


def _make(place: Organisation, year: int, folder: Path | None) -> Outcome:
    try:
        package = actions.build(actions.ask(organisation=place, year=year, by=None), folder)
    except actions.Busy:
        return Outcome({"ok": False}, "这个档案包正在由后台制作，请稍后再看。", REFUSED)
    except OSError as problem:
        raise WrongUse("写不了文件。请检查文件夹、权限和存储空间。") from problem
    data = {
        "ok": True, "state": package.state, "folder": package.folder, "digest": package.digest,
        "records": package.done, "files": package.files, "size": package.size,
    }  # fmt: skip
    if package.state == PackageState.SAME:
        return Outcome(data, f"{place.name}{year}年的档案和上次制作的相同，没有另存。摘要 {package.digest}")
    return Outcome(
        data, f"已制作：{package.folder}\n{package.done} 件，{package.files} 个文件。摘要 {package.digest}"
    )


def _index(place: Organisation, year: int) -> Outcome:
    rows = list(copies(place, year))
    archived = ArchivedRecord.objects.filter(
        package__organisation=place, package__year=year, package__state=PackageState.MADE
    )
    terms = dict(archived.order_by("pk").values_list("information", "term"))
    records = [
        {
            "index_number": one.information.index_number, "title": one.information.title,
            "county": one.county, "archive": one.archive, "board": one.board, "missing": one.missing,
            "term": terms.get(one.information.pk, ""),
        }
        for one in rows
    ]  # fmt: skip
    lines = [
        f"{number:>4}  {one['index_number']}  {one['title']}  "
        + (f"缺：{'、'.join(one['missing'])}" if one["missing"] else "三份齐全")
        for number, one in enumerate(records, 1)
    ]
    missing = sum(bool(one["missing"]) for one in records)
    text = "\n".join([*lines, f"{place.name}{year}年共 {len(records)} 件，三份不齐的 {missing} 件。"])
    return Outcome({"organisation": place.code, "year": year, "records": records}, text, DONE)
