from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from mingbai.commands.verb import Outcome, Verb, WrongUse
from mingbai.lib.tables import to_csv, to_xlsx
from mingbai.organisations.actions import import_organisations
from mingbai.organisations.exports import organisation_rows, titles_of
from mingbai.organisations.forms import OrganisationRow
from mingbai.organisations.management.outcomes import of_import, rows_of

WRITERS = {".csv": to_csv, ".xlsx": to_xlsx}


class Command(Verb):
    help = "从表格导入机构，或把现有机构导出为表格（CSV 或 Excel）"

    def add(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "what", metavar="动作", choices=["import", "export"], help="import 导入，export 导出"
        )
        parser.add_argument("file", type=Path, metavar="文件", help="表格文件，.csv 或 .xlsx")

    def run(self, **options: Any) -> Outcome:
        return _import(options["file"]) if options["what"] == "import" else _export(options["file"])


def _import(file: Path) -> Outcome:
    rows, refused = rows_of(file, OrganisationRow)
    return refused or of_import(import_organisations(by=None, rows=rows), "机构")


def _export(file: Path) -> Outcome:
    write = WRITERS.get(file.suffix.lower())
    if write is None:
        raise WrongUse("文件名要以 .csv 或 .xlsx 结尾。")
    rows = organisation_rows()
    try:
        file.write_bytes(write(list(titles_of(OrganisationRow)), rows))
    except OSError as problem:
        raise WrongUse(f"写不了文件 {file}。请检查文件夹是否存在、是否有权写入。") from problem
    return Outcome({"file": str(file), "organisations": len(rows)}, f"已导出 {len(rows)} 个机构：{file}")
