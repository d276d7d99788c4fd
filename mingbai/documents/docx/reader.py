"""Reads .docx: the visible text in order, and a notice for all that is not visible."""

from lxml import etree

from mingbai.documents.archives import Archive
from mingbai.documents.content import Block, Content, Paragraph
from mingbai.documents.docx import names as n
from mingbai.documents.docx.inspection import inspect_markup, inspect_package, read_images
from mingbai.documents.docx.package import Package
from mingbai.documents.docx.state import State
from mingbai.documents.docx.styles import Styles, styles_of
from mingbai.documents.docx.walk import Walk
from mingbai.documents.refusals import Refused


def read_docx(data: bytes) -> Content:
    """Raises Refused (corrupt, bomb, entities, password, renamed)."""
    package = Package(Archive(data))
    root = package.part(package.main)
    if not root.tag.startswith(f"{{{n.W_NS}}}"):
        raise Refused("renamed", "文件不是 Word 文档。请用原来的软件打开，另存为 .docx 后重新上传。")
    body = root.find(n.BODY)
    if body is None:
        raise Refused("corrupt")
    content = Content()
    state = State(
        package,
        package.main,
        _styles(package),
        content.notices,
        lambda parent: [],
    )
    walk = Walk(state)
    inspect_package(package, content)
    inspect_markup(root, content.notices)
    content.blocks = walk.part(package.main, body)
    content.margins = _margins(package, walk, body)
    content.blocks += _notes(package, walk)
    content.images = read_images(package, state.image_names, content.notices)
    return content


def _styles(package: Package) -> Styles:
    part = package.related(package.main, "styles")
    return styles_of(package.archive.read(part)) if part else Styles(None)


def _margins(package: Package, walk: Walk, body: etree._Element) -> list[Paragraph]:
    """Headers and footers the sections refer to, each once."""
    parts: dict[str, None] = {}
    for reference in body.iter(n.HEADER_REF, n.FOOTER_REF):
        relationship = package.relationships(package.main).get(reference.get(n.R_ID, ""))
        if relationship is not None and not relationship.external and relationship.target in package.archive:
            parts[relationship.target] = None
    margins: list[Paragraph] = []
    for part in parts:
        root = package.part(part)
        inspect_markup(root, walk.state.notices)
        margins += paragraphs_of(walk.part(part, root))
    return margins


def paragraphs_of(blocks: list[Block]) -> list[Paragraph]:
    """Paragraphs alone; table rows become paragraphs."""
    found: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append(block)
        elif not hasattr(block, "name"):
            found += [Paragraph(text, "") for row in block.rows if (text := " ".join(filter(None, row)))]
    return found


def _notes(package: Package, walk: Walk) -> list[Block]:
    """Footnotes and endnotes in the order of their numbers; those nobody refers to are not shown."""
    parts: dict[str, tuple[str, dict[str | None, etree._Element]]] = {}
    blocks: list[Block] = []
    number = 0
    while number < len(walk.state.notes):  # a note may refer to a further note
        kind, note_id = walk.state.notes[number]
        number += 1
        if kind not in parts:
            parts[kind] = _note_elements(package, walk, kind)
        part, elements = parts[kind]
        if note_id in elements:
            blocks += _numbered(walk.part(part, elements.pop(note_id)), number)
    return blocks


def _note_elements(package: Package, walk: Walk, kind: str) -> tuple[str, dict[str | None, etree._Element]]:
    part = package.related(package.main, kind)
    if part is None:
        return "", {}
    root = package.part(part)
    inspect_markup(root, walk.state.notices)
    return part, {element.get(n.ID): element for element in root}


def _numbered(blocks: list[Block], number: int) -> list[Block]:
    first = next((block for block in blocks if isinstance(block, Paragraph)), None)
    if first is not None:
        first.text = f"[{number}] {first.text}"
        first.html = f"[{number}] {first.html}"
    return blocks
