"""What was forwarded from above: the source of one text was changed since, that of the other was not."""

from dataclasses import dataclass
from datetime import timedelta

from mingbai.demo import sources
from mingbai.demo.book import Book
from mingbai.demo.settling import morning
from mingbai.forwarding import actions
from mingbai.forwarding.models import Forwarding
from mingbai.lib import clock


@dataclass(frozen=True)
class Taken:
    """A document of the demonstration and its invented source, public so many days before it was written.

    `now` replaces words in what the source says today.
    """

    key: str
    source: str
    number: str
    days: int
    now: tuple[str, str] = ("", "")


TAKEN = (
    Taken(
        "forward-elder-friendly",
        "衡岚省人民政府办公厅",
        "衡政办发〔{year}〕33号",
        4,
        ("对八十周岁以上、失能和重度残疾老年人", "对七十五周岁以上、失能和重度残疾老年人"),
    ),
    Taken("forward-winter-heating-safety", "岚州市人民政府办公室", "岚政办发〔{year}〕41号", 0),
)
LOOKED = 3
"""Days back on which somebody opened the sources and handed in what they said."""


def play(book: Book) -> None:
    for one in TAKEN:
        row = _take(book, one)
        with clock.at(morning(book.today - timedelta(days=LOOKED))):
            text = row.source_text.replace(*one.now) if any(one.now) else row.source_text
            actions.check_pasted(forwarding=row, by=book.one_of("office", "drafter"), text=text)


def _take(book: Book, one: Taken) -> Forwarding:
    """Entered on the day after the text came out, with the text of the source as it was handed in."""
    record, source = book.text(one.key), sources.all_sources()[one.key]
    assert record.published_at is not None and record.written_on is not None
    with clock.at(record.published_at + timedelta(days=1)):
        return actions.take(
            information=record,
            source_name=one.source,
            document_number=sources.fill(one.number, source, book.today),
            published_on=record.written_on - timedelta(days=one.days),
            text="\n".join(_text(book, one.key)),
            by=book.one_of("office", "drafter"),
        )


def _text(book: Book, key: str) -> tuple[str, ...]:
    """The text from above stands in the document below its second title."""
    source = sources.all_sources()[key]
    lines = sources.fill_all(source.lines, source, book.today)
    start = next(at for at, line in enumerate(lines) if line.startswith("%title"))
    return tuple(line.removeprefix("%title").removeprefix("@").strip() for line in lines[start:])
