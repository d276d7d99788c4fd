import json
from argparse import SUPPRESS, ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

from mingbai.commands.verb import DONE, REFUSED, Outcome, Parser, Verb, WrongUse
from mingbai.timelimits import exports, queries
from mingbai.timelimits.actions import Entered, Reading, enter_notice, read_days, read_text

MOST_BYTES = 1_000_000


class Command(Verb):
    help = "录入国务院放假通知（通知原文 .txt 或者 .json），或者查看一年的工作日历"

    def add(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", metavar="动作", required=True, parser_class=Parser)
        entering = verbs.add_parser("import", help="录入一份放假通知，重新计算没有办完的期限")
        entering.add_argument("file", type=Path, metavar="文件", help="通知原文 .txt，或者 .json")
        entering.add_argument("--year", type=int, metavar="年份", help="原文里没有写年份时填写")
        entering.add_argument("--source", default="", metavar="来源", help="文号或者网址")
        showing = verbs.add_parser("show", help="查看一年的放假和调休")
        showing.add_argument("year", type=int, metavar="年份")
        for one in (entering, showing):
            one.add_argument("--json", action="store_true", dest="as_json", default=SUPPRESS, help="JSON")

    def run(self, verb: str = "", **options: Any) -> Outcome:
        if verb == "import":
            return _import(options["file"], options["year"], options["source"])
        return _show(options["year"])


def _import(file: Path, year: int | None, source: str) -> Outcome:
    try:
        entered = enter_notice(by=None, reading=_reading(file, year), source=source or file.name)
    except ValidationError as problem:
        words = "".join(problem.messages)
        return Outcome({"refused": words}, words, REFUSED)
    return Outcome(exports.entered_as_json(entered), _told(entered), DONE)


def _reading(file: Path, year: int | None) -> Reading:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise WrongUse("文件太大，不像一份放假通知。")
        text = _decoded(file.read_bytes())
    except OSError as problem:
        raise WrongUse(f"打不开文件“{file}”。请检查路径。") from problem
    if file.suffix.lower() != ".json":
        return read_text(text, year)
    try:
        return read_days(json.loads(text), year)
    except json.JSONDecodeError as problem:
        raise WrongUse(f"“{file}”不是 JSON 文件。通知原文请存成 .txt。") from problem


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise WrongUse("文件不是文本。请把通知原文存成 .txt（UTF-8）。")


def _told(entered: Entered) -> str:
    if not entered.changed:
        return f"{entered.notice.year}年放假安排和已录入的一样，没有改动。"
    lines = [f"已录入{entered.notice.year}年放假安排，共 {len(entered.days)} 天。", *entered.warnings]
    lines.append(f"有 {len(entered.moved)} 个期限改变。" if entered.moved else "没有期限改变。")
    lines += [f"  {one.what}：{one.due_before} → {one.due_after}" for one in entered.moved]
    return "\n".join(lines)


def _show(year: int) -> Outcome:
    if not 2000 <= year <= 2100:
        raise WrongUse("年份应在 2000 到 2100 之间。")
    data = exports.year_as_json(year, queries.known_or_packaged().calendar())
    lines = [f"{year}年" + ("（预计：放假通知尚未录入）" if data["estimated"] else "")]
    lines += [f"{one['date']} {'放假' if one['isOffDay'] else '上班'} {one['name']}" for one in data["days"]]
    return Outcome(data, "\n".join([*lines, f"全年工作日 {data['working_days']} 天。"]))
