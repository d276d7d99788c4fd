"""`mingbai inspect FILE`: what a file says, and what it hides."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from mingbai.commands.verb import REFUSED, Outcome, Verb, bytes_of
from mingbai.documents.document import Document
from mingbai.documents.reading import read
from mingbai.documents.refusals import Refused

OPENNESS = {"proactive": "主动公开", "on_request": "依申请公开", "withheld": "不予公开"}
KINDS = {
    "hidden_text": "隐藏文字",
    "tracked_change": "修订",
    "comment": "批注",
    "field": "域",
    "external_link": "外部链接",
    "embedded_object": "嵌入对象",
    "macro": "宏",
    "property": "文档属性",
    "gps": "拍摄地点",
    "bookmark": "书签",
    "missing_image": "缺图",
}


class Command(Verb):
    help = "读取一个文件：标题、文号、日期、标题层次、正文，以及公开前必须知道的隐藏内容"

    def add(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="文件", help="Word、Excel、PDF、OFD、文本或网页文件")

    def run(self, **options: Any) -> Outcome:
        path = Path(options["file"])
        data = bytes_of(path)
        try:
            document = read(data, path.name)
        except Refused as refused:
            return Outcome(_unread(refused), f"没有读取：{refused.message}", REFUSED)
        return Outcome(document.as_json(), printed(document))


def _unread(refused: Refused) -> dict[str, Any]:
    """The keys of a file that was read, all unknown, and why it was not."""
    unknown = Document(kind="").as_json() | dict.fromkeys(("kind", "html", "text"))
    return unknown | {"refused": {"code": refused.code, "message": refused.message}}


def printed(document: Document) -> str:
    """For people: the fields, the heading tree, and what to look at before publishing."""
    fields = {
        "标题": document.title,
        "文号": document.document_number,
        "发文机关": document.organisation,
        "签发人": document.signer,
        "成文日期": document.written_on,
        "印发日期": document.printed_on,
        "公开属性": OPENNESS.get(document.openness or ""),
        "主送": document.addressee,
    }
    lines = [f"{label}：{value or '（未写明）'}" for label, value in fields.items()]
    lines += [
        f"正文：{len(document.text)} 字，表格 {len(document.tables)} 个，图片 {len(document.images)} 张"
    ]
    lines += ["标题层次："] if document.headings else []
    lines += [f"{'　' * heading.level}{heading.number}{heading.text}" for heading in document.headings]
    if document.notices:
        lines += ["公开前请核对："]
        lines += [f"　[{KINDS[notice.kind]}] {notice.detail}" for notice in document.notices]
    else:
        lines += ["没有发现隐藏内容。"]
    return "\n".join(lines)
