"""Finding words in everything that was ever printed.

The main index holds the records as they read today, and no old issue; what was printed stays as it was
printed, so it is searched where it lies: a plain substring test over the folded texts, newest issue first.
A county prints some hundred texts a year; ten thousand of 3,000 characters took SQLite 0.3 CPU-seconds.
"""

from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from mingbai.disclosures.models import Audience, Openness, Version
from mingbai.disclosures.states import Status
from mingbai.gazette.models import Entry
from mingbai.gazette.rules import needles
from mingbai.gazette.states import IssueState
from mingbai.search.text.snippets import Highlight, Marker
from mingbai.search.text.words import parse

LONGEST = 100

_OPEN = Q(information=None) | Q(
    information__status=Status.PUBLISHED,
    information__openness=Openness.PROACTIVE,
    information__audience=Audience.PUBLIC,
)


class Hit(NamedTuple):
    entry: Entry
    title: Highlight
    text: Highlight


def readable() -> QuerySet[Entry]:
    """Entries of issued issues whose text may still be shown."""
    concealed = Version.objects.filter(
        information=OuterRef("information"), number=OuterRef("version_number"), concealed=True
    )
    rows = Entry.objects.filter(_OPEN, issue__state=IssueState.ISSUED, blanked_at=None)
    return rows.filter(~Exists(concealed))


def found(words: str) -> QuerySet[Entry] | None:
    """Entries that hold all the words, newest issue first; None when nothing can be searched."""
    wanted = needles(parse(words[:LONGEST]).words)
    if not wanted:
        return None
    rows = readable()
    for needle in wanted:
        rows = rows.filter(hay__contains=needle)
    return (
        rows.select_related("issue", "section")
        .defer("hay", "body")
        .order_by("-issue__total_number", "number")
    )


def marked(entries: list[Entry], words: str) -> list[Hit]:
    marker = Marker(parse(words[:LONGEST]).words)
    return [Hit(one, marker.highlight(one.title), marker.snippet(one.text)) for one in entries]
