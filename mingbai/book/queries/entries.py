"""Entries of what went out on a channel, and of what was entered as not public."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from mingbai.book.queries.months import beginning, iso
from mingbai.book.rules import shortened
from mingbai.book.values import Entry
from mingbai.catalogue.models import Ground
from mingbai.channels.queries import Outing, outings_between
from mingbai.channels.states import Channel
from mingbai.disclosures.models import Information, Openness, Version
from mingbai.documents.official.blocks import blocks_of
from mingbai.documents.official.values import Paragraph
from mingbai.ledger.models import Event
from mingbai.organisations.models import Organisation

CONCEALED = "（这一版的内容不再显示）"
REGISTERED = "登记在册，不主动公开"


def outing_entries(organisation: Organisation, first: date, last: date) -> Iterator[Entry]:
    pairs = list(outings_between(organisation, first, last))
    recorded = _recorded(one.posting for _, one in pairs)
    for information, outing in pairs:
        yield _entry(information, outing, recorded)


def _entry(information: Information, outing: Outing, recorded: dict[int, datetime]) -> Entry:
    version = information.versions.filter(number=outing.version_number).first()
    said = version.content if version else {}
    entered = recorded.get(outing.posting or 0, outing.from_at)
    return Entry(
        key=key_of(information, outing),
        index_number=information.index_number,
        title=said.get("title") or information.title,
        document_number=said.get("document_number", ""),
        content=_content(version),
        form=Channel(outing.channel).label,
        place=outing.where,
        begun=iso(outing.from_at),
        ended=iso(outing.to_at) if outing.to_at else "",
        by=outing.by,
        proof=outing.proof_words,
        note=outing.note,
        digest=outing.digest,
        recorded=iso(entered),
    )


def key_of(information: Information, outing: Outing) -> str:
    last = f"posting {outing.posting}" if outing.posting else f"version {outing.version_number}"
    return f"{information.index_number} {last}"


def _recorded(postings: Iterable[int | None]) -> dict[int, datetime]:
    """When somebody entered that each posting was up, by the trail."""
    numbers = [str(pk) for pk in postings if pk]
    events = Event.objects.filter(
        subject_type="channels.posting", subject_id__in=numbers, verb="posting.put_up"
    )
    rows = events.order_by("-sequence").values_list("subject_id", "at")
    return {int(pk): at for pk, at in rows}


def _content(version: Version | None) -> str:
    """The summary, else how the text begins; tables, which may hold long lists, are left out."""
    if version is None:
        return ""
    if version.concealed:
        return CONCEALED
    if version.content.get("summary"):
        return shortened(version.content["summary"])
    blocks = blocks_of(version.content.get("body", ""))
    return shortened(" ".join(one.text for one in blocks if isinstance(one, Paragraph)))


def registered_entries(organisation: Organisation, first: date, last: date) -> Iterator[Entry]:
    """Texts entered as on request or withheld: number, openness and ground, never title or content."""
    begin, end = beginning(first), beginning(last + timedelta(days=1))
    events = Event.objects.filter(
        verb="record.register", organisation_code=organisation.code, at__gte=begin, at__lt=end
    )
    grounds = {one.pk: str(one) for one in Ground.objects.all()}
    for event in events.order_by("sequence"):
        openness, ground = event.detail.get("openness", ""), event.detail.get("ground", "")
        words = dict(Openness.choices).get(openness, "")
        yield Entry(
            key=f"{event.subject_label} event {event.sequence}",
            index_number=event.subject_label,
            title=f"（{words}的信息，题名和内容不列）",
            content=f"事由：{grounds.get(ground, ground)}" if ground else "",
            form=REGISTERED,
            place="",
            begun=iso(event.at),
            by=event.actor_name,
            proof="签发登记",
            digest=event.after,
            recorded=iso(event.at),
        )
