"""What the import verbs read and print."""

from dataclasses import asdict
from pathlib import Path

from django import forms

from mingbai.commands.verb import DONE, REFUSED, Outcome, bytes_of
from mingbai.lib.tables import Row, Unreadable, read_table
from mingbai.organisations.actions import CellError, Imported
from mingbai.organisations.exports import titles_of


def rows_of(file: Path, form: type[forms.Form]) -> tuple[list[Row], Outcome | None]:
    """The rows of the file, or the refusal to print. `WrongUse` when there is no such file."""
    try:
        return read_table(bytes_of(file), titles_of(form)), None
    except Unreadable as problem:
        return [], of_import(Imported(errors=[CellError(1, "", str(problem))]), "")


def of_import(result: Imported, what: str) -> Outcome:
    data = asdict(result)
    if result.errors:
        lines = [f"有 {len(result.errors)} 处要改，什么都没有导入："]
        lines += [f"  第 {e.row} 行{e.column and f'“{e.column}”'}：{e.message}" for e in result.errors]
        return Outcome(data, "\n".join(lines), REFUSED)
    counts = [len(result.created), len(result.changed), len(result.unchanged)]
    lines = ["{}：新建 {} 个，修改 {} 个，没有变化 {} 个。".format(what, *counts)]
    if result.passwords:
        lines.append("一次性密码只显示这一次，请交给本人，首次登录须修改：")
        lines += [f"  {name}  {password}" for name, password in result.passwords.items()]
    return Outcome(data, "\n".join(lines), DONE)
