"""All fields of one document, and which of its blocks are its body."""

from dataclasses import dataclass, field
from datetime import date

from mingbai.documents.content import Content
from mingbai.documents.document import Heading
from mingbai.documents.fields.addressee import addressee
from mingbai.documents.fields.attachments import attachments
from mingbai.documents.fields.dates import lone_date, printed_on
from mingbai.documents.fields.headings import headings
from mingbai.documents.fields.lines import Line, is_rule, lines_of
from mingbai.documents.fields.numbers import own_number
from mingbai.documents.fields.openness import openness
from mingbai.documents.fields.organisation import labelled_date, organisation, signature
from mingbai.documents.fields.signer import signer
from mingbai.documents.fields.title import find_title, is_furniture

HEAD = 15  # lines searched for the number when there is no title
TAIL = 3  # lines at the end where the printing line stands
BELOW_TITLE = 3  # lines below the title where web copies put number and date


@dataclass(frozen=True)
class Fields:
    """`at` maps block positions to headings; `aside` are blocks of head and printing line."""

    title: str | None = None
    document_number: str | None = None
    organisation: str | None = None
    signer: str | None = None
    written_on: date | None = None
    printed_on: date | None = None
    openness: str | None = None
    openness_mark: str | None = None
    addressee: str | None = None
    headings: tuple[Heading, ...] = ()
    attachments: tuple[str, ...] = ()
    at: dict[int, Heading] = field(default_factory=dict)
    aside: frozenset[int] = frozenset()


def recognise(content: Content) -> Fields:
    lines = lines_of(content.blocks)
    margins = [paragraph.text for paragraph in content.margins]
    title, titled = find_title(lines)
    head_end = titled.stop + BELOW_TITLE if title else HEAD
    head = [*(line.text for line in lines[:head_end]), *margins]
    below = _below_head(lines, titled.stop)
    signed = signature(lines, below)
    mark, words = openness([*lines, *(Line(text, -1) for text in margins)])
    names, listing = attachments(lines[below:])
    skip = {*range(below), *(index + below for index in listing), *signed.lines}
    found = headings(lines, skip)
    return Fields(
        title=title,
        document_number=own_number(head),
        organisation=organisation(signed, title, head),
        signer=signer(head),
        written_on=signed.written_on or labelled_date(head) or _date_in_head(lines[:below]),
        printed_on=printed_on([*(Line(text, -1) for text in margins), *lines]),
        openness=mark,
        openness_mark=words,
        addressee=addressee(lines[below]) if below < len(lines) else None,
        headings=tuple(found.values()),
        attachments=names,
        at={lines[index].position: heading for index, heading in reversed(found.items())},
        aside=_aside(lines, titled, below),
    )


def _below_head(lines: list[Line], start: int) -> int:
    """The index of the first line of the body: below the title, past number, date and rules."""
    while (
        start < len(lines)
        and start < HEAD * 3
        and not lines[start].in_table
        and is_furniture(lines[start].text)
    ):
        start += 1
    return start


def _date_in_head(lines: list[Line]) -> date | None:
    return next((day for line in lines if (day := lone_date(line.text))), None)


def _aside(lines: list[Line], titled: range, below: int) -> frozenset[int]:
    """Blocks shown in fields of their own: head, title, rules and the printing line."""
    aside: set[int] = set()
    kept: set[int] = set()
    for index, line in enumerate(lines):
        apart = not line.in_table and (
            index in titled
            or is_rule(line.text)
            or (index < below and is_furniture(line.text))
            or (index >= len(lines) - TAIL and printed_on([line]) is not None)
        )
        (aside if apart else kept).add(line.position)
    return frozenset(aside - kept)
