"""Everything a record went out on: the website's own versions and every posting, in one list."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Prefetch, Q, QuerySet

from mingbai.channels.models import Posting, Proof
from mingbai.channels.states import Channel, PostingState
from mingbai.disclosures.models import Audience, Information, Openness, Version
from mingbai.ledger.models import Event
from mingbai.ledger.queries import history_of
from mingbai.lib.clock import CHINA
from mingbai.organisations.models import Organisation

TEXT_KINDS = frozenset({"first", "correction", "republished"})
"""Versions that put a text before the public; the others change its standing."""
ENDING = "withdrawn"
GONE = ("record.withdraw", "record.remove", "record.merge")
WENT_OUT = ("record.publish", "record.publish_urgent", "record.approve", "record.correct", "record.republish")


@dataclass(frozen=True)
class Outing:
    """One text on one channel at one place from–to. `to_at` is None while it is there.

    `digest` is that of the public content; `proof_words` say in Chinese what proves it, "" when nothing does
    yet, `proof_digests` are those of the files. `posting` is the posting's number, None for the website.
    """

    channel: Channel
    where: str
    version_number: int
    digest: str
    from_at: datetime
    to_at: datetime | None
    by: str
    proof_words: str
    proof_digests: tuple[str, ...] = ()
    posting: int | None = None
    note: str = ""


def outings_of(information: Information) -> list[Outing]:
    """In order of time; what is only planned is left out."""
    postings = _with_proofs(information.postings.exclude(up_at=None))
    found = [*_on_site(information), *(_of_posting(one) for one in postings)]
    return sorted(found, key=lambda one: (one.from_at, one.posting or 0))


def outings_between(
    organisation: Organisation, first: date, last: date
) -> Iterator[tuple[Information, Outing]]:
    """What began on these days (both included), of the records that this very organisation published."""
    begin, end = _moments(first, last)
    touched = Information.objects.filter(organisation=organisation).filter(
        Q(versions__at__gte=begin, versions__at__lt=end)
        | Q(postings__up_at__gte=begin, postings__up_at__lt=end)
    )
    rows = Information.objects.filter(pk__in=touched.values("pk")).select_related("organisation")
    for information in rows.order_by("published_at", "pk").iterator(500):
        yield from ((information, one) for one in outings_of(information) if begin <= one.from_at < end)


def _moments(first: date, last: date) -> tuple[datetime, datetime]:
    midnight = time(tzinfo=CHINA)
    return datetime.combine(first, midnight), datetime.combine(last + timedelta(days=1), midnight)


def _on_site(information: Information) -> Iterator[Outing]:
    """One for each text the public saw; it ends where the next begins, or where it was taken back."""
    texts = [one for one in _public_versions(information) if one.kind in (*TEXT_KINDS, ENDING)]
    events = list(history_of(information).order_by("sequence"))
    for place, version in enumerate(texts):
        if version.kind == ENDING:
            continue
        following = texts[place + 1] if place + 1 < len(texts) else None
        to_at = following.at if following else _gone_at(events, version.at)
        yield Outing(
            channel=Channel.SITE,
            where="政府网站",
            version_number=version.number,
            digest=version.digest,
            from_at=version.at,
            to_at=to_at,
            by=_who(events, version),
            proof_words=_read_back_words(information, version),
            note=version.note,
        )


def _public_versions(information: Information) -> Iterable[Version]:
    public = Q(content__audience=Audience.PUBLIC, content__openness=Openness.PROACTIVE)
    return information.versions.filter(public).defer("content").order_by("number")


def _gone_at(events: Iterable[Event], since: datetime) -> datetime | None:
    return next((one.at for one in events if one.verb in GONE and one.at >= since), None)


def _who(events: Iterable[Event], version: Version) -> str:
    """The person of the event that put this very text out; "" for what came from before the trail."""
    names = [one.actor_name for one in events if one.verb in WENT_OUT and one.after == version.digest]
    return names[-1] if names else ""


def _read_back_words(information: Information, version: Version) -> str:
    if information.read_back_at is None or information.public_digest != version.digest:
        return "版本存档"
    when = information.read_back_at.astimezone(CHINA)
    if information.read_back_note:
        return f"{when:%Y-%m-%d %H:%M} 回读有问题：{information.read_back_note}"
    return f"{when:%Y-%m-%d %H:%M} 从公众一侧回读，内容一致"


def _with_proofs(rows: QuerySet[Posting]) -> QuerySet[Posting]:
    return rows.select_related("place__organisation", "organisation").prefetch_related(
        Prefetch("proofs", Proof.objects.order_by("pk"))
    )


def _of_posting(posting: Posting) -> Outing:
    assert posting.up_at is not None
    proofs = list(posting.proofs.all())
    return Outing(
        channel=Channel(posting.channel),
        where=posting.where,
        version_number=posting.version_number,
        digest=posting.version_digest,
        from_at=posting.up_at,
        to_at=posting.down_at,
        by=posting.up_name,
        proof_words="；".join(_proof_words(one) for one in proofs),
        proof_digests=tuple(one.digest for one in proofs if one.digest),
        posting=posting.pk,
        note=posting.early_reason or posting.end_note,
    )


def _proof_words(proof: Proof) -> str:
    said = f"（{proof.note}）" if proof.note else ""
    return f"{proof.get_of_display()}：{proof.get_kind_display()}{said}"


def went_up(first: date, last: date) -> QuerySet[Posting]:
    """What went up on these days (both included), whoever put it up; the website is not among it."""
    begin, end = _moments(first, last)
    rows = Posting.objects.filter(up_at__gte=begin, up_at__lt=end).exclude(state=PostingState.CANCELLED)
    return rows.select_related("place__organisation", "organisation").order_by("up_at", "pk")
