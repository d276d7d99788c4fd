from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from mingbai.catalogue.actions.importing import import_at_once
from mingbai.catalogue.actions.planning import Plan, field_names
from mingbai.catalogue.exports import catalogue_workbook
from mingbai.catalogue.models import Field
from mingbai.catalogue.sheets import Read, Refused, marked_copy, read
from mingbai.commands.verb import REFUSED, Outcome, Verb, WrongUse, bytes_of
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import by_code

SHOWN = 20


class Command(Verb):
    help = "导入、导出政务公开标准目录（Excel）"

    def add(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "what", metavar="动作", choices=["import", "export"], help="import 导入，export 导出"
        )
        parser.add_argument("file", type=Path, metavar="文件", help="表格文件，.xlsx")
        parser.add_argument(
            "--organisation", default="", metavar="机构代码", help="哪个单位的目录；不写就是全国标准目录"
        )
        parser.add_argument(
            "--field", default="", metavar="领域", help="表里没有写领域时用的领域（网址名或名称）"
        )

    def run(self, **options: Any) -> Outcome:
        organisation = _organisation(options["organisation"])
        if options["what"] == "export":
            return _export(options["file"], organisation)
        return _import(options["file"], organisation, _field(options["field"]))


def _organisation(code: str) -> Organisation | None:
    found = by_code(code) if code else None
    if code and found is None:
        raise WrongUse(f"没有代码为 {code} 的机构。用 mingbai organisations export 可以看到全部机构。")
    return found


def _field(name: str) -> str:
    if not name:
        return ""
    key = field_names().get(name, name)
    if not Field.objects.filter(key=key).exists():
        known = "、".join(Field.objects.values_list("name", flat=True))
        raise WrongUse(f"没有“{name}”这个领域。可以写：{known}。")
    return key


def _export(file: Path, organisation: Organisation | None) -> Outcome:
    if file.suffix.lower() != ".xlsx":
        raise WrongUse("文件名要以 .xlsx 结尾。")
    try:
        file.write_bytes(catalogue_workbook(organisation))
    except OSError as problem:
        raise WrongUse(f"写不了文件 {file}。请检查文件夹是否存在、是否有权写入。") from problem
    return Outcome({"file": str(file)}, f"已导出：{file}")


def _import(file: Path, organisation: Organisation | None, field: str) -> Outcome:
    data = bytes_of(file)
    try:
        found = read(data, field_names(), field)
    except Refused as problem:
        return Outcome({"file": str(file), "refused": str(problem)}, str(problem), REFUSED)
    plan = import_at_once(by=None, read=found, organisation=organisation, name=file.name)
    return _refused(file, data, plan) if plan.problems else _done(file, found, plan)


def _done(file: Path, found: Read, plan: Plan) -> Outcome:
    counts = plan.counts
    words = "，".join(f"{word} {counts[name]} 条" for name, word in _WORDS.items() if counts[name])
    return Outcome(
        {"file": str(file), **counts, "notices": found.notices, "columns": plan.extra, "errors": []},
        "\n".join([f"已导入：{words or '没有事项'}。", *found.notices]),
    )


_WORDS = {"add": "新增", "alter": "修改", "overlay": "细化", "hold": "列入目录", "same": "没有变化"}


def _refused(file: Path, data: bytes, plan: Plan) -> Outcome:
    copy = file.with_name(f"{file.stem}-错误.xlsx")
    try:
        copy.write_bytes(marked_copy(data, plan.problems))
    except OSError as problem:
        raise WrongUse(f"写不了文件 {copy}。请检查文件夹是否有权写入。") from problem
    errors = [
        {"sheet": one.sheet, "row": one.row, "column": one.column, "cell": one.cell, "message": one.message}
        for one in plan.problems
    ]
    lines = [f"  {one.sheet} {one.cell}：{one.message}" for one in plan.problems[:SHOWN]]
    head = f"有 {len(errors)} 处错误，什么也没有导入。错误已标在 {copy}。"
    data_out = {"file": str(file), "errors": errors, "errors_file": str(copy)}
    return Outcome(data_out, "\n".join([head, *lines]), REFUSED)
