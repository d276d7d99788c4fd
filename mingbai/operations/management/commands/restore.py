from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings

from mingbai.commands.verb import DONE, REFUSED, Outcome, Verb, WrongUse
from mingbai.lib.verdict import Denied
from mingbai.operations.backups.making import backups_in
from mingbai.operations.backups.restoring import restore
from mingbai.operations.backups.verifying import verify


class Command(Verb):
    help = "从备份恢复，或者用 --verify 核对备份能不能恢复（不动现有的内容）"

    def add(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", metavar="备份", help="备份文件；写文件夹就是其中最新的一份")
        parser.add_argument("--verify", action="store_true", help="只试着恢复到临时的库里，核对以后删除")
        parser.add_argument("--replace", action="store_true", help="库里已有内容的，全部用备份替换")

    def run(
        self, file: str | None = None, verify: bool = False, replace: bool = False, **options: Any
    ) -> Outcome:
        if verify and replace:
            raise WrongUse("--verify 和 --replace 只能写一个。")
        path = _newest(Path(file or settings.BACKUP_DIR))
        try:
            return _verified(path) if verify else _restored(path, replace)
        except Denied as denial:
            return Outcome({"refused": denial.reason}, denial.reason, REFUSED)


def _newest(path: Path) -> Path:
    """The file itself, or the newest backup in a folder."""
    if not path.is_dir():
        return path
    found = backups_in(path)
    if not found:
        raise WrongUse(
            f"{path} 里没有备份。请写明备份文件，例如 mingbai restore /mnt/usb/mingbai-20261121-020000.tar。"
        )
    return found[0]


def _verified(path: Path) -> Outcome:
    found = verify(path=path)
    if found.problems:
        return Outcome(asdict(found), "\n".join(["这份备份有问题：", *found.problems]), REFUSED)
    words = (
        f"{path.name} 可以恢复：数据 {found.rows} 行，操作记录 {found.events} 件环环相扣，"
        f"抽查已公开的信息 {found.records} 条，文件 {found.files} 个，全部相符。"
    )
    return Outcome(asdict(found), words)


def _restored(path: Path, replace: bool) -> Outcome:
    done = restore(path=path, replace=replace)
    words = [
        f"已从 {path.name} 恢复：数据 {done.rows} 行，补上文件 {done.files} 个。",
        *(f"注意：{one}" for one in done.warnings),
        "请重新启动网站程序；网页会自动重做（mingbai pages --all 可以马上全部做好）。",
    ]
    return Outcome(asdict(done), "\n".join(words), DONE)
