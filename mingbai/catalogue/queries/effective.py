"""The lists of organisations, and every row of them as it counts there."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from mingbai.accounts.models import User
from mingbai.catalogue.models import CatalogueItem, Holding, Overlay
from mingbai.catalogue.queries.rows import in_force, lineage
from mingbai.catalogue.rules.channels import Channel
from mingbai.catalogue.rules.limits import phrases_of
from mingbai.catalogue.rules.merging import Difference, Merged, merge
from mingbai.lib import clock
from mingbai.organisations.models import Organisation
from mingbai.timelimits.phrases import Phrase


@dataclass(frozen=True)
class EffectiveRow:
    """A row on an organisation's list with what every layer down to it laid over the row.

    `item` keeps the words of the layer that wrote it. `reason` says why it is not applicable.
    """

    item: CatalogueItem
    holding: Holding
    merged: Merged

    @property
    def organisation(self) -> Organisation:
        return self.holding.organisation

    @property
    def responsible(self) -> User | None:
        return self.holding.responsible

    @property
    def limit_text(self) -> str:
        return self.merged.limit_text

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """The limit that counts, as typed phrases."""
        return phrases_of(self.limit_text)

    @property
    def channels(self) -> tuple[Channel, ...]:
        return self.merged.channels

    @property
    def extra(self) -> dict[str, str]:
        return dict(self.merged.extra)

    @property
    def applicable(self) -> bool:
        return self.merged.applicable

    @property
    def reason(self) -> str:
        return self.merged.reason

    @property
    def differences(self) -> tuple[Difference, ...]:
        return self.merged.differences


def held(organisation: Organisation | None = None, on: date | None = None) -> QuerySet[Holding]:
    """The rows on the organisation's own list (on all lists without one) on a day, today if not said.

    Rows out of use that day are left out.
    """
    day = on or clock.today()
    rows = Holding.objects.filter(in_force(day), in_force(day, "item__"))
    return rows if organisation is None else rows.filter(organisation=organisation)


def effective(organisation: Organisation, on: date | None = None) -> list[EffectiveRow]:
    """The organisation's list on a day, in the order of fields and rows."""
    rows = held(organisation, on).order_by("item__field__order", "item__field__name", "item_id")
    return list(effective_rows(rows, on))


def effective_rows(holdings: QuerySet[Holding], on: date | None = None) -> Iterator[EffectiveRow]:
    """Each holding as it counts on a day; five queries for any number.

    What an organisation lays over a row counts for everything below it too. Rows, organisations and
    people are read once and shared: a county has 60,000 holdings of 150 rows.
    """
    day = on or clock.today()
    overlays, plain = _overlays(day), dict[int, Merged]()
    unordered = holdings.order_by()
    items = CatalogueItem.objects.select_related("field", "organisation")
    known_items = {one.pk: one for one in items.filter(pk__in=unordered.values("item"))}
    known_places = {
        one.pk: one for one in Organisation.objects.filter(pk__in=unordered.values("organisation"))
    }
    known_people = {one.pk: one for one in User.objects.filter(pk__in=unordered.values("responsible"))}
    for holding in holdings.iterator(2000):
        holding.item = item = known_items[holding.item_id]
        holding.organisation = place = known_places[holding.organisation_id]
        if holding.responsible_id is not None:
            holding.responsible = known_people[holding.responsible_id]
        layers = _above(place, overlays[item.pk]) if item.pk in overlays else ()
        if not layers and item.pk not in plain:
            plain[item.pk] = merge(item, ())
        yield EffectiveRow(item, holding, merge(item, layers) if layers else plain[item.pk])


def _overlays(day: date) -> dict[int, dict[str, Overlay]]:
    """The overlays in force, by row and path of the organisation."""
    found: dict[int, dict[str, Overlay]] = defaultdict(dict)
    for one in Overlay.objects.filter(in_force(day)).select_related("organisation"):
        found[one.item_id][one.organisation.path] = one
    return found


def _above(organisation: Organisation, layers: dict[str, Overlay]) -> list[tuple[str, Overlay]]:
    return [
        (layers[path].organisation.name, layers[path]) for path in lineage(organisation) if path in layers
    ]


def inapplicable(day: date) -> dict[int, list[str]]:
    """Row → tree paths of the organisations for which, with all below them, it is not applicable."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = Overlay.objects.filter(in_force(day), applicable=False)
    for item, path in rows.values_list("item_id", "organisation__path"):
        found[item].append(path)
    return found
