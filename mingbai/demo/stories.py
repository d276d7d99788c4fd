"""The documents of the demonstration with their metadata, and what happened to each."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zlib import crc32

from mingbai.demo import county, dates, sources
from mingbai.demo.sources import Source
from mingbai.lib.clock import CHINA

STATES = (
    "draft",
    "incomplete",
    "in_review_check",
    "in_review_secrecy",
    "in_review_approval",
    "returned",
    "scheduled",
    "published",
    "corrected",
    "withdrawn",
    "removed",
    "merged",
    "repealed",
    "expired",
    "overdue",
    "urgent_pending",
)
"""What a document has come to. `published` means its last step was done: who sees it follows from
openness and audience. `overdue` still waits for its checker although the limit has passed;
`urgent_pending` was published in an emergency and waits for the review that follows."""

_REVIEWED = ("create", "submit", "check", "clear", "approve")
_CHAINS = {
    "draft": ("create",),
    "incomplete": ("create",),
    "in_review_check": ("create", "submit"),
    "overdue": ("create", "submit"),
    "in_review_secrecy": ("create", "submit", "check"),
    "in_review_approval": ("create", "submit", "check", "clear"),
    "returned": ("create", "submit"),
    "scheduled": _REVIEWED,
    "urgent_pending": ("create", "publish_urgent"),
}
_URGENT = ("create", "publish_urgent", "check", "clear", "approve")
_USUAL = {
    "create": ("w", 9),
    "submit": ("w", 10),
    "check": ("w+1", 11),
    "clear": ("w+1", 15),
    "approve": ("w+2", 16),
    "return": ("w+1", 14),
    "schedule": ("w+2", 17),
    "publish": ("w+2", 17),
    "publish_urgent": ("w", 10),
    "correct": ("w+20", 10),
    "withdraw": ("w+30", 11),
    "remove": ("w+5", 12),
    "merge": ("w+20", 13),
    "repeal": ("w+60", 14),
    "expire": ("w+90", 8),
}
_ROLES = {
    "create": "",
    "submit": "",
    "correct": "",
    "check": "checker",
    "return": "checker",
    "clear": "secrecy_reviewer",
}
"""Whose step a verb is: "" the drafter's; the approver's when it is not named here."""


@dataclass(frozen=True)
class Step:
    """One thing done: `verb` at `at` (aware, China) by `by` (user name), with `note` in Chinese.

    Verbs: create, submit, check, clear (secrecy), approve, return, schedule, publish,
    publish_urgent (reviewed afterwards), correct, withdraw (gone but for a note), remove
    (published in error, gone), merge, repeal, expire.
    For schedule, `due` is the day of publication; for correct, `major` tells how big.
    """

    verb: str
    at: datetime
    by: str
    note: str = ""
    due: date | None = None
    major: bool = False


@dataclass(frozen=True)
class DemoAttachment:
    """A file beside a document; `lines` in the marks of `sources`."""

    key: str
    organisation: str
    file_name: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class DemoDocument:
    """A document, its record and its story.

    openness: proactive, on_request, withheld (the last two with `ground`, e.g. E16-2).
    standing: standing, periodic or prompt. audience: public or staff. validity: "" for what is
    no normative document, else in_force, repealed or expired. item: field, first and second level
    of the catalogue. relations: (interprets | based_on | repeals | merged_into, key). traps: what
    hides in the file: tracked_change, comment, hidden_text, property, personal_data. urgent: why it
    was published before its review. misprints: pairs (what stands in `lines`, what stood in the first
    version, before the correction). first_effective_on: from when the first version held, where the
    correction set another day.
    """

    key: str
    file_name: str
    organisation: str
    title: str
    document_number: str
    co_issuers: tuple[str, ...]
    head: str
    signer: str
    written_on: date
    printed_on: date
    theme: str
    genre: str
    keywords: tuple[str, ...]
    summary: str
    openness: str
    ground: str
    audience: str
    standing: str
    effective_on: date | None
    expires_on: date | None
    validity: str
    source: str
    item: tuple[str, str, str]
    attachments: tuple[str, ...]
    state: str
    steps: tuple[Step, ...]
    drafted_by: str
    relations: tuple[tuple[str, str], ...]
    traps: tuple[str, ...]
    author: str
    urgent: str
    misprints: tuple[tuple[str, str], ...]
    first_effective_on: date | None
    lines: tuple[str, ...]


def documents(today: date) -> tuple[DemoDocument, ...]:
    """Every document as of `today`, in the order in which their stories begin."""
    found = [_document(source, today) for source in sources.all_sources().values() if "state" in source.head]
    return tuple(sorted(found, key=lambda document: document.steps[0].at))


def attachments(today: date) -> dict[str, DemoAttachment]:
    """The attachments by key."""
    return {
        source.key: DemoAttachment(
            source.key,
            source.organisation,
            sources.fill(source.get("file"), source, today),
            sources.fill(source.get("title"), source, today),
            sources.fill_all(source.lines, source, today),
        )
        for source in sources.all_sources().values()
        if "state" not in source.head
    }


def _document(source: Source, today: date) -> DemoDocument:
    def text(name: str, default: str = "") -> str:
        return sources.fill(source.get(name, default), source, today)

    written = sources.written_on(source, today)

    def optional(name: str) -> date | None:
        return dates.day(source.get(name), today, written) if source.get(name) else None

    title = text("title")
    drafter = source.get("by") or _drafter(source.organisation)
    first, second, third = (part.strip() for part in source.get("item", ">>").split(">"))
    return DemoDocument(
        key=source.key,
        file_name=text("file", f"{title}.docx"),
        organisation=source.organisation,
        title=title,
        document_number=text("number"),
        co_issuers=source.words("co"),
        head=source.get("head"),
        signer=source.get("signer"),
        written_on=written,
        printed_on=dates.day(source.get("printed", "w+1"), today, written),
        theme=source.get("theme"),
        genre=source.get("genre"),
        keywords=source.words("keywords"),
        summary=text("summary"),
        openness=source.get("openness", "proactive"),
        ground=source.get("ground"),
        audience=source.get("audience", "public"),
        standing=source.get("standing", "standing"),
        effective_on=optional("effective"),
        expires_on=optional("expires"),
        validity=source.get("validity"),
        source=text("source"),
        item=(first, second, third),
        attachments=source.words("attachments"),
        state=source.get("state"),
        steps=tuple(_steps(source, drafter, today, written)),
        drafted_by=drafter,
        relations=tuple(_relations(source)),
        traps=source.words("traps"),
        author=source.get("author"),
        urgent=text("urgent"),
        misprints=tuple(_misprints(source)),
        first_effective_on=optional("first_effective"),
        lines=sources.fill_all(source.lines, source, today),
    )


def first_version(document: DemoDocument) -> DemoDocument:
    """The document as it was before its correction; itself when it never was corrected."""
    lines = document.lines
    for now, then in document.misprints:
        lines = tuple(line.replace(now, then) for line in lines)
    effective_on = document.first_effective_on or document.effective_on
    return replace(document, lines=lines, effective_on=effective_on)


def _misprints(source: Source) -> Iterator[tuple[str, str]]:
    for pair in source.head.get("first", []):
        now, _, then = pair.partition(" => ")
        yield now, then


def _drafter(organisation: str) -> str:
    for role in ("drafter", "reporter"):
        for person in county.PEOPLE:
            if person.organisation == organisation and role in person.roles:
                return person.username
    raise LookupError(organisation)


def _relations(source: Source) -> Iterator[tuple[str, str]]:
    for kind in ("interprets", "based_on", "repeals", "merged_into"):
        for key in source.words(kind):
            yield kind, key


def _steps(source: Source, drafter: str, today: date, written: date) -> Iterator[Step]:
    """The usual steps of the state, with those the head tells (`step: verb day [role] note`)."""
    told = {line.split()[0]: line.split()[1:] for line in source.head.get("step", [])}
    usual = _URGENT if source.get("urgent") else (*_REVIEWED, "publish")
    verbs = _CHAINS.get(source.get("state"), usual)
    earliest = datetime.min.replace(tzinfo=CHINA)
    for verb in dict.fromkeys([*verbs, *told]):
        step = _step(source, verb, list(told.get(verb, [])), drafter, today, written)
        step = replace(step, at=max(step.at, earliest))
        earliest = step.at + timedelta(minutes=12)
        yield step


def _step(source: Source, verb: str, words: list[str], drafter: str, today: date, written: date) -> Step:
    """One step; `words` are what the head tells of it: day, due day or role, note."""
    usual, hour = _USUAL[verb]
    when = dates.day(words.pop(0) if words else usual, today, written)
    due = dates.day(words.pop(0), today, written) if verb == "schedule" else None
    role = words.pop(0) if words and words[0] in _ROLES.values() else _ROLES.get(verb, "approver")
    size = words.pop(0) if verb == "correct" else ""
    reason = source.get("urgent") if verb == "publish_urgent" else ""
    return Step(
        verb,
        _moment(source.key, when, hour),
        county.reviewer(source.organisation, role).username if role else drafter,
        sources.fill(" ".join(words) or reason, source, today),
        due,
        major=size == "major",
    )


def _moment(key: str, value: date, hour: int) -> datetime:
    minute = crc32(key.encode()) % 50
    return datetime.combine(dates.office_day(value), time(hour, minute), CHINA)
