"""What is drawn on a page that becomes a picture: black boxes, and the words of its new text layer."""

from collections.abc import Sequence

from mingbai.redaction.bars import bar
from mingbai.redaction.matching import merged
from mingbai.redaction.portable.boxes import boxes_over
from mingbai.redaction.portable.layer import Word
from mingbai.redaction.portable.letters import ON_PAGE, Letter, overlaps
from mingbai.redaction.portable.raster import Box
from mingbai.redaction.portable.sheets import Sheet
from mingbai.redaction.values import Rectangle


def strokes(sheet: Sheet) -> tuple[list[Box], list[Word]]:
    """The boxes to burn, and the words of the new text layer: what is left, and the bars."""
    gone = {at for _, (start, end) in sheet.spans for at in range(start, end)}
    areas = [mark.rectangle for mark in sheet.areas if mark.rectangle is not None]
    rest = [letter for at, letter in enumerate(sheet.letters) if at not in gone]
    boxes, words = [], {}
    for start, end, grounds in merged((*span, mark.ground) for mark, span in sheet.spans):
        over = boxes_over(sheet.letters[start:end], rest)
        boxes += [Box(area, ",".join(dict.fromkeys(grounds))) for area in over]
        if over:
            words[start] = Word(bar(grounds), over[0])
    boxes += [Box(mark.rectangle, mark.ground) for mark in sheet.areas if mark.rectangle]
    words |= _left(sheet.letters, gone, areas)
    bars = [Word(bar([mark.ground]), mark.rectangle) for mark in sheet.areas if mark.rectangle]
    return boxes, [*(words[at] for at in sorted(words)), *bars]


def _left(letters: Sequence[Letter], gone: set[int], areas: Sequence[Rectangle]) -> dict[int, Word]:
    """What is read on, by position; the letters of a ligature share one place and stay one word."""
    words: dict[int, Word] = {}
    last = -1
    for at, letter in enumerate(letters):
        if at in gone or letter.cell is None or not _is_read(letter, areas):
            continue
        if last in words and last + len(words[last].text) == at and words[last].box == letter.cell:
            words[last] = Word(words[last].text + letter.character, letter.cell)
        else:
            words[at] = Word(letter.character, letter.cell)
            last = at
    return words


def _is_read(letter: Letter, areas: Sequence[Rectangle]) -> bool:
    """Whether a letter that is not withheld stands on the page, and outside the marked areas."""
    if letter.ink is None or not letter.character.strip() or letter.character < " ":
        return False
    return overlaps(letter.ink, ON_PAGE) and not any(overlaps(letter.ink, area) for area in areas)
