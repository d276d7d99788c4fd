"""Takes field codes out of a Word part: their results stay as plain text."""

from lxml import etree

from mingbai.documents.docx import names as n

# recomputed from the document alone whenever it is opened
KEPT = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "REF", "TOC", "SEQ", "STYLEREF", "EQ"})


def strip_fields(root: etree._Element) -> None:
    for field in list(root.iter(n.FLD_SIMPLE)):
        if _name(field.get(n.INSTR, "")) not in KEPT:
            parent = field.getparent()
            assert parent is not None
            at = parent.index(field)
            parent[at : at + 1] = list(field)
    for element in _doomed(root):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


def _doomed(root: etree._Element) -> list[etree._Element]:
    """Marks, codes and texts within codes of all complex fields that are not kept."""
    kinds = [element.get(n.FLD_CHAR_TYPE) for element in root.iter(n.FLD_CHAR)]
    if kinds.count("begin") != kinds.count("end"):
        return list(root.iter(n.FLD_CHAR, n.INSTR_TEXT))
    doomed: list[etree._Element] = []
    open_fields: list[tuple[list[etree._Element], list[str]]] = []  # parts and code of each open field
    in_code: list[bool] = []
    for element in root.iter(n.FLD_CHAR, n.INSTR_TEXT, n.T):
        kind = element.get(n.FLD_CHAR_TYPE)
        if kind == "begin":
            open_fields.append(([element], []))
            in_code.append(True)
        elif not open_fields:
            if element.tag != n.T:
                doomed.append(element)
        elif kind == "separate":
            open_fields[-1][0].append(element)
            in_code[-1] = False
        elif kind == "end":
            parts, code = open_fields.pop()
            in_code.pop()
            if _name("".join(code)) not in KEPT:
                doomed += [*parts, element]
        elif element.tag == n.INSTR_TEXT:
            open_fields[-1][0].append(element)
            open_fields[-1][1].append(element.text or "")
        elif any(in_code):
            doomed.append(element)
    return doomed


def _name(code: str) -> str:
    words = code.split()
    return words[0].upper() if words else ""
