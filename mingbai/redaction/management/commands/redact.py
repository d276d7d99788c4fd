"""`mingbai redact FILE --marks MARKS.json --out OUT`: withholds what is marked, and proves it."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

from mingbai.commands.verb import REFUSED, Outcome, Verb, WrongUse, bytes_of
from mingbai.documents.refusals import Refused
from mingbai.redaction.redacting import redact
from mingbai.redaction.summary import sentence
from mingbai.redaction.values import Mark, NotPlaced, NotProven, Redacted, RedactionRefused

HOW = {"barred": "遮盖", "removed": "随隐藏内容一并去掉"}
NOT_JSON = '标记文件“{path}”不是 JSON 列表。写法：[{{"quote": "要遮盖的文字", "ground": "E15"}}]'


class Command(Verb):
    help = "遮盖 Word、PDF 文件里不能公开的内容，每处注明事由，读回证明后才给出文件"

    def add(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="文件", help="Word（.docx、.doc、.wps 等）或 PDF 文件")
        parser.add_argument("--marks", required=True, metavar="标记", help="JSON 文件：要遮盖的文字和事由")
        parser.add_argument("--out", required=True, metavar="输出", help="遮盖后的文件写到哪里")

        parser.add_argument("--every-page", action="store_true", help="PDF：没有标记的页也转成图像")

    def run(self, **options: Any) -> Outcome:
        path, out = Path(options["file"]), Path(options["out"])
        data, marks = bytes_of(path), _marks(Path(options["marks"]))
        try:
            redacted = redact(data, path.name, marks, every_page=options["every_page"])
        except (Refused, RedactionRefused) as refused:
            return Outcome(_refused(refused), f"没有生成文件：{refused.message}", REFUSED)
        try:
            out.write_bytes(redacted.data)
        except OSError as error:
            raise WrongUse(f"写不了文件“{out}”。请检查路径是否正确、是否有权写入。") from error
        return Outcome({**redacted.as_json(), "out": str(out)}, printed(redacted))


def _marks(path: Path) -> list[Mark]:
    try:
        listed = json.loads(bytes_of(path))
    except (ValueError, RecursionError) as error:
        raise WrongUse(NOT_JSON.format(path=path)) from error
    if not isinstance(listed, list):
        raise WrongUse(NOT_JSON.format(path=path))
    marks = []
    for number, entry in enumerate(listed, 1):
        try:
            marks.append(Mark.from_json(entry))
        except ValidationError as error:
            raise WrongUse(f"第 {number} 条标记：{' '.join(error.messages)}") from error
    return marks


def _refused(refused: Refused | RedactionRefused) -> dict[str, Any]:
    """The keys of a file that was made, and why it was not."""
    missing = [mark.as_json() for mark in refused.marks] if isinstance(refused, NotPlaced) else []
    found = list(refused.proof.found) if isinstance(refused, NotProven) else []
    told = {"message": refused.message, "missing": missing, "found": found}
    return {"filename": None, "table": [], "placed": [], "proof": None, "refused": told}


def printed(redacted: Redacted) -> str:
    """For people: the summary, each place, and what the proof looked at."""
    assert redacted.proof is not None
    lines = [sentence(redacted.table) or "看得见的文字里没有要遮盖的内容。"]
    lines += [
        f"　{p.where}：{p.mark.label}（{p.mark.ground}）{HOW[p.how]} {p.count} 处" for p in redacted.placed
    ]
    lines += ["读回检查通过，检查了：", *(f"　{read}" for read in redacted.proof.read)]
    if redacted.proof.unread:
        lines += ["还需要人看的：", *(f"　{unread}" for unread in redacted.proof.unread)]
    return "\n".join(lines)
