"""The public copy of a Word file: only parts that are known and needed, and in them only what is printed."""

import posixpath
from collections.abc import Iterator

from lxml import etree

from mingbai.documents.archives import Archive
from mingbai.documents.cleaners.fields import strip_fields
from mingbai.documents.cleaners.markup import strip_markup
from mingbai.documents.cleaners.packing import XML_DECLARATION, pack
from mingbai.documents.cleaners.pictures import clean_embedded
from mingbai.documents.docx import names as n
from mingbai.documents.docx.package import Package, Relationship
from mingbai.documents.docx.styles import Styles, styles_of
from mingbai.documents.html import is_public_address

MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
# kept without being named in the part's markup
IMPLICIT = frozenset({"styles", "numbering", "settings", "fontTable", "theme", "footnotes", "endnotes"})
# kept when the part's markup refers to them
REFERRED = frozenset(
    {
        "header", "footer", "image", "hyperlink", "chart", "chartStyle", "chartColorStyle",
        "diagramData", "diagramLayout",
    }
    | {"diagramQuickStyle", "diagramColors", "diagramDrawing"}
)  # fmt: skip
NOTES = {"footnotes": n.FOOTNOTE_REF, "endnotes": n.ENDNOTE_REF}
SETTINGS = frozenset(
    n.w(name)
    for name in [
        "zoom", "evenAndOddHeaders", "mirrorMargins", "gutterAtTop", "bordersDoNotSurroundHeader",
        "bordersDoNotSurroundFooter", "defaultTabStop", "autoHyphenation",
        "characterSpacingControl", "noLineBreaksAfter", "noLineBreaksBefore", "footnotePr",
        "endnotePr", "compat", "themeFontLang", "clrSchemeMapping", "decimalSymbol",
        "listSeparator", "displayBackgroundShape", "drawingGridHorizontalSpacing",
        "drawingGridVerticalSpacing", "displayHorizontalDrawingGridEvery",
        "displayVerticalDrawingGridEvery", "doNotUseMarginsForDrawingGridOrigin",
        "hideSpellingErrors",
    ]
)  # fmt: skip
# elements that mean nothing without the part they pointed to
POINTERS = frozenset(
    {"OLEObject", "control", "hlinkClick", "hlinkHover", "externalData", "imagedata", "relIds", "chart"}
)


def clean_docx(data: bytes) -> bytes:
    """Raises Refused like the reader; the caller proves the result."""
    package = Package(Archive(data))
    return pack(_Copy(package).members())


