from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from mingbai.accounts.models import User
from mingbai.commands.verb import DONE, REFUSED, Outcome, Parser, Verb, WrongUse, bytes_of
from mingbai.foi.models import FoiRequest
from mingbai.lib.verdict import Denied
from mingbai.remedies.actions import export_file
from mingbai.remedies.verification import CONFIRMED, UNAVAILABLE, Report, verify

TRAIL = {
    CONFIRMED: "操作记录里有这次导出。",
    UNAVAILABLE: "本系统没有这件申请，只核对了包本身，没有和操作记录核对。",
}


class Command(Verb):
    help = "导出一件依申请公开的整卷，或者核对导出的整卷有没有改动"

    def add(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(
            dest="verb", required=True, metavar="export|verify", parser_class=Parser
        )
        export = verbs.add_parser("export", help="导出整卷")
        export.add_argument("--number", required=True, metavar="登记编号")
        export.add_argument("--out", required=True, type=Path, metavar="文件")
        export.add_argument(
            "--as", "--by", dest="username", required=True, metavar="用户名", help="以谁的名义"
        )
        export.add_argument("--organisation", metavar="机构代码", help="编号在几个机构里都有时要写")
        export.add_argument("--with-identity", action="store_true", help="连同申请人的身份证明")
        check = verbs.add_parser("verify", help="核对整卷")
        check.add_argument("file", type=Path, metavar="文件")
        for one in (export, check):
            one.add_argument("--json", action="store_true", dest="as_json", help="输出 JSON")

    def run(self, verb: str, **options: Any) -> Outcome:
        return self._export(**options) if verb == "export" else _verified(verify(bytes_of(options["file"])))

    def _export(
        self,
        number: str,
        out: Path,
        username: str,
        organisation: str | None = None,
        with_identity: bool = False,
        **options: Any,
    ) -> Outcome:
        request, person = _request(number, organisation), _person(username)
        if not out.parent.is_dir():
            raise WrongUse(f"没有文件夹“{out.parent}”。请先建好，或者换一个地方。")
        if out.exists():
            raise WrongUse(f"“{out}”已经有了。请换一个文件名，以免盖掉原来的。")
        try:
            made = export_file(request=request, by=person, with_identity=with_identity)
        except Denied as denial:
            return Outcome({"ok": False, "reason": denial.reason}, denial.reason, REFUSED)
        out.write_bytes(made.data)
        data = {
            "ok": not made.problems,
            "file": str(out),
            "digest": made.digest,
            "manifest": made.manifest,
            "files": made.files,
            "documents": made.documents,
            "with_identity": with_identity,
            "problems": list(made.problems),
        }
        lines = [f"已导出 {made.documents} 份材料到 {out}。", *made.problems]
        return Outcome(data, "\n".join(lines), REFUSED if made.problems else DONE)


def _request(number: str, code: str | None) -> FoiRequest:
    rows = FoiRequest.objects.filter(number=number).select_related("organisation")
    found = list(rows.filter(organisation__code=code) if code else rows)
    if not found:
        raise WrongUse(f"没有登记编号为“{number}”的申请，请核对。")
    if len(found) > 1:
        codes = "、".join(one.organisation.code for one in found)
        raise WrongUse(f"编号“{number}”在几个机构里都有，请加 --organisation，写 {codes} 中的一个。")
    return found[0]


def _person(username: str) -> User:
    person = User.objects.filter(username=username, is_active=True).first()
    if person is None:
        raise WrongUse(f"没有用户名为“{username}”的账号，请核对。")
    return person


def _verified(report: Report) -> Outcome:
    lines = [f"{one.file}：{one.text}" if one.file else one.text for one in report.problems]
    if report.ok:
        about = f"{report.about.get('organisation_name')} {report.about.get('request')}"
        lines = [f"没有发现改动：{about}，{report.files} 个文件，{report.events} 件操作记录。"]
        lines.append(TRAIL[report.trail])
    return Outcome(report.as_json(), "\n".join(lines), DONE if report.ok else REFUSED)
