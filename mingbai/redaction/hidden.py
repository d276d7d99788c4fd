"""Where marked quotes lay in the original beside what is printed: comments, properties, attachments."""

import zipfile
from collections import Counter
from collections.abc import Sequence

from mingbai.documents.cleaners.word import clean_docx
from mingbai.documents.pdf import DAMAGE
from mingbai.documents.refusals import Refused
from mingbai.redaction.proof.evidence import RAW, Evidence
from mingbai.redaction.proof.portable import CONTENT, STREAM, examine_objects
from mingbai.redaction.proof.word import OUTSIDE, examine_members
from mingbai.redaction.values import Mark, Placed

UNSEEN = {"正文": "正文里隐藏或已删除的文字"}
NO_PLACES = {CONTENT, STREAM, OUTSIDE}


def hidden_in_word(original: bytes, marks: Sequence[Mark]) -> tuple[Placed, ...]:
    """What the public copy no longer has, by place; raises Refused (corrupt)."""
    before, after = Evidence(marks), Evidence(marks)
    try:
        examine_members(original, before)
        examine_members(clean_docx(original), after)
    except zipfile.BadZipFile as error:
        raise Refused("corrupt") from error
    return _removed(before.counts - after.counts, marks)


def hidden_in_pdf(original: bytes, marks: Sequence[Mark]) -> tuple[Placed, ...]:
    """Quotes in the strings of the file, none of which is kept; raises Refused (corrupt)."""
    evidence = Evidence(marks)
    try:
        examine_objects(original, evidence)
    except DAMAGE as error:
        raise Refused("corrupt") from error
    return _removed(evidence.counts, marks)


def _removed(counts: "Counter[tuple[int, str]]", marks: Sequence[Mark]) -> tuple[Placed, ...]:
    places: dict[tuple[int, str], int] = {}
    for (number, where), count in counts.items():
        place = where.removesuffix(RAW)
        if place not in NO_PLACES:
            key = (number, UNSEEN.get(place, place))
            places[key] = max(places.get(key, 0), count)
    return tuple(Placed(marks[n - 1], where, count, "removed") for (n, where), count in places.items())
