"""The register of an organisation, generated from what went out; sealed months as they were sealed."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.db.models import Min, Q

from mingbai.book.models import BookSeal
from mingbai.book.rules import differences, numbered, shortened
from mingbai.book.values import Book, Difference, Entry, Supplement, book_of
from mingbai.catalogue.models import Ground
from mingbai.channels.models import Posting, Proof
from mingbai.channels.queries import Outing, outings_between, outings_of
from mingbai.channels.states import Channel
from mingbai.disclosures.models import Information, Openness, Version
from mingbai.documents.official.blocks import blocks_of
from mingbai.documents.official.values import Paragraph
from mingbai.ledger.models import Event
from mingbai.lib import clock, digests
from mingbai.lib.clock import CHINA
from mingbai.organisations.models import Organisation
from mingbai.timelimits.periods import Per, Period, of_key, period_of

CONCEALED = "（这一版的内容不再显示）"
REGISTERED = "登记在册，不主动公开"
GONE = ("record.withdraw", "record.remove", "record.merge")


def month_of(key: str) -> Period:
    """The month with that key, such as "2026-05"; ValueError when it is none."""
    period = of_key(key)
    if period.per != Per.MONTH:
        raise ValueError(f"{key} is no month.")
    return period


def present_month() -> str:
    return period_of(Per.MONTH, clock.today()).key


def is_over(month: Period) -> bool:
    return month.end < clock.today()


def entries(organisation: Organisation, first: date, last: date) -> Iterator[Entry]:
    """What that very organisation made public, or entered as not public, on these days; numbered from 1."""
    return iter(numbered([*_outings(organisation, first, last), *_registered(organisation, first, last)]))


def book_now(organisation: Organisation, month: Period, *, as_of_its_end: bool = True) -> Book:
    """The month as the facts say now; what came after its end is left to later months unless told."""
    found = entries(organisation, month.start, month.end)
    if as_of_its_end:
        found = (_as_of(one, _iso(_moments(month)[1])) for one in found)
    told = sorted(_supplements(organisation, month), key=lambda one: (one.on, one.key, one.what))
    return Book(organisation.code, organisation.name, month.key, tuple(found), tuple(told))


def seal_of(organisation: Organisation, month: str) -> BookSeal | None:
    return BookSeal.objects.filter(organisation=organisation, month=month).select_related("by").first()


def shown(organisation: Organisation, month: Period) -> tuple[Book, BookSeal | None]:
    """What stands in the register: the month as sealed, or as it is now while nobody has sealed it."""
    seal = seal_of(organisation, month.key)
    return (book_of(seal.content), seal) if seal else (book_now(organisation, month), None)


def changes_since(seal: BookSeal) -> list[Difference]:
    """What was added, altered or lost since that month was sealed."""
    now = book_now(seal.organisation, month_of(seal.month), as_of_its_end=False)
    return differences(book_of(seal.content), now)


def is_intact(seal: BookSeal) -> bool:
    """Whether the stored register still has the digest that was sealed, and that the trail holds."""
    events = Event.objects.filter(verb="book.seal", subject_type="book.bookseal", subject_id=str(seal.pk))
    told = events.values_list("after", flat=True).first()
    return digests.of_value(seal.content) == seal.digest == told


def first_months() -> dict[int, str]:
    """For each organisation with anything in its register, the month in which it begins."""
    found: dict[int, datetime] = {}
    for field in ("versions__at", "postings__up_at"):
        rows = Information.objects.exclude(**{field: None}).order_by().values_list("organisation")
        for pk, moment in rows.annotate(first=Min(field)):
            found[pk] = min(found.get(pk, moment), moment)
    return {pk: period_of(Per.MONTH, _local(moment).date()).key for pk, moment in found.items()}


# -- entries ------------------------------------------------------------------------------------------------


def _outings(organisation: Organisation, first: date, last: date) -> Iterator[Entry]:
    pairs = list(outings_between(organisation, first, last))
    recorded = _recorded(one.posting for _, one in pairs)
    for information, outing in pairs:
        yield _entry(information, outing, recorded)


def _entry(information: Information, outing: Outing, recorded: dict[int, datetime]) -> Entry:
    version = information.versions.filter(number=outing.version_number).first()
    said = version.content if version else {}
    entered = recorded.get(outing.posting or 0, outing.from_at)
    return Entry(
        key=_key(information, outing),
        index_number=information.index_number,
        title=said.get("title") or information.title,
        document_number=said.get("document_number", ""),
        content=_content(version),
        form=Channel(outing.channel).label,
        place=outing.where,
        begun=_iso(outing.from_at),
        ended=_iso(outing.to_at) if outing.to_at else "",
        by=outing.by,
        proof=outing.proof_words,
        note=outing.note,
        digest=outing.digest,
        recorded=_iso(entered),
    )


def _key(information: Information, outing: Outing) -> str:
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


def _registered(organisation: Organisation, first: date, last: date) -> Iterator[Entry]:
    """Texts entered as on request or withheld: number, openness and ground, never title or content."""
    begin, end = _begin(first), _begin(last + timedelta(days=1))
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
            begun=_iso(event.at),
            by=event.actor_name,
            proof="签发登记",
            digest=event.after,
            recorded=_iso(event.at),
        )


def _as_of(one: Entry, end: str) -> Entry:
    """The entry as it was at the end of its month: an end after it belongs to a later month.

    What is noted when a posting comes down came with it; a note of the website's was there before.
    """
    if one.ended and one.ended >= end:
        return replace(one, ended="", note=one.note if " version " in one.key else "")
    return one


# -- supplements --------------------------------------------------------------------------------------------


def _supplements(organisation: Organisation, month: Period) -> Iterator[Supplement]:
    """What this month says about entries of earlier ones."""
    begin, end = _moments(month)
    for information in _touched(organisation, begin, end):
        for one in outings_of(information):
            if one.from_at < begin and one.to_at and begin <= one.to_at < end:
                yield _supplement(
                    information, one, one.to_at, f"结束公开{'：' + one.note if one.note else ''}"
                )
    yield from _proved(organisation, begin, end)
    yield from _late(organisation, begin, end)


def _touched(organisation: Organisation, begin: datetime, end: datetime) -> Iterable[Information]:
    """Records of which something may have ended in that time."""
    gone = Event.objects.filter(
        verb__in=GONE, subject_type="disclosures.information", at__gte=begin, at__lt=end
    ).filter(organisation_code=organisation.code)
    numbers = [int(pk) for pk in gone.values_list("subject_id", flat=True)]
    touched = Information.objects.filter(organisation=organisation).filter(
        Q(pk__in=numbers)
        | Q(versions__at__gte=begin, versions__at__lt=end, versions__number__gt=1)
        | Q(postings__down_at__gte=begin, postings__down_at__lt=end)
    )
    return Information.objects.filter(pk__in=touched.values("pk")).order_by("pk").iterator(500)


def _proved(organisation: Organisation, begin: datetime, end: datetime) -> Iterator[Supplement]:
    proofs = Proof.objects.filter(
        posting__information__organisation=organisation,
        posting__up_at__lt=begin,
        of="up",
        at__gte=begin,
        at__lt=end,
    ).select_related("posting__information", "posting__place")
    for proof in proofs.order_by("pk"):
        yield _about(proof.posting, proof.at, f"补充佐证：{proof.get_kind_display()}")


def _late(organisation: Organisation, begin: datetime, end: datetime) -> Iterator[Supplement]:
    """Postings entered in this month as up since an earlier one that had been sealed by then."""
    rows = Posting.objects.filter(information__organisation=organisation, up_at__lt=begin)
    events = Event.objects.filter(
        verb="posting.put_up", subject_type="channels.posting", at__gte=begin, at__lt=end
    )
    entered = {int(pk): at for pk, at in events.values_list("subject_id", "at")}
    sealed = dict(BookSeal.objects.filter(organisation=organisation).values_list("month", "at"))
    for posting in rows.filter(pk__in=entered).select_related("information", "place").order_by("pk"):
        assert posting.up_at is not None
        closed = sealed.get(_local(posting.up_at).strftime("%Y-%m"))
        if closed is not None and closed < entered[posting.pk]:
            yield _about(posting, entered[posting.pk], f"补登：{_local(posting.up_at):%Y-%m-%d}起公开")


def _about(posting: Posting, at: datetime, what: str) -> Supplement:
    assert posting.up_at is not None
    return Supplement(
        key=f"{posting.information.index_number} posting {posting.pk}",
        of_month=_local(posting.up_at).strftime("%Y-%m"),
        on=_iso(at),
        index_number=posting.information.index_number,
        title=posting.title,
        form=posting.get_channel_display(),
        place=posting.where,
        what=what,
    )


def _supplement(information: Information, one: Outing, on: datetime, what: str) -> Supplement:
    return Supplement(
        key=_key(information, one),
        of_month=_local(one.from_at).strftime("%Y-%m"),
        on=_iso(on),
        index_number=information.index_number,
        title=information.title,
        form=Channel(one.channel).label,
        place=one.where,
        what=what,
    )


# -- time ---------------------------------------------------------------------------------------------------


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(tzinfo=CHINA))


def _moments(month: Period) -> tuple[datetime, datetime]:
    return _begin(month.start), _begin(month.end + timedelta(days=1))


def _local(moment: datetime) -> datetime:
    return moment.astimezone(CHINA)


def _iso(moment: datetime) -> str:
    return _local(moment).isoformat(timespec="seconds")
