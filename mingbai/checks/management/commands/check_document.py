"""`mingbai check FILE`: what must be put right before a file is published."""

from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from mingbai.checks.context import Context
from mingbai.checks.engine import blocked, run
from mingbai.checks.findings import ASK, BLOCK, NOTE, Finding
from mingbai.checks.masking import mask
from mingbai.checks.queries import bare_context, context_for, has_tables
from mingbai.checks.subject import Subject
from mingbai.commands.verb import REFUSED, Outcome, Verb, WrongUse, bytes_of
from mingbai.documents.document import Document
from mingbai.documents.reading import read
from mingbai.documents.refusals import Refused
from mingbai.lib import clock
from mingbai.organisations.models import Organisation

LABELS = {BLOCK: "不能发布", ASK: "须说明", NOTE: "提示"}


class Command(Verb):
    help = "发布前检查一个文件：个人信息、用词、文号、日期、公开条款、隐藏内容"

    def add(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="文件", help="要检查的文件")
        parser.add_argument("--mask", action="store_true", help="输出遮盖个人信息以后的文字")
        parser.add_argument(
            "--organisation", default="", metavar="机构代码", help="单位的机构代码，用它自己的词库和误报记录"
        )

    def run(self, **options: Any) -> Outcome:
        path = Path(options["file"])
        context = _context(options["organisation"])
        try:
            document = read(bytes_of(path), path.name)
        except Refused as refusal:
            data = {"blocked": True, "findings": [], "refused": refusal.code, "reason": refusal.message}
            return Outcome(data, refusal.message, REFUSED)
        return _outcome(document, path.name, context, masked=options["mask"])


def _outcome(document: Document, name: str, context: Context, *, masked: bool) -> Outcome:
    findings = run(Subject.of_document(document, file_name=name), context)
    data: dict[str, Any] = {"blocked": blocked(findings), "findings": [f.as_json() for f in findings]}
    text = _listing(findings)
    if masked:
        text = data["masked"] = mask(document.text, context.today, context.telephones)
    status = REFUSED if any(f.severity != NOTE for f in findings) else 0
    return Outcome(data, text, status)


def _context(code: str) -> Context:
    if not has_tables():
        if code:
            raise WrongUse("数据库还没有建立，不能用 --organisation。请先运行 mingbai setup。")
        return bare_context(clock.today())
    organisation = Organisation.objects.filter(code=code).first()
    if code and organisation is None:
        raise WrongUse(f"没有机构代码为 {code} 的单位，请核对。")
    return context_for(organisation, clock.today())


def _listing(findings: tuple[Finding, ...]) -> str:
    if not findings:
        return "没有发现问题。"
    counts = Counter(f.severity for f in findings)
    head = "，".join(f"{LABELS[s]} {counts[s]} 处" for s in LABELS if counts[s])
    return "\n".join([f"共发现：{head}。", *map(_line, findings)])


def _line(finding: Finding) -> str:
    place = (
        f"{finding.place}第 {finding.start + 1} 字"
        if finding.end and finding.kind != "hidden"
        else finding.place
    )
    parts = [f"[{LABELS[finding.severity]}] {place}：{finding.message}"]
    if finding.excerpt:
        parts.append(f"    原文：{finding.excerpt}")
    if finding.suggestion:
        parts.append(f"    建议：{finding.suggestion}")
    return "\n".join(parts)
