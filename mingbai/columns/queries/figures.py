"""How much was published, by year, organisation and field: each number opens its list."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Count, QuerySet

from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import listed
from mingbai.organisations.models import Organisation


def published_by_organisation(records: QuerySet[Information] | None = None) -> Counter[int]:
    """By number of the organisation, without what lies below it. One query that reads the index alone."""
    rows = (listed() if records is None else records).order_by().values_list("organisation")
    return Counter(dict(rows.annotate(n=Count("*"))))


def with_below(own: Counter[int], bodies: Iterable[Organisation]) -> Counter[int]:
    """The same numbers, each with all that lies below the organisation."""
    paths = {one.path: one.pk for one in bodies}
    found: Counter[int] = Counter()
    for path, pk in paths.items():
        for end in range(Organisation.steplen, len(path) + 1, Organisation.steplen):
            if path[:end] in paths:
                found[paths[path[:end]]] += own[pk]
    return found
