"""What a month says about entries of earlier ones."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import Q

from mingbai.book.models import BookSeal
from mingbai.book.queries.entries import key_of
from mingbai.book.queries.months import iso, local, moments
from mingbai.book.values import Supplement
from mingbai.channels.models import Posting, Proof
from mingbai.channels.queries import Outing, outings_of
from mingbai.channels.states import Channel
from mingbai.disclosures.models import Information
from mingbai.ledger.models import Event
from mingbai.organisations.models import Organisation
from mingbai.timelimits.periods import Period

GONE = ("record.withdraw", "record.remove", "record.merge")


def seals_of(organisation: Organisation) -> dict[str, datetime]:
    """Sealed month → when it was sealed."""
    return dict(BookSeal.objects.filter(organisation=organisation).values_list("month", "at"))


def outing_supplements(organisation: Organisation, month: Period) -> Iterator[Supplement]:
    """What this month says about entries of earlier ones."""
    begin, end = moments(month)
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
    sealed = seals_of(organisation)
    for posting in rows.filter(pk__in=entered).select_related("information", "place").order_by("pk"):
        assert posting.up_at is not None
        closed = sealed.get(iso(posting.up_at)[:7])
        if closed is not None and closed < entered[posting.pk]:
            yield _about(posting, entered[posting.pk], f"补登：{local(posting.up_at):%Y-%m-%d}起公开")


def _about(posting: Posting, at: datetime, what: str) -> Supplement:
    assert posting.up_at is not None
    return Supplement(
        key=f"{posting.information.index_number} posting {posting.pk}",
        of_month=iso(posting.up_at)[:7],
        on=iso(at),
        index_number=posting.information.index_number,
        title=posting.title,
        form=posting.get_channel_display(),
        place=posting.where,
        what=what,
    )


def _supplement(information: Information, one: Outing, on: datetime, what: str) -> Supplement:
    return Supplement(
        key=key_of(information, one),
        of_month=iso(one.from_at)[:7],
        on=iso(on),
        index_number=information.index_number,
        title=information.title,
        form=Channel(one.channel).label,
        place=one.where,
        what=what,
    )
