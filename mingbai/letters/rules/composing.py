"""A wording and values made into a letter."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mingbai.documents.official import Block, Cell, OfficialDocument, Paragraph, Table
from mingbai.letters.kinds import Kind
from mingbai.letters.rules.language import Line, Pieces, Row, Slot, pieces
from mingbai.letters.rules.outcomes import Leaf, article_of, outcome
from mingbai.letters.rules.remedies import Periods, Whereto, needs_court, remedies
from mingbai.letters.rules.values import (
    LAW,
    MissingValues,
    Name,
    Value,
    Withheld,
    all_prepared,
    prepared,
    trimmed,
)
from mingbai.letters.rules.wordings import BASIS, REMEDIES, Wording

STOPS = "。！？；：…）)”"
FOLLOWS_ON = tuple("，。；、")
OFFICE_GIVEN = ("机关电话", "机关地址")
PAPERS = {Kind.THIRD_PARTY_NOTICE: "本告知书"}
TO_FILL = "\n"
"""An empty cell is as high as two lines, so that somebody can write into it."""
SHARES = (2, 5)
"""Of the first and of the other columns of a form."""


@dataclass(frozen=True)
class Office:
    """The organ that writes: its full name, address and telephone, and the limits in words by their names."""

    name: str
    address: str
    telephone: str
    limits: Mapping[str, str]
    periods: Periods


@dataclass(frozen=True)
class Composed:
    """A letter ready to be written to a file.

    `title` in one line, without the organ; `version` of the adapted template, 0 for the shipped one; `text`
    all its words in order, for digests and comparisons.
    """

    kind: str
    leaf: str
    variant: str
    title: str
    official: OfficialDocument
    version: int
    text: str


def compose(
    wording: Wording,
    values: Mapping[str, object],
    known: Mapping[str, Name],
    office: Office,
    online: bool = False,
) -> Composed:
    """The letter; `MissingValues` for holes. `online`: served online, so an online way to a review is needed.

    Telephone and address of the organ may be given as 机关电话 and 机关地址, where the office that takes the
    requests has its own.
    """
    given = all_prepared(values, known)
    day = values.get("落款日期")
    missing = ["落款日期"] if wording.signed and not isinstance(day, date) else []
    parts = _parts(values) if wording.key.leaf == Leaf.PARTLY_GRANTED else ()
    overriding = [*OFFICE_GIVEN, *([BASIS] if wording.key.basis_given else [])]
    given |= {name: prepared(values[name], known[name]) for name in overriding if values.get(name)}
    found, lacking = _supplied(wording, given, office, parts, online)
    writer = _Writer(wording, {**given, **found}, [*missing, *lacking])
    blocks = tuple(writer.blocks())
    addressee = writer.inline(pieces(wording.addressee))
    if writer.missing:
        raise MissingValues(wording.title, list(dict.fromkeys(writer.missing)))
    official = OfficialDocument(
        title=f"{office.name}\n{wording.title}" if wording.signed else wording.title,
        blocks=blocks,
        number=_plain(given.get("文号")) if wording.signed else "",
        number_below=True,
        addressee=addressee,
        signed=(office.name,) if wording.signed else (),
        written_on=day if wording.signed and isinstance(day, date) else None,
    )
    key = wording.key
    return Composed(
        key.kind, key.leaf, key.variant, wording.title, official, wording.version, _words(official)
    )


def _parts(values: Mapping[str, object]) -> tuple[Withheld, ...]:
    given = values.get("不予公开部分")
    listed = given if isinstance(given, list | tuple) else ()
    return tuple(one for one in listed if isinstance(one, Withheld))


def _supplied(
    wording: Wording, given: Mapping[str, Value], office: Office, parts: Sequence[Withheld], online: bool
) -> tuple[dict[str, Value], list[str]]:
    """What the platform writes itself, and the names of values it lacks for that."""
    key, names = wording.key, wording.names()
    texts = {"机关": office.name, "条例": LAW, **_contact(given, office)}
    texts |= dict(office.limits)
    if key.leaf:
        texts["事由"] = outcome(key.leaf).ground_words
        article = article_of(key.leaf, key.variant)
        texts[BASIS] = f"{LAW}{article}" if article else ""
    found = {name: Value((text,)) for name, text in texts.items() if text}
    lacking: list[str] = []
    if REMEDIES in names:
        to = Whereto(*(_plain(given.get(name)) for name in ("复议机关", "管辖法院", "网上复议渠道")))
        needed = {"复议机关": to.review, **({"管辖法院": to.court} if needs_court(key.leaf) else {})}
        needed |= {"网上复议渠道": to.online} if online else {}
        lacking = [name for name, text in needed.items() if not text]
        paper = PAPERS.get(key.kind, "本答复书")
        found[REMEDIES] = Value(remedies(key.leaf, paper, office.periods, to, parts), "paragraphs")
    return found, lacking


def _contact(given: Mapping[str, Value], office: Office) -> dict[str, str]:
    telephone = _plain(given.get("机关电话")) or office.telephone
    address = _plain(given.get("机关地址")) or office.address
    told = [f"联系电话：{telephone}"] if telephone else []
    told += [f"地址：{address}"] if address else []
    return {"机关电话": telephone, "机关地址": address, "机关联系方式": "，".join(told)}


def _plain(value: Value | None) -> str:
    return value.entries[0] if value else ""


class _Writer:
    """Puts the values into the lines of one wording."""

    def __init__(self, wording: Wording, values: Mapping[str, Value], missing: Iterable[str]) -> None:
        self.wording, self.values, self.missing = wording, values, list(missing)

    def blocks(self) -> Iterator[Block]:
        rows: list[Row] = []
        for line in self.wording.lines:
            if isinstance(line, Row):
                rows.append(line)
                continue
            if rows:
                yield self._table(rows)
                rows = []
            yield from self._paragraphs(line)
        if rows:
            yield self._table(rows)

    def _paragraphs(self, line: Line) -> Iterator[Paragraph]:
        if line.condition and not self.values.get(line.condition):
            return
        value = self.values.get(line.alone) if line.alone else None
        if value and value.sort == "paragraphs":
            yield from (Paragraph(text) for text in value.entries)
        elif value and value.sort == "items":
            yield from (Paragraph(text) for text in _items(value.entries))
        elif text := self.inline(line.pieces):
            ends = isinstance(line.pieces[-1], Slot) and not text.endswith(tuple(STOPS))
            yield Paragraph(f"{text}。" if ends else text)

    def inline(self, found: Pieces, empty: bool = False) -> str:
        """The words of some pieces. A value in mid-sentence loses its own stop and its line breaks."""
        said = []
        for place, one in enumerate(found):
            if not isinstance(one, Slot):
                said.append(one)
                continue
            value = self.values.get(one.name)
            if not value:
                self.missing += [] if empty and one.name in self.wording.may else [one.name]
                continue
            text = (
                "；".join(trimmed(entry) for entry in value.entries)
                if len(value.entries) > 1
                else _plain(value)
            )
            after = found[place + 1 : place + 2]
            if after:
                text = text.replace("\n", " ")
            if after and isinstance(after[0], str) and after[0].startswith(FOLLOWS_ON):
                text = trimmed(text)
            said.append(text)
        return "".join(said).strip()

    def _table(self, rows: Sequence[Row]) -> Table:
        columns = max(len(row.cells) for row in rows)
        return Table(
            (), [self._cells(row, columns) for row in rows], widths=(SHARES[0],) + SHARES[1:] * (columns - 1)
        )

    def _cells(self, row: Row, columns: int) -> tuple[object, ...]:
        texts = [self._cell(cell) for cell in row.cells]
        spare = columns - len(texts) + 1
        return (*texts[:-1], Cell(texts[-1], columns=spare) if spare > 1 else texts[-1])

    def _cell(self, cell: Pieces) -> str:
        alone = cell[0] if len(cell) == 1 else None
        value = self.values.get(alone.name) if isinstance(alone, Slot) else None
        if value and value.sort != "text":
            return "\n".join(_items(value.entries))
        return self.inline(cell, empty=True) or TO_FILL


def _items(entries: Sequence[str]) -> list[str]:
    """1. …； 2. …。"""
    last = len(entries)
    marks = [f"{number}. " if last > 1 else "" for number in range(1, last + 1)]
    return [
        f"{mark}{trimmed(text)}{'。' if number == last else '；'}"
        for number, (mark, text) in enumerate(zip(marks, entries, strict=True), 1)
    ]


def _words(official: OfficialDocument) -> str:
    """All words in their order, one block a line."""
    to = f"{official.addressee}：" if official.addressee else ""
    found = [*official.title.splitlines(), official.number, to]
    for block in official.blocks:
        if isinstance(block, Table):
            found += ["\t".join(map(str, row)) for row in block.rows]
        else:
            found.append(block.text)
    day = official.written_on
    found += [*official.signed, f"{day.year}年{day.month}月{day.day}日" if day else ""]
    return "\n".join(one for one in found if one)
