"""What of an issue is offered today: each text, and the file."""

from collections.abc import Iterator, Sequence

from django.urls import reverse

from mingbai.disclosures.models import Version
from mingbai.gazette.models import Copy, Entry, Issue
from mingbai.gazette.queries.issues import copy_of, issued
from mingbai.gazette.queries.texts import standing
from mingbai.gazette.values import Standing


def standings(entries: Sequence[Entry]) -> list[Standing]:
    """How each stands today. One query."""
    versions: dict[tuple[int | None, int | None], Version] = {
        (row.information_id, row.number): row
        for row in Version.objects.filter(
            information__in=[one.information_id for one in entries if one.information_id]
        ).defer("content")
    }
    return [standing(one, versions.get((one.information_id, one.version_number))) for one in entries]


def offered_copy(issue: Issue, entries: Sequence[Entry], known: Sequence[Standing]) -> Copy | None:
    """The file, unless a text in it must not be shown any more and was not yet blanked."""
    left = [entry for entry, one in zip(entries, known, strict=True) if one.hidden and not entry.blanked_at]
    return None if left else copy_of(issue)


def keys_of(issue: Issue, entries: Sequence[Entry]) -> list[str]:
    """What a page about the issue depends on."""
    records = {one.information_id for one in entries if one.information_id}
    return [f"gazette:{issue.pk}", *(f"record:{pk}" for pk in sorted(records))]


def addresses() -> Iterator[str]:
    """Every public address that can be kept."""
    yield reverse("gazette")
    for issue in issued().only("year", "number"):
        yield issue.get_absolute_url()
        yield issue.pdf_url
    entries = Entry.objects.filter(issue__in=issued()).values_list("issue__year", "issue__number", "number")
    for year, number, entry in entries.order_by("pk").iterator():
        yield reverse("gazette_entry", args=[year, number, entry])
