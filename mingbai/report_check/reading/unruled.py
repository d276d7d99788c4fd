"""Tables of a PDF page without lines: a row of numbers takes the words of the label beside it."""

import re

from mingbai.report_check.reading.glyphs import Line, Word

FEWEST = 5  # numbers that make a line a row of table three or four
_NUMBER = re.compile(r"[\d,.OoＯ０-９-]+|[—/无空]")


def rows_of(lines: list[Line]) -> list[tuple[float, list[str]]]:
    """Every line as (height, cells); a label of several lines is put together before its numbers."""
    rows = [at for at, one in enumerate(lines) if len(_numbers(one)) >= FEWEST]
    labels: dict[int, list[int]] = {at: [] for at in rows}
    free: list[int] = []
    for at, one in enumerate(lines):
        if at in labels:
            continue
        near = [row for row in rows if abs(row - at) <= 2 and _beside(one, lines[row])]
        if near:
            labels[min(near, key=lambda row: _distance(one, lines[row]))].append(at)
        else:
            free.append(at)
    found = [(lines[at].top, [lines[at].text]) for at in free]
    for at, own in labels.items():
        found.append((lines[at].top, _row(lines, at, own)))
    return found


def _numbers(one: Line) -> list[Word]:
    """The numbers at the end of a line."""
    found: list[Word] = []
    for word in reversed(one.words):
        if not _NUMBER.fullmatch(word.text):
            break
        found.insert(0, word)
    return found


def _beside(label: Line, row: Line) -> bool:
    """Whether the line stands left of the row's numbers and about as high."""
    return label.right <= _numbers(row)[0].left and _distance(label, row) < 1.6 * max(
        label.height, row.height
    )


def _distance(one: Line, other: Line) -> float:
    return abs((one.top + one.bottom) / 2 - (other.top + other.bottom) / 2)


def _row(lines: list[Line], at: int, own: list[int]) -> list[str]:
    """The label, put together column by column, and the numbers."""
    numbers = _numbers(lines[at])
    words = [
        lines[at].words[: len(lines[at].words) - len(numbers)] if one == at else lines[one].words
        for one in sorted([*own, at])
    ]
    label = "".join(_by_column([word for line in words for word in line]))
    return [*([label] if label else []), *(word.text for word in numbers)]


def _by_column(words: list[Word]) -> list[str]:
    """Words that stand one above the other belong together."""
    columns: list[list[Word]] = []
    for word in words:
        for column in columns:
            if word.left < max(one.right for one in column) and word.right > min(one.left for one in column):
                column.append(word)
                break
        else:
            columns.append([word])
    return ["".join(one.text for one in column) for column in sorted(columns, key=lambda one: one[0].left)]
