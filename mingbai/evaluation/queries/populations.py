"""What could be drawn: public records, divided into strata."""

from datetime import datetime, time

from django.db.models import QuerySet

from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import listed
from mingbai.evaluation.models import Inspection, Strata, Subject
from mingbai.evaluation.rules.sampling import Member, Size, digest_of, draw, thawed
from mingbai.lib.clock import CHINA
from mingbai.organisations.models import Organisation
from mingbai.timelimits.periods import Period


def population_of(
    inspector: Organisation, subject: Subject, period: Period, strata: Strata, kinds: tuple[str, ...] = ()
) -> list[Member]:
    """Public records at or below the inspector's place: first published in the period, or, for the website,
    everything that is listed today. Records of the inspector itself are left out."""
    rows = listed().filter(organisation__path__startswith=inspector.path).exclude(organisation=inspector)
    if subject == Subject.RECORDS:
        first = datetime.combine(period.start, time.min, CHINA)
        last = datetime.combine(period.end, time.max, CHINA)
        rows = rows.filter(published_at__range=(first, last))
    if kinds:
        rows = rows.filter(organisation__kind__in=kinds)
    return _members(rows, strata)


def _members(rows: QuerySet[Information], strata: Strata) -> list[Member]:
    column = {
        Strata.ORGANISATION: "organisation__name",
        Strata.FIELD: "catalogue_item__field__name",
        Strata.NONE: "",
    }[strata]
    if not column:
        found = rows.order_by("pk").values_list("pk", "public_digest")
        return [Member(str(pk), "", digest) for pk, digest in found.iterator(5000)]
    named = rows.order_by("pk").values_list("pk", column, "public_digest")
    return [Member(str(pk), name or "未归入目录", digest) for pk, name, digest in named.iterator(5000)]


def draws_again(inspection: Inspection) -> bool:
    """Whether the kept population is the one drawn from and, with the seed, gives this very sample."""
    members = thawed(inspection.population.members)
    again = draw(members, Size(each=inspection.each, percent=inspection.percent), inspection.seed)
    kept = [str(pk) for pk in inspection.items.values_list("information_id", flat=True)]
    return kept == [one.key for one in again] and digest_of(members) == inspection.population_digest
