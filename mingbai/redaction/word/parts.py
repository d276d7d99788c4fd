"""A Word package whose parts are being changed."""

import posixpath
from collections.abc import Callable

from lxml import etree

from mingbai.documents.archives import Archive
from mingbai.documents.cleaners.packing import pack
from mingbai.documents.docx import names as n
from mingbai.documents.docx.package import Package
from mingbai.documents.docx.state import chosen
from mingbai.documents.markup import local_name, parse
from mingbai.redaction.word.texts import COPIES, where_of

ORDER = ("正文", "页眉", "页脚", "脚注", "尾注", "图表", "图示")


class Parts:
    """The XML members as trees, all else as bytes; `data` packs them again."""

    def __init__(self, data: bytes) -> None:
        self.package = Package(Archive(data))
        self.roots: dict[str, etree._Element] = {}
        self.others: dict[str, bytes] = {}
        for name in self.package.archive.names():
            if not name.lower().endswith(".xml") or name == "[Content_Types].xml":
                self.others[name] = self.package.archive.read(name)
            else:
                self.roots[name] = self.package.part(name)
                _keep_one_branch(self.roots[name])

    def printed(self) -> list[etree._Element]:
        """Roots in the order in which occurrences count."""
        roots = [root for root in self.roots.values() if where_of(root) in ORDER]
        shown = [root for root in roots if local_name(root) not in COPIES]
        return sorted(shown, key=lambda root: ORDER.index(where_of(root)))

    def copies(self) -> list[etree._Element]:
        """Roots that repeat the words of another part."""
        return [root for root in self.roots.values() if local_name(root) in COPIES]

    def drop_links(self, is_told: Callable[[str], bool]) -> int:
        """Takes out relationships to outside targets that tell a quote; returns how many."""
        dropped = 0
        for name in [name for name in self.others if name.endswith(".rels")]:
            root = parse(self.others[name])
            outside = [element for element in root if element.get("TargetMode") == "External"]
            told = [element for element in outside if is_told(element.get("Target", ""))]
            for element in told:
                root.remove(element)
            dropped += len(told)
            self.others[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
        return dropped

    def rename(self, is_told: Callable[[str], bool]) -> None:
        """Gives files whose own name tells a quote a neutral one, wherever it is written."""
        told = [name for name in self.others if is_told(posixpath.basename(name))]
        for number, name in enumerate(told, 1):
            folder, base = posixpath.split(name)
            new = f"renamed{number}{posixpath.splitext(base)[1]}"
            self.others[posixpath.join(folder, new)] = self.others.pop(name)
            for part in [part for part in self.others if part.endswith((".rels", "].xml"))]:
                self.others[part] = self.others[part].replace(base.encode(), new.encode())

    def data(self) -> bytes:
        written = {
            name: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            for name, root in self.roots.items()
        }
        return pack({**self.others, **written})


def _keep_one_branch(root: etree._Element) -> None:
    """Of alternatives only the branch that is shown: the other repeats its words for older programs."""
    for alternate in list(root.iter(n.ALTERNATE)):
        branch = chosen(alternate)
        for other in [child for child in alternate if child is not branch]:
            alternate.remove(other)
