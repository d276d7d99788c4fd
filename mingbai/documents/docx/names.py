"""Qualified names of WordprocessingML, both the transitional and the strict namespace of a part made one."""

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A_NS = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP_NS = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
WPS_NS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
MC_NS = "http://schemas.openxmlformats.org/markup-compatibility/2006"
V_NS = "urn:schemas-microsoft-com:vml"
O_NS = "urn:schemas-microsoft-com:office:office"
M_NS = "http://schemas.openxmlformats.org/officeDocument/2006/math"
DGM_NS = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
C_NS = "http://schemas.openxmlformats.org/drawingml/2006/chart"
PKG_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"

# ISO/IEC 29500 strict -> transitional: one vocabulary for the walk
STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W_NS.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R_NS.encode(),
    b"http://purl.oclc.org/ooxml/drawingml/main": A_NS.encode(),
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": WP_NS.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": M_NS.encode(),
}


def w(name: str) -> str:
    return f"{{{W_NS}}}{name}"


P, R, T, TBL, TR, TC = w("p"), w("r"), w("t"), w("tbl"), w("tr"), w("tc")
PPR, RPR, TBLPR, TRPR, TCPR = w("pPr"), w("rPr"), w("tblPr"), w("trPr"), w("tcPr")
BODY, SDT, SDT_CONTENT, SMART_TAG, CUSTOM_XML = (
    w("body"),
    w("sdt"),
    w("sdtContent"),
    w("smartTag"),
    w("customXml"),
)
VAL, STYLE_ID, TYPE, DEFAULT = w("val"), w("styleId"), w("type"), w("default")
NAME, ID, AUTHOR, ANCHOR, INSTR = w("name"), w("id"), w("author"), w("anchor"), w("instr")
INS, DEL, MOVE_FROM, MOVE_TO = w("ins"), w("del"), w("moveFrom"), w("moveTo")
DEL_TEXT, DEL_INSTR = w("delText"), w("delInstrText")
HYPERLINK, FLD_SIMPLE, FLD_CHAR, INSTR_TEXT = w("hyperlink"), w("fldSimple"), w("fldChar"), w("instrText")
FLD_CHAR_TYPE = w("fldCharType")
TAB, BR, CR, SYM, CHAR = w("tab"), w("br"), w("cr"), w("sym"), w("char")
NO_BREAK_HYPHEN, SOFT_HYPHEN = w("noBreakHyphen"), w("softHyphen")
DRAWING, PICT, OBJECT, ALT_CHUNK, SUB_DOC = w("drawing"), w("pict"), w("object"), w("altChunk"), w("subDoc")
FOOTNOTE_REF, ENDNOTE_REF = w("footnoteReference"), w("endnoteReference")
COMMENT_REF, BOOKMARK = w("commentReference"), w("bookmarkStart")
RUBY, RUBY_BASE, RT = w("ruby"), w("rubyBase"), w("rt")
VANISH, SPEC_VANISH = w("vanish"), w("specVanish")
BOLD, ITALIC, VERT_ALIGN, RSTYLE, PSTYLE = w("b"), w("i"), w("vertAlign"), w("rStyle"), w("pStyle")
JC, OUTLINE_LVL, NUM_PR, NUM_ID, ILVL = w("jc"), w("outlineLvl"), w("numPr"), w("numId"), w("ilvl")
SECT_PR, HEADER_REF, FOOTER_REF = w("sectPr"), w("headerReference"), w("footerReference")
GRID_SPAN, V_MERGE, GRID_BEFORE, GRID_AFTER = w("gridSpan"), w("vMerge"), w("gridBefore"), w("gridAfter")
TBL_HEADER, HIDDEN, CELL_DEL, CELL_INS = w("tblHeader"), w("hidden"), w("cellDel"), w("cellIns")
TBL_STYLE, H_MERGE = w("tblStyle"), w("hMerge")
TXBX_CONTENT = w("txbxContent")
FORMAT_CHANGES = frozenset(
    w(name)
    for name in (
        "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange",
        "tblGridChange", "tblPrExChange", "numberingChange",
    )
)  # fmt: skip

R_ID, R_EMBED, R_LINK, R_PICT = f"{{{R_NS}}}id", f"{{{R_NS}}}embed", f"{{{R_NS}}}link", f"{{{R_NS}}}pict"
ALTERNATE, CHOICE, FALLBACK = f"{{{MC_NS}}}AlternateContent", f"{{{MC_NS}}}Choice", f"{{{MC_NS}}}Fallback"
BLIP, A_T, DOC_PR = f"{{{A_NS}}}blip", f"{{{A_NS}}}t", f"{{{WP_NS}}}docPr"
IMAGEDATA, TEXTPATH, OLE_OBJECT = f"{{{V_NS}}}imagedata", f"{{{V_NS}}}textpath", f"{{{O_NS}}}OLEObject"
M_T, O_MATH, O_MATH_PARA = f"{{{M_NS}}}t", f"{{{M_NS}}}oMath", f"{{{M_NS}}}oMathPara"
DIAGRAM, DIAGRAM_DATA = f"{{{DGM_NS}}}relIds", f"{{{R_NS}}}dm"
CHART, CHART_VALUE = f"{{{C_NS}}}chart", f"{{{C_NS}}}v"

# Requires="…" of a Choice that this walk can read
UNDERSTOOD = frozenset(
    {"wps", "wpg", "wpc", "wpi", "w14", "w15", "w16", "wp14", "a14", "v", "am3d", "aink", "c14"}
)

OFF = frozenset({"0", "false", "off"})


def is_on(element: object) -> bool:
    """Whether an on/off property that is present means yes."""
    return element.get(VAL, "1") not in OFF  # type: ignore[attr-defined]


def transitional(data: bytes) -> bytes:
    """A part written in the strict namespaces, in the transitional ones."""
    if b"purl.oclc.org" in data[:4096]:
        for strict, usual in STRICT.items():
            data = data.replace(strict, usual)
    return data
