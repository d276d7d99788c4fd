"""Takes characters out of a Word part and puts the bar in their place."""

from collections.abc import Iterable

from lxml import etree

from mingbai.documents.docx import names as n
from mingbai.documents.markup import local_name
from mingbai.redaction.word.texts import WORDS, Atom

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
RUNS = frozenset({"r"})
RUN_PROPERTIES = frozenset({"rPr"})
# properties of a run that tell how wide its text was
TELLING = frozenset({n.w("fitText"), n.w("w"), n.w("spacing"), n.w("eastAsianLayout")})


def strike(atoms: list[Atom], bar: str) -> None:
    """Within one paragraph: all of `atoms` go, `bar` stands where the first of them was."""
    _put(atoms[0], bar)
    doomed: dict[etree._Element, set[int]] = {}
    for atom in atoms:
        if atom.index is None:
            _remove(atom.element)
        else:
            doomed.setdefault(atom.element, set()).add(atom.index)
    first = atoms[0]
    for element, indexes in doomed.items():
        here = min(indexes) if element is first.element else None
        _rewrite(element, indexes, here, bar)
    _clear_readings(doomed)


def _put(first: Atom, bar: str) -> None:
    """Where the first character is a sign, a text of its own holds the bar."""
    if first.index is None:
        text = etree.Element(n.T)
        text.text = bar
        first.element.addprevious(text)


def _rewrite(element: etree._Element, indexes: set[int], here: int | None, bar: str) -> None:
    letters = element.text or ""
    kept = [bar if at == here else "" if at in indexes else letter for at, letter in enumerate(letters)]
    element.text = "".join(kept)
    run = next(element.iterancestors(), None)
    if run is not None:
        for property_ in [p for p in run.iter() if p.tag in TELLING]:
            _remove(property_)
    if element.text:
        if element.tag == n.T:
            element.set(SPACE, "preserve")
    else:
        _remove(element)
        _remove_empty_run(run)


def _remove_empty_run(run: etree._Element | None) -> None:
    if run is None or local_name(run) not in RUNS:
        return
    if all(local_name(child) in RUN_PROPERTIES for child in run):
        _remove(run)


def _clear_readings(elements: Iterable[etree._Element]) -> None:
    """The pronunciation above a withheld word tells the word."""
    for element in elements:
        ruby = next(element.iterancestors(n.RUBY), None)
        reading = ruby.find(n.RT) if ruby is not None else None
        for text in list(reading.iter(*WORDS)) if reading is not None else ():
            text.text = ""


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
