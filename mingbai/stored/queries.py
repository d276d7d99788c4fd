"""What is kept, what waits, and what may be out of date."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from mingbai.lib import clock
from mingbai.stored.models import Change, Dependency, Page, Tick

EVERYTHING = "*"
"""The key of a change that concerns every page."""
# Longer than any page takes to make; older changes need not be compared with pages any more.
REMEMBERED = timedelta(minutes=10)


def number_now() -> int:
    """The number of the last change that is committed; 0 before the first."""
    return Tick.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def showing(keys: Iterable[str]) -> QuerySet[Page]:
    """The pages that show something of these keys; all of them for `EVERYTHING`."""
    wanted = sorted(set(keys))
    if EVERYTHING in wanted:
        return Page.objects.all()
    return Page.objects.filter(pk__in=Dependency.objects.filter(key__in=wanted).values("page"))


def missed(page: Page) -> tuple[bool, bool]:
    """Whether the page, as made, misses a change since, and whether an urgent one."""
    keys = Dependency.objects.filter(page=page).values("key")
    concerned = Q(key__in=keys) | Q(key=EVERYTHING)
    urgent = list(
        Change.objects.filter(concerned, number__gt=page.seen).values_list("urgent", flat=True)[:1000]
    )
    return bool(urgent), any(urgent)


def behind(urgent: bool) -> QuerySet[Page]:
    """Pages that look finished although they miss a recent change: what a stop in the middle leaves.

    With `urgent` those that miss an urgent change, whether they wait already or not.
    """
    recent = Change.objects.filter(urgent=urgent, at__gt=clock.now() - REMEMBERED)
    newer = recent.filter(key=OuterRef("key"), number__gt=OuterRef("page__seen"))
    late = Dependency.objects.filter(Exists(newer), key__in=_distinct(recent)).values("page")
    for_all = recent.filter(key=EVERYTHING).order_by("-number").values_list("number", flat=True).first()
    rows = Page.objects.filter(Q(pk__in=late) | Q(seen__lt=for_all or 0))
    return rows.filter(stored_at__isnull=False) if urgent else rows.filter(wanted_at=None)


def _distinct(changes: QuerySet[Change]) -> QuerySet[Change, str]:
    return changes.order_by().values_list("key", flat=True).distinct()


def wanted(most: int) -> list[str]:
    """Addresses of pages to be made anew: those that nobody can read first, then the longest waiting."""
    rows = Page.objects.filter(wanted_at__isnull=False)
    ordered = rows.order_by(F("stored_at").asc(nulls_first=True), "wanted_at")
    return list(ordered.values_list("path", flat=True)[:most])


def waiting() -> tuple[int, datetime | None]:
    """How many pages wait to be made anew, and since when the longest."""
    rows = Page.objects.filter(wanted_at__isnull=False)
    return rows.count(), rows.order_by("wanted_at").values_list("wanted_at", flat=True).first()
