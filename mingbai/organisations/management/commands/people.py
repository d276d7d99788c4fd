from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from mingbai.commands.verb import Outcome, Verb
from mingbai.organisations.actions import import_people
from mingbai.organisations.forms import PersonRow
from mingbai.organisations.management.outcomes import of_import, rows_of


class Command(Verb):
    help = "从表格导入人员和角色；新建的账号给出一次性密码"

    def add(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", metavar="动作", choices=["import"], help="import 导入")
        parser.add_argument("file", type=Path, metavar="文件", help="表格文件，.csv 或 .xlsx")

    def run(self, **options: Any) -> Outcome:
        rows, refused = rows_of(options["file"], PersonRow)
        return refused or of_import(import_people(by=None, rows=rows), "人员")
