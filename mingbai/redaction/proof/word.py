"""Reads a produced Word file back: its members as bytes and as text, and as the reader shows it."""

import html
import re
import zipfile
from io import BytesIO

from mingbai.documents.cleaners.pictures import clean_embedded
from mingbai.documents.cleaning import clean
from mingbai.documents.document import Document
from mingbai.documents.reading import read
from mingbai.documents.refusals import Refused
from mingbai.redaction.matching import BREAK, Needle, without_bars
from mingbai.redaction.proof.evidence import CALLED, Evidence
from mingbai.redaction.values import Mark

ATTRIBUTE = re.compile(r"""([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
# the end of what is one text; all other tags stand within a text
BLOCK = re.compile(r"</?(?:\w+:)?(?:p|v|f|pt|tc|tr|tbl|txbxContent|comment|lvl|si|c)(?:\s[^>]*)?/?>")
TAG = re.compile(r"<[^>]*>")
READ_ALOUD = {"descr", "title", "string", "tooltip", "alt", "Target"}
PLACES = {
    "comments": "批注", "docprops": "文档属性", "customxml": "附带的数据", "embeddings": "嵌入的文件",
    "footnotes": "脚注", "endnotes": "尾注", "header": "页眉", "footer": "页脚", "settings": "文档变量和设置",
    ".rels": "链接地址", "document.xml": "正文", "glossary": "自动图文集",
}  # fmt: skip
FOREIGN = (
    "docprops/",
    "customxml/",
    "embeddings/",
    "comments",
    "people.xml",
    "glossary/",
    "activex",
    "vba",
    ".bin",
)
DEEPEST = 3
OUTSIDE = "压缩包外层"


def examine_members(data: bytes, evidence: Evidence, outer: str = "", depth: int = 0) -> int:
    """Every member of a zip file, and of zip files in it; returns how many."""
    evidence.raw(OUTSIDE, data)
    count = 0
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for info in archive.infolist():
            name, member = info.filename, archive.read(info)
            place = outer or _place(name)
            count += 1
            evidence.technical("压缩包内的文件名", [name])
            evidence.raw(place, member)
            if member.startswith(b"PK\x03\x04") and depth < DEEPEST:
                count += examine_members(member, evidence, place, depth + 1)
            elif name.lower().endswith((".xml", ".rels", ".vml")):
                _markup(name, member, place, evidence)
    return count


def _place(name: str) -> str:
    low = name.lower()
    return next((place for part, place in PLACES.items() if part in low), name)


def _markup(name: str, member: bytes, place: str, evidence: Evidence) -> None:
    source = _decoded(member)
    within = BREAK if not name.lower().startswith("word/") else ""
    words = TAG.sub(within, BLOCK.sub(BREAK, source))
    evidence.text(place, html.unescape(words))
    for local, one, other in ATTRIBUTE.findall("".join(TAG.findall(source))):
        value = html.unescape(one or other)
        if local in READ_ALOUD:
            evidence.text(f"{place}的属性值", value)
        else:
            evidence.technical(f"{place}的属性值", [value])


def _decoded(member: bytes) -> str:
    if member.startswith((b"\xff\xfe", b"\xfe\xff")):
        return member.decode("utf-16", "ignore")
    return member.decode("utf-8", "ignore")


def examine_word(original: bytes, produced: bytes, evidence: Evidence) -> None:
    """`original` as .docx; both are read by the reader that serves the public pages, too."""
    count = examine_members(produced, evidence)
    evidence.other += [f"仍带有不该有的部件：{_place(name)}" for name in _foreign(produced)]
    evidence.read.append(f"压缩包里的 {count} 个部件：文字、属性值和原始字节（{CALLED}）")
    before, after = read(original, "original.docx"), read(produced, "produced.docx")
    evidence.text("读出的正文、页眉页脚和注释", f"{after.text}{BREAK}{after.title or ''}")
    for value in after.properties.values():
        evidence.text("文档属性", value)
    evidence.read.append("按打印内容读出的文字（正文、表格、文本框、页眉页脚、脚注、尾注）和文档属性")
    _hidden(produced, evidence)
    _chosen(before, after, evidence)
    _pictures(before, produced, evidence)
    if after.images:
        evidence.unread.append(f"文件里有 {len(after.images)} 张图片，图片上的字请逐张看一遍")


def _foreign(data: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return [name for name in archive.namelist() if any(part in name.lower() for part in FOREIGN)]


def _hidden(produced: bytes, evidence: Evidence) -> None:
    """Nothing is left that a cleaning would take out."""
    try:
        removed = clean(produced, "produced.docx").removed
    except Refused as refused:
        evidence.other.append(f"还有没有去掉的隐藏内容：{refused.message}")
        return
    evidence.other += [f"还有没有去掉的隐藏内容（{notice.kind}）" for notice in removed]
    evidence.read.append("隐藏文字、修订、批注、嵌入文件、宏、缩略图：都已不在文件里")


def _chosen(before: Document, after: Document, evidence: Evidence) -> None:
    """Where one of several occurrences was chosen, one is gone."""
    for number, mark in enumerate(evidence.marks, 1):
        if mark.quote and not mark.everywhere:
            needle = Needle.of(mark.quote)
            if needle.count(without_bars(after.text)) >= needle.count(before.text):
                evidence.other.append(f"第 {number} 条标记选定的那一处仍在正文里")


def _pictures(before: Document, produced: bytes, evidence: Evidence) -> None:
    with zipfile.ZipFile(BytesIO(produced)) as archive:
        members = {archive.read(info) for info in archive.infolist()}
    for number, mark in enumerate(evidence.marks, 1):
        if mark.picture and not members.isdisjoint(_forms(before, mark)):
            evidence.other.append(f"第 {number} 条标记的图片仍在文件里")
    if any(mark.picture for mark in evidence.marks):
        evidence.read.append("每个部件都与要去掉的图片逐字节比对")


def _forms(before: Document, mark: Mark) -> set[bytes]:
    """The picture as it was, and as cleaning writes it."""
    found = [image.data for image in before.images if image.name == mark.picture]
    return {*found, *map(clean_embedded, found)}
