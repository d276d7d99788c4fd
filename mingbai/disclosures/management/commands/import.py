from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from mingbai.accounts.models import User
from mingbai.commands.verb import DONE, REFUSED, Outcome, Verb, WrongUse
from mingbai.disclosures.actions import import_folder
from mingbai.disclosures.actions.importing import FileResult
from mingbai.lib.verdict import Denied
from mingbai.organisations.models import Organisation, Role

WORDS = {"created": "已建草稿", "duplicate": "以前导入过", "refused": "未导入"}


class Command(Verb):
    help = "把一个文件夹里的文件导入为草稿；可以随时中断，再次运行不会重复"

    def add(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="文件夹")
        parser.add_argument("--organisation", required=True, metavar="机构代码")
        parser.add_argument(
            "--as", dest="username", metavar="用户名", help="以谁的名义（缺省：该机构的拟稿人）"
        )

    def run(self, folder: Path, organisation: str, username: str | None = None, **options: Any) -> Outcome:
        if not folder.is_dir():
            raise WrongUse(f"找不到文件夹“{folder}”。请检查路径。")
        place = Organisation.objects.filter(code=organisation).first()
        if place is None:
            raise WrongUse(
                f"没有代码为 {organisation} 的机构。用 mingbai organisations export 查看全部机构。"
            )
        results: list[FileResult] = []
        try:
            for result in import_folder(folder=folder, organisation=place, by=self._person(place, username)):
                results.append(result)
                self.stderr.write(
                    f"{WORDS[result.status]}\t{result.file}\t{result.reason or result.title or ''}"
                )
        except Denied as denial:
            return Outcome(_counted(results) | {"reason": denial.reason}, denial.reason, REFUSED)
        data = _counted(results)
        text = "，".join(f"{word} {data[status]} 个" for status, word in WORDS.items()) + "。"
        return Outcome(data, text, REFUSED if data["refused"] else DONE)

    @staticmethod
    def _person(place: Organisation, username: str | None) -> User:
        people = User.objects.filter(is_active=True)
        if username:
            person = people.filter(username=username).first()
        else:
            person = people.filter(memberships__organisation=place, memberships__role=Role.DRAFTER).first()
        if person is None:
            raise WrongUse(
                f"没有用户名为“{username}”的账号，请核对。" if username
                else f"“{place}”还没有拟稿人。请先给一个人任拟稿人，再导入。"
            )  # fmt: skip
        return person


def _counted(results: list[FileResult]) -> dict[str, Any]:
    counts = Counter(result.status for result in results)
    return {"files": [result.as_json() for result in results], **{status: counts[status] for status in WORDS}}
