"""Reads OFD (GB/T 33190-2016), the national fixed-layout format: its text stands in TextCode elements."""

import posixpath

from lxml import etree

from mingbai.documents.archives import Archive
from mingbai.documents.content import Content, excerpt
from mingbai.documents.layout import no_text_layer, paragraphs_from
from mingbai.documents.markup import local_name, parse
from mingbai.documents.refusals import Refused

PERSONAL = {"Author": "作者", "Creator": "制作程序", "Title": "标题", "Subject": "主题", "Keywords": "关键词"}
NOTED = {"Author", "Subject", "Title"}


def read_ofd(data: bytes) -> Content:
    """Raises Refused (corrupt, bomb, entities, renamed)."""
    archive = Archive(data)
    if "OFD.xml" not in archive:
        raise Refused("renamed", "文件不是 OFD。请用原来的软件打开，另存后重新上传。")
    content = Content()
    root = parse(archive.read("OFD.xml"))
    _properties(root, content)
    pages: list[list[str]] = []
    for document in _texts(root, "DocRoot"):
        pages += _pages(archive, document.lstrip("/"), content)
    content.blocks.extend(paragraphs_from(pages))
    if not content.blocks:
        no_text_layer(content)
    return content


def _properties(root: etree._Element, content: Content) -> None:
    for element in root.iter():
        name, value = local_name(element), (element.text or "").strip()
        if name == "CustomData" and value:
            name = element.get("Name", "CustomData")
            content.notices.add("property", f"{name}：{value[:200]}")
        elif name not in PERSONAL or not value:
            continue
        content.properties[name] = value
        if name in NOTED:
            content.notices.add("property", f"{PERSONAL[name]}：{value[:200]}")


def _pages(archive: Archive, document: str, content: Content) -> list[list[str]]:
    if document not in archive:
        raise Refused("corrupt")
    root, folder = parse(archive.read(document)), posixpath.dirname(document)
    for element in root.iter():
        name = local_name(element)
        if name == "Attachments" and element.text:
            content.notices.add("embedded_object", "OFD 里附带了文件")
        elif name == "Annotations" and element.text:
            content.notices.add("comment", "OFD 里有批注")
    pages = []
    for page in root.iter():
        if local_name(page) == "Page" and page.get("BaseLoc"):
            pages.append(_lines(archive, _member(folder, page.get("BaseLoc", "")), content))
    return pages


def _lines(archive: Archive, member: str, content: Content) -> list[str]:
    """Text objects of one page, those of one height joined into a line."""
    if member not in archive:
        raise Refused("corrupt")
    lines: list[tuple[float, str]] = []
    for element in parse(archive.read(member)).iter():
        if local_name(element) != "TextObject":
            continue
        text = "".join(_texts(element, "TextCode"))
        if _is_hidden(element):
            content.notices.add("hidden_text", f"隐藏文字：{excerpt(text)}")
            continue
        height = _height(element)
        if lines and abs(lines[-1][0] - height) < 1:
            lines[-1] = (height, lines[-1][1] + text)
        else:
            lines.append((height, text))
    return [text for _, text in lines]


def _is_hidden(element: etree._Element) -> bool:
    own = (element.get("Visible", "").lower() == "false", element.get("Alpha") == "0")
    return any(own) or any(outer.get("Visible", "").lower() == "false" for outer in element.iterancestors())


def _height(element: etree._Element) -> float:
    """The distance from the top of the page, in millimetres."""
    try:
        return float(element.get("Boundary", "0 0 0 0").split()[1])
    except (ValueError, IndexError):
        return 0.0


def _texts(root: etree._Element, name: str) -> list[str]:
    return [
        element.text.strip("\r\n") for element in root.iter() if local_name(element) == name and element.text
    ]


def _member(folder: str, location: str) -> str:
    if location.startswith("/"):
        return location.lstrip("/")
    return posixpath.normpath(posixpath.join(folder, location))
