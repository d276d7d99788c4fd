"""What a touch screen at a place offers: the newest public records of the organisations that serve it."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from django.conf import settings
from django.db.models import Q

from mingbai.channels.models import Place
from mingbai.disclosures.models import Attachment, FileRole, Information
from mingbai.disclosures.queries import files_of, listed
from mingbai.lib import clock
from mingbai.lib.clock import CHINA
from mingbai.organisations.models import Kind, Organisation
from mingbai.screens.policies import WITH_KIOSK
from mingbai.screens.rules import sorting
from mingbai.screens.values import Shelf, Title

FOR_ALL_BELOW = (Kind.DEPARTMENT, Kind.STATION, Kind.ENTERPRISE)
_COLUMNS = (
    "pk", "title", "published_at", "organisation_id", "organisation__name", "catalogue_item__field_id",
    "catalogue_item__field__name", "genre__name", "genre__is_policy", "validity", "keywords", "summary",
)  # fmt: skip


def kiosk_of(code: str) -> Place | None:
    """The place with that code, as long as it is in use and people can sit down and read there."""
    rows = Place.objects.select_related("organisation")
    return rows.filter(code=code.upper(), kind__in=WITH_KIOSK, closed_on=None).first()


def serving(organisation: Organisation) -> Q:
    """Itself and all below it, those above it, and the departments that work for all below those."""
    step = Organisation.steplen
    above = [organisation.path[:end] for end in range(step, len(organisation.path), step)]
    found = Q(path__startswith=organisation.path) | Q(path__in=above)
    for path in above:
        found |= Q(path__startswith=path, depth=len(path) // step + 1, kind__in=FOR_ALL_BELOW)
    return found


def shelf(place: Place, most: int | None = None, hours: int | None = None) -> Shelf:
    """The titles without the texts; one query for them."""
    now = clock.now().replace(microsecond=0)
    served = Organisation.objects.filter(serving(place.organisation)).values("pk")
    rows = listed().select_related(None).filter(organisation__in=served).order_by("-published_at", "-pk")
    newest = rows.values_list(*_COLUMNS)[: most or settings.KIOSK_RECORDS]
    return Shelf(
        place=place,
        made_at=now,
        valid_until=now + timedelta(hours=hours or settings.KIOSK_VALID_HOURS),
        titles=tuple(_title(row) for row in newest),
    )


def _title(row: tuple) -> Title:
    pk, title, published, place, name, field, field_name, genre, policy, validity, keywords, summary = row
    return Title(
        pk=pk,
        title=title,
        published_on=published.astimezone(CHINA).date(),
        organisation=place,
        organisation_name=name,
        field=field or "",
        field_name=field_name or "",
        genre=genre or "",
        is_policy=bool(policy),
        validity=validity,
        words=" ".join((title, summary, *keywords)),
    )


def chosen(shelf: Shelf, kind: str, key: str = "") -> list[Title]:
    """The titles of one list of the touch screen."""
    return [one for one in shelf.titles if _tests(shelf, kind, key)(one)]


def _tests(shelf: Shelf, kind: str, key: str) -> Callable[[Title], bool]:
    place = shelf.place.organisation_id
    tests: dict[str, Callable[[Title], bool]] = {
        "latest": lambda one: True,
        "own": lambda one: one.organisation == place,
        "policy": lambda one: one.is_policy,
        "subsidy": sorting.is_subsidy,
        "guide": sorting.is_guide,
        "field": lambda one: one.field == key,
        "unit": lambda one: str(one.organisation) == key,
        "month": lambda one: f"{one.published_on:%Y-%m}" == key,
        "word": lambda one: sorting.holds_word(one, _word(key)),
    }
    return tests[kind]


def _word(key: str) -> str:
    number = int(key) if key.isascii() and key.isdigit() and len(key) < 4 else -1
    return sorting.WORDS[number] if 0 <= number < len(sorting.WORDS) else "\n"


def text_of(shelf: Shelf, pk: int) -> Information | None:
    """The whole record, when it is on the shelf and still public at this moment."""
    if not any(one.pk == pk for one in shelf.titles):
        return None
    return listed().filter(pk=pk).first()


def file_names(information: Information) -> Sequence[Attachment]:
    """The attachments that are not pictures in the text."""
    return [one for one in files_of(information) if one.role != FileRole.INLINE]
