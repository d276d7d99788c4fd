"""Sealing a month of the register: by hand, or by the system when nobody did in time."""

from datetime import timedelta

from django.db import IntegrityError, transaction

from mingbai.accounts.models import User
from mingbai.book.models import BookSeal, SealedUpTo
from mingbai.book.policies import DONE, SEAL, may_seal
from mingbai.book.queries import book_now, first_months, is_over, month_of, seal_of
from mingbai.ledger.actions import append
from mingbai.lib import clock
from mingbai.lib.verdict import Denied, require
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import acting_role
from mingbai.timelimits import queries as timelimits
from mingbai.timelimits.periods import Per, Period, period_of, periods_between
from mingbai.timelimits.rules import due

LIMIT = "book.seal"
_DAY = timedelta(days=1)
AT_ONCE = 200
"""How many months one round seals; the next one goes on."""


@transaction.atomic
def seal(*, organisation: Organisation, month: str, by: User | None) -> BookSeal:
    """Seal a month that is over; it never changes again. `by` is None for the system itself."""
    period = month_of(month)
    held = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    known = seal_of(held, month)
    if by is not None:
        require(may_seal(by, held, period, is_sealed=known is not None, is_over=is_over(period)))
    book = book_now(held, period)
    row = BookSeal(
        organisation=held,
        month=month,
        content=book.value(),
        count=len(book.entries),
        digest=book.digest(),
        by=by,
        at=clock.now(),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Denied(DONE) from error
    append(
        verb="book.seal",
        by=by,
        subject=row,
        organisation=held,
        role=acting_role(by, SEAL, held) if by is not None else "",
        after=row.digest,
        detail={"month": month, "entries": row.count},
    )
    return row


def last_due() -> Period:
    """The last month whose time for being sealed by hand is over."""
    today, known = clock.today(), timelimits.known()
    month = period_of(Per.MONTH, today.replace(day=1))
    while True:
        month = period_of(Per.MONTH, month.start.replace(day=1) - _DAY)
        if due(known.limit(LIMIT, month.end), month.end, known.calendar()).due < today:
            return month


def seal_due(at_once: int = AT_ONCE) -> str:
    """Seal what nobody sealed in time, some months at a time; says what was done."""
    last = last_due()
    if SealedUpTo.objects.filter(pk=1, month__gte=last.key).exists():
        return ""
    count = 0
    for organisation, month in _open_months(last):
        if count == at_once:
            return f"封存 {count} 个月的登记簿，其余下一轮再封"
        seal(organisation=organisation, month=month, by=None)
        count += 1
    SealedUpTo.objects.update_or_create(pk=1, defaults={"month": last.key})
    return f"封存 {count} 个月的登记簿" if count else ""


def _open_months(last: Period) -> list[tuple[Organisation, str]]:
    """Every month since a register began that is due and not sealed, the oldest first."""
    begun = first_months()
    places = Organisation.objects.in_bulk(begun)
    sealed = set(BookSeal.objects.values_list("organisation", "month"))
    found = [
        (places[pk], month.key)
        for pk, first in begun.items()
        for month in periods_between(Per.MONTH, month_of(first).start, last.end)
        if (pk, month.key) not in sealed
    ]
    return sorted(found, key=lambda pair: (pair[1], pair[0].path))
