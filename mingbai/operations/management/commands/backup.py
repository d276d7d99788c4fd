from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings

from mingbai.commands.verb import REFUSED, Outcome, Verb, WrongUse
from mingbai.lib.verdict import Denied
from mingbai.operations.backups.making import make
from mingbai.operations.wording import size

WITH_KEYS = "注意：这份备份带着密钥，谁拿到它就能看到申请人的全部材料。请锁好，不要和别的备份放在一起。"
WITHOUT_KEYS = (
    "这份备份不带密钥：没有 FOI_KEYS（或者数据目录里的 foi_key）就打不开申请人的材料。"
    "请确认密钥另外抄存了一份；要带密钥用 --with-keys。"
)


class Command(Verb):
    help = "备份数据库和文件，做成一个文件；网站不用停"

    def add(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", metavar="文件夹", help="放备份的文件夹；缺省是 BACKUP_DIR")
        parser.add_argument("--with-keys", action="store_true", help="把密钥也放进去（慎用）")
        parser.add_argument("--keep", type=int, default=0, metavar="份数", help="只留最近这么多份，旧的删除")

    def run(
        self, folder: str | None = None, with_keys: bool = False, keep: int = 0, **options: Any
    ) -> Outcome:
        if keep < 0:
            raise WrongUse("--keep 要写大于 0 的份数，例如 --keep 14。")
        try:
            made = make(folder=Path(folder or settings.BACKUP_DIR), with_keys=with_keys, keep=keep)
        except Denied as denial:
            return Outcome({"refused": denial.reason}, denial.reason, REFUSED)
        words = (
            f"已备份到 {made.path}（{size(made.size)}，数据 {made.rows} 行，文件 {made.files} 个）。"
            + (f"删除旧备份 {made.dropped} 份。" if made.dropped else "")
            + f"\n{WITH_KEYS if with_keys else WITHOUT_KEYS}"
            + f"\n核对这份备份：mingbai restore --verify {made.path}"
        )
        return Outcome(asdict(made), words)
