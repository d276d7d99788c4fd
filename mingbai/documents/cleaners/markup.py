"""Takes out of a Word part what is not printed: revisions, comments, hidden runs, marks of its making."""

import re

from lxml import etree

from mingbai.documents.docx import names as n
from mingbai.documents.docx.cells import covered_cells
from mingbai.documents.docx.styles import Styles

DROPPED = frozenset(
    {
        n.DEL,
        n.MOVE_FROM,
        n.COMMENT_REF,
        n.ALT_CHUNK,
        n.SUB_DOC,
        n.DEL_TEXT,
        n.DEL_INSTR,
        n.OLE_OBJECT,
        *n.FORMAT_CHANGES,
    }
    | {
        n.w(name)
        for name in [
            "commentRangeStart", "commentRangeEnd", "annotationRef", "moveFromRangeStart",
            "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "customXmlInsRangeStart",
            "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd",
            "customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd", "customXmlMoveToRangeStart",
            "customXmlMoveToRangeEnd", "proofErr", "permStart", "permEnd", "cellIns", "cellDel",
            "cellMerge", "control", "objectEmbed", "objectLink", "rsid", "rsids", "nsid", "tmpl",
            "lastRenderedPageBreak", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr",
            "dataBinding", "divId", "movie",
        ]
    }
)  # fmt: skip
UNWRAPPED = frozenset({n.INS, n.MOVE_TO, n.SDT, n.SDT_CONTENT, n.SMART_TAG, n.CUSTOM_XML})
# attributes that name persons, sessions or files, by local name
TELLING = re.compile(
    r"\}(?:rsid\w*|paraId|textId|gfxdata|author|initials|anchorId|editId)$|^(?:gfxdata|alt)$"
)
PATH = re.compile(r"[\\/]|\.\w{3,4}$")
NAMED = frozenset({"docPr", "cNvPr"})
HIDDEN_SHAPE = re.compile(r"visibility\s*:\s*hidden")


def strip_markup(root: etree._Element, styles: Styles) -> None:
    """Changes `root` in place; what the reader shows stays as it is."""
    _drop_rows(root)
    _join_paragraphs(root)
    _drop_hidden_cells(root)
    for element in list(root.iter()):
        _strip(element, root)
    for paragraph in root.iter(n.P):
        _drop_hidden_runs(paragraph, styles)
    for element in list(root.iter()):
        _strip_attributes(element)


def _strip(element: etree._Element, root: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if element.tag in DROPPED or _is_hidden_shape(element) or _is_plain_bookmark(element):
        parent.remove(element)
    elif element.tag in UNWRAPPED:
        at = parent.index(element)
        parent[at : at + 1] = list(element)
    elif element.tag == n.OBJECT:
        element.tag = n.PICT  # the picture of the object stays, the object goes


def _is_hidden_shape(element: etree._Element) -> bool:
    if element.tag in (n.DRAWING, n.PICT, n.OBJECT):
        described = next(element.iter(n.DOC_PR), None)
        return described is not None and described.get("hidden") in ("1", "true")
    return HIDDEN_SHAPE.search(element.get("style", "")) is not None


def _is_plain_bookmark(element: etree._Element) -> bool:
    """Bookmarks people set; Word's own (_Toc…) hold the table of contents together."""
    return element.tag == n.BOOKMARK and not element.get(n.NAME, "").startswith("_")


def _drop_rows(root: etree._Element) -> None:
    for row in list(root.iter(n.TR)):
        properties = row.find(n.TRPR)
        hidden = properties.find(n.HIDDEN) if properties is not None else None
        deleted = properties is not None and properties.find(n.DEL) is not None
        if deleted or (hidden is not None and n.is_on(hidden)):
            _remove_row(row)


def _remove_row(row: etree._Element) -> None:
    table = next(row.iterancestors(n.TBL))
    parent = row.getparent()
    assert parent is not None
    parent.remove(row)
    outer = table.getparent()
    if outer is not None and next(table.iter(n.TR), None) is None:
        outer.replace(table, etree.Element(n.P))  # a cell must keep a paragraph


def _join_paragraphs(root: etree._Element) -> None:
    """A paragraph whose mark was deleted runs on into the next one."""
    for paragraph in list(root.iter(n.P)):
        marks = paragraph.find(f"{n.PPR}/{n.RPR}")
        if marks is None or (marks.find(n.DEL) is None and marks.find(n.MOVE_FROM) is None):
            continue
        following, parent = paragraph.getnext(), paragraph.getparent()
        if parent is None or following is None or following.tag != n.P:
            continue
        at = 1 if following.find(n.PPR) is not None else 0
        following[at:at] = [child for child in paragraph if child.tag != n.PPR]
        parent.remove(paragraph)


def _drop_hidden_cells(root: etree._Element) -> None:
    """Text of deleted cells and of cells that a merged cell covers."""
    for table in root.iter(n.TBL):
        for cell in covered_cells(table):
            for child in [child for child in cell if child.tag != n.TCPR]:
                cell.remove(child)
            cell.append(etree.Element(n.P))


def _drop_hidden_runs(paragraph: etree._Element, styles: Styles) -> None:
    style = paragraph.find(f"{n.PPR}/{n.PSTYLE}")
    hides = (styles.get(style.get(n.VAL)) if style is not None else styles.default_paragraph).hidden
    table = next(paragraph.iterancestors(n.TBL, n.TXBX_CONTENT), None)
    table_style = table.find(f"{n.TBLPR}/{n.TBL_STYLE}") if table is not None and table.tag == n.TBL else None
    if table_style is not None:
        hides ^= styles.get(table_style.get(n.VAL)).hidden
    for run in list(paragraph.iter(n.R)):
        if next(run.iterancestors(n.P)) is paragraph and styles.hides(run.find(n.RPR), hides):
            parent = run.getparent()
            assert parent is not None
            parent.remove(run)


def _strip_attributes(element: etree._Element) -> None:
    for name in list(element.attrib):
        if TELLING.search(str(name)):
            del element.attrib[name]
    local = element.tag.rpartition("}")[2]
    if local in NAMED:
        element.set("name", "图形")
        element.attrib.pop("title", "")
        if PATH.search(element.get("descr", "")):
            del element.attrib["descr"]
    elif element.tag == n.IMAGEDATA:
        element.attrib.pop(f"{{{n.O_NS}}}title", "")
        element.attrib.pop(f"{{{n.O_NS}}}href", "")
