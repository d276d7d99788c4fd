"""What the checks must know from the database."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import chain

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Q
from django.utils.crypto import salted_hmac

from mingbai.checks.context import Context, packaged_lexicon
from mingbai.checks.models import DismissedFinding, LexiconTerm
from mingbai.checks.rules.wording import Term
from mingbai.organisations.models import FormerName, Organisation

_TELEPHONE = re.compile(r"(?:\+?86)?[0-9][0-9() （）-]{5,18}[0-9]")


def context_for(organisation: Organisation | None, today: date) -> Context:
    """What holds for texts of `organisation` on `today`: names, telephones, lexicon, dismissed findings.

    None is a text of no organisation yet; only what counts in the whole county applies.
    """
    rows = list(Organisation.objects.filter(Q(valid_to=None) | Q(valid_to__gte=today)))
    current = frozenset(chain.from_iterable((row.name, *row.short_names) for row in rows))
    return Context(
        today=today,
        names=current,
        former_names=_former_names(today, current),
        telephones=frozenset(chain.from_iterable(map(_numbers, rows))),
        lexicon=lexicon_for(organisation),
        dismissed=_dismissed(organisation),
        key=fingerprint_key(),
    )


def bare_context(today: date) -> Context:
    """What holds without any database: the packaged lexicon alone."""
    return Context(today=today, key=fingerprint_key())


def has_tables() -> bool:
    """Whether there is a database with the tables of this app."""
    try:
        return LexiconTerm._meta.db_table in connection.introspection.table_names()
    except DatabaseError:
        return False


def lexicon_for(organisation: Organisation | None) -> tuple[Term, ...]:
    """The packaged list with the county's words and then the organisation's own laid over it."""
    terms: dict[str, Term | None] = {term.term: term for term in packaged_lexicon()}
    scope = Q(organisation=None) | Q(organisation=organisation) if organisation else Q(organisation=None)
    rows = LexiconTerm.objects.filter(scope)
    for row in sorted(rows, key=lambda r: (r.organisation_id is not None, r.term)):
        terms[row.term] = _term(row) if row.active else None
    return tuple(term for term in terms.values() if term)


def fingerprint_key() -> bytes:
    """Derived from the installation's secret; a new secret forgets what was dismissed."""
    return salted_hmac("mingbai.checks.fingerprint", settings.SECRET_KEY, algorithm="sha256").digest()


def _term(row: LexiconTerm) -> Term:
    unless = tuple(row.unless.split())
    return Term(row.term, row.correction, row.severity, unless, row.since, row.note)


def _former_names(today: date, current: frozenset[str]) -> tuple[tuple[str, str], ...]:
    rows = FormerName.objects.filter(until__lt=today).select_related("organisation").order_by("until", "pk")
    pairs = {row.name: row.organisation.name for row in rows if row.name not in current}
    return tuple(sorted(pairs.items()))


def _dismissed(organisation: Organisation | None) -> frozenset[str]:
    if organisation is None:
        return frozenset()
    rows = DismissedFinding.objects.filter(organisation=organisation)
    return frozenset(rows.values_list("fingerprint", flat=True))


def _numbers(row: Organisation) -> Iterator[str]:
    """Each telephone with its area code and, for a landline, without."""
    for found in _TELEPHONE.finditer(row.telephone):
        digits = re.sub(r"[^0-9]", "", found[0])
        yield digits
        local = re.sub(r"^0(?:10|2[0-9]|[3-9][0-9]{2})", "", digits)
        yield local
