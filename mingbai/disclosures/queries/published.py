"""How many records are public under each row of the catalogue."""

from collections.abc import Collection

from django.db.models import Count

from mingbai.disclosures.models import Information
from mingbai.disclosures.states import Status


def by_row(organisations: Collection[int] | None = None) -> dict[tuple[int, int], int]:
    """{(row, organisation): published records}; `organisations` are numbers, None for all."""
    records = Information.objects.filter(status=Status.PUBLISHED, catalogue_item__isnull=False)
    if organisations is not None:
        records = records.filter(organisation__in=organisations)
    counted = records.order_by().values_list("catalogue_item", "organisation").annotate(count=Count("pk"))
    return {(item, place): count for item, place, count in counted}
