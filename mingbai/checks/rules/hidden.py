"""What stands in a file without being seen on the page."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from mingbai.checks.findings import ASK, BLOCK, NOTE
from mingbai.checks.rules.marks import Mark
from mingbai.documents.document import Notice

SEVERITIES = {
    "hidden_text": BLOCK, "tracked_change": BLOCK, "macro": BLOCK,
    "comment": ASK, "embedded_object": ASK, "missing_image": ASK,
    "gps": NOTE, "external_link": NOTE,
}  # fmt: skip
ADVICE = {
    "hidden_text": "文件里有隐藏文字。请在 Word 里全选，取消“隐藏文字”，看清内容后删去或保留，再重新上传。",
    "tracked_change": "文件里有修订痕迹。请在“审阅”里接受或拒绝全部修订，再重新上传。",
    "macro": "文件里有宏。请另存为 .docx 或 .xlsx（不带宏），再重新上传。",
    "comment": "文件里有批注。请看一看批注，在“审阅”里全部删除，再重新上传。",
    "embedded_object": "文件里嵌有别的文件。请核对能不能公开；不能公开的，删去后重新上传。",
    "missing_image": "有图片没有读出来。请打开原文件核对，缺的图片请重新插入。",
    "gps": "图片带有拍摄地点。公开的副本会自动去掉，原件不会公开。",
    "external_link": "文件里有指向外部的链接。请点开核对，确认是对的网址。",
}


def marks(notices: Iterable[Notice]) -> Iterator[tuple[Mark, str]]:
    """One mark per sort of notice, with the details joined; harmless sorts (field, bookmark …) give none."""
    ordered = sorted((n for n in notices if n.kind in SEVERITIES), key=lambda n: n.kind)
    for kind, group in groupby(ordered, key=lambda n: n.kind):
        details = [n.detail for n in group]
        count = f"（共 {len(details)} 处）" if len(details) > 1 else ""
        text = "；".join(details)
        yield Mark("hidden", kind, SEVERITIES[kind], 0, 0, ADVICE[kind] + count, value=text), text
