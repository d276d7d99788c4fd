"""A text layer that is read and searched but not seen: each letter over its image on the page."""

from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name

from mingbai.redaction.values import Rectangle

MOST_LETTERS = 255  # of one font: codes 1..255
EM = 1000


@dataclass(frozen=True, slots=True)
class Word:
    """Letters spread evenly over `box` (fractions of the page)."""

    text: str
    box: Rectangle


def add_layer(
    pdf: pikepdf.Pdf, words: Sequence[Word], width: float, height: float
) -> tuple[bytes, Dictionary]:
    """The content of the layer and its fonts by resource name; the page's size in points.

    The fonts are of type 3 with empty glyphs: nothing to embed, and no program paints anything.
    """
    letters = list(dict.fromkeys(letter for word in words for letter in word.text))
    groups = [letters[at : at + MOST_LETTERS] for at in range(0, len(letters), MOST_LETTERS)]
    place = {letter: divmod(at, MOST_LETTERS) for at, letter in enumerate(letters)}
    fonts = Dictionary({f"/T{number}": _font(pdf, group) for number, group in enumerate(groups)})
    lines = ["BT 3 Tr"]
    for word in words:
        lines += _shown(word, place, width, height)
    return "\n".join([*lines, "ET"]).encode(), fonts


def _shown(word: Word, place: dict[str, tuple[int, int]], width: float, height: float) -> list[str]:
    box, lines = word.box, []
    step = (box.right - box.left) * width / len(word.text)
    size = max((box.bottom - box.top) * height, 1.0)
    for number, letter in enumerate(word.text):
        font, at = place[letter]
        x, y = box.left * width + number * step, (1 - box.bottom) * height
        lines.append(
            f"/T{font} {size:.2f} Tf {max(step / size, 0.01):.4f} 0 0 1 {x:.2f} {y:.2f} Tm <{at + 1:02x}> Tj"
        )
    return lines


def _font(pdf: pikepdf.Pdf, letters: list[str]) -> pikepdf.Object:
    names = [Name(f"/g{code}") for code in range(1, len(letters) + 1)]
    empty = pdf.make_stream(f"{EM} 0 0 0 {EM} {EM} d1".encode())
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=[0, 0, EM, EM],
            FontMatrix=[1 / EM, 0, 0, 1 / EM, 0, 0],
            CharProcs=Dictionary({str(name): empty for name in names}),
            Encoding=Dictionary(Type=Name.Encoding, Differences=Array([1, *names])),
            FirstChar=1,
            LastChar=len(letters),
            Widths=[EM] * len(letters),
            Resources=Dictionary(),
            ToUnicode=pdf.make_stream(_to_unicode(letters)),
        )
    )


def _to_unicode(letters: list[str]) -> bytes:
    entries = [f"<{code:02x}> <{letter.encode('utf-16-be').hex()}>" for code, letter in enumerate(letters, 1)]
    blocks = [entries[at : at + 100] for at in range(0, len(entries), 100)]
    mapped = "\n".join(f"{len(b)} beginbfchar\n{chr(10).join(b)}\nendbfchar" for b in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{mapped}\nendcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()