class _Copy:
    def __init__(self, package: Package) -> None:
        self.package = package
        styles = package.related(package.main, "styles")
        self.styles = styles_of(package.archive.read(styles)) if styles else Styles(None)
        self.written: dict[str, bytes] = {}
        self.types: dict[str, str] = {}
        self.noted: dict[str, set[str | None]] = {kind: set() for kind in NOTES}

    def members(self) -> dict[str, bytes]:
        self._visit(self.package.main, "officeDocument")
        content_types = _content_types(self.types)
        relationship = Relationship("officeDocument", self.package.main, False)
        root = _relationships("", {"rId1": relationship})
        return {"[Content_Types].xml": content_types, "_rels/.rels": root, **self.written}

    def _visit(self, part: str, kind: str) -> None:
        if part in self.written:
            return
        self.types[part] = MAIN_TYPE if kind == "officeDocument" else self.package.media_type(part)
        if kind == "image":
            self.written[part] = clean_embedded(self.package.archive.read(part))
            return
        self.written[part] = b""  # met again, it is on its way
        root = self._cleaned(part, kind)
        kept = {
            relationship_id: relationship
            for relationship_id, relationship in self.package.relationships(part).items()
            if self._is_kept(relationship, relationship_id, _referred(root))
        }
        _drop_pointers(root, kept)
        self.written[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        if kept:
            folder, name = posixpath.split(part)
            self.written[f"{folder}/_rels/{name}.rels"] = _relationships(folder, kept)
        for relationship in kept.values():
            if not relationship.external:
                self._visit(relationship.target, relationship.type)

    def _cleaned(self, part: str, kind: str) -> etree._Element:
        root = self.package.part(part)
        if kind == "settings":
            _keep_only(root, SETTINGS)
        elif kind in NOTES:
            _drop_unreferred(root, self.noted[kind])
        strip_markup(root, self.styles)
        strip_fields(root)
        for note_kind, tag in NOTES.items():
            self.noted[note_kind] |= {element.get(n.ID) for element in root.iter(tag)}
        return root

    def _is_kept(self, relationship: Relationship, relationship_id: str, referred: set[str]) -> bool:
        if relationship.external:
            public = relationship.type == "hyperlink" and is_public_address(relationship.target)
            return public and relationship_id in referred
        if relationship.target not in self.package.archive or relationship.target.lower().endswith(".svg"):
            return False
        if relationship.type in REFERRED:
            return relationship_id in referred or relationship.type in ("chartStyle", "chartColorStyle")
        return relationship.type in IMPLICIT


def _keep_only(root: etree._Element, tags: frozenset[str]) -> None:
    for child in list(root):
        if child.tag not in tags:
            root.remove(child)


def _drop_unreferred(root: etree._Element, noted: set[str | None]) -> None:
    """Notes whose mark was deleted or hidden; separators carry a type and stay."""
    for note in list(root):
        if note.get(n.TYPE) is None and note.get(n.ID) not in noted:
            root.remove(note)


def _references(root: etree._Element) -> Iterator[tuple[etree._Element, str, str]]:
    prefix = f"{{{n.R_NS}}}"
    for element in root.iter():
        for name, value in element.items():
            if str(name).startswith(prefix):
                yield element, str(name), str(value)


def _referred(root: etree._Element) -> set[str]:
    return {value for _, _, value in _references(root)}


def _drop_pointers(root: etree._Element, kept: dict[str, Relationship]) -> None:
    for element, name, value in list(_references(root)):
        if value in kept:
            continue
        del element.attrib[name]
        parent = element.getparent()
        local = element.tag.rpartition("}")[2]
        if parent is None:
            continue
        if element.tag == n.HYPERLINK:
            at = parent.index(element)
            parent[at : at + 1] = list(element)
        elif local in POINTERS or local.startswith("embed"):
            parent.remove(element)


def _content_types(types: dict[str, str]) -> bytes:
    entries = [
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    ]
    entries.append('<Default Extension="xml" ContentType="application/xml"/>')
    for part, media_type in sorted(types.items()):
        entries.append(f"<Override PartName={_quoted('/' + part)} ContentType={_quoted(media_type)}/>")
    namespace = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'{XML_DECLARATION}<Types xmlns="{namespace}">{"".join(entries)}</Types>'.encode()


def _relationships(folder: str, kept: dict[str, Relationship]) -> bytes:
    entries = ""
    for relationship_id, relationship in kept.items():
        target = (
            relationship.target
            if relationship.external
            else posixpath.relpath(relationship.target, folder or ".")
        )
        mode = ' TargetMode="External"' if relationship.external else ""
        kind = _quoted(f"{n.R_NS}/{relationship.type}")
        if relationship.type == "diagramDrawing":
            kind = _quoted("http://schemas.microsoft.com/office/2007/relationships/diagramDrawing")
        elif relationship.type.startswith("chartStyle") or relationship.type == "chartColorStyle":
            kind = _quoted(f"http://schemas.microsoft.com/office/2011/relationships/{relationship.type}")
        entries += f"<Relationship Id={_quoted(relationship_id)} Type={kind} Target={_quoted(target)}{mode}/>"
    return f'{XML_DECLARATION}<Relationships xmlns="{n.PKG_RELS}">{entries}</Relationships>'.encode()


def _quoted(text: str) -> str:
    return '"' + text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;") + '"'
