"""Takes whole pictures out of a Word file."""

from lxml import etree

from mingbai.documents.archives import Archive
from mingbai.documents.docx import names as n
from mingbai.documents.docx.reader import read_docx
from mingbai.redaction.word.parts import Parts
from mingbai.redaction.word.texts import where_of

PICTURE_TAGS = frozenset({"pic", "imagedata", "blip", "fill"})
POINTING = (n.R_EMBED, n.R_LINK, n.R_ID, n.R_PICT)


def members_of(data: bytes, name: str) -> frozenset[str]:
    """The members that hold the picture called `name`; the same picture may be stored twice."""
    shown = {image.name: image.data for image in read_docx(data).images}
    if name not in shown:
        return frozenset()
    archive = Archive(data)
    return frozenset(m for m in archive.names() if archive.read(m) == shown[name])


def strike_pictures(parts: Parts, members: frozenset[str], bar: str) -> dict[str, int]:
    """Puts the bar where the pictures were; the number by place."""
    places: dict[str, int] = {}
    for part, root in parts.roots.items():
        relationships = parts.package.relationships(part)
        ids = {i for i, r in relationships.items() if not r.external and r.target in members}
        for element in [e for e in root.iter() if any(e.get(name) in ids for name in POINTING)]:
            if element.getroottree().getroot() is root and _strike(element, bar):
                where = where_of(root)
                places[where] = places.get(where, 0) + 1
    return places


def _strike(element: etree._Element, bar: str) -> bool:
    graphic = next(element.iterancestors(n.DRAWING, n.PICT, n.OBJECT), None)
    if graphic is None or next(graphic.iter(n.TXBX_CONTENT), None) is not None:
        target, text = _innermost(element), None
    else:
        target, text = graphic, etree.Element(n.T)
        text.text = bar
    parent = target.getparent()
    if parent is None:
        return False
    if text is not None:
        target.addprevious(text)
    parent.remove(target)
    return True


def _innermost(element: etree._Element) -> etree._Element:
    """The picture itself within a group of shapes whose words stay."""
    picture = next((a for a in element.iterancestors() if a.tag.rpartition("}")[2] == "pic"), None)
    return element if picture is None else picture
