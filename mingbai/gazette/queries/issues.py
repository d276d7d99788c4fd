"""Issues, their contents, and what could go into them."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import listed
from mingbai.gazette.models import Copy, Delivery, Entry, HandIn, Issue, Recipient, Section
from mingbai.gazette.rules import SECTIONS
from mingbai.gazette.states import HandInState, IssueState, Origin, RecipientKind
from mingbai.lib import clock
from mingbai.organisations.models import Kind, Organisation

MISSED_DAYS = 365
MOST = 200
LINE = (
    "title", "document_number", "written_on", "published_at", "public_number", "public_digest", "status",
    "openness", "audience", "organisation__name", "organisation__kind", "genre__name", "index_number",
)  # fmt: skip


# Most rules come as a notice that prints them (关于印发《…办法》的通知).
IS_POLICY = Q(genre__is_policy=True) | Q(title__contains="印发", document_number__gt="")


def county() -> Organisation | None:
    return Organisation.objects.filter(depth=1, kind=Kind.COUNTY).first()


def issued() -> QuerySet[Issue]:
    """What the public sees, newest first."""
    return Issue.objects.filter(state=IssueState.ISSUED)


def by_year(issues: Iterable[Issue]) -> list[tuple[int, list[Issue]]]:
    found: dict[int, list[Issue]] = {}
    for issue in issues:
        found.setdefault(issue.year, []).append(issue)
    return sorted(found.items(), reverse=True)


def issue_of(year: int, number: int) -> Issue | None:
    return issued().filter(year=year, number=number).first()


def copy_of(issue: Issue) -> Copy | None:
    """The file that is offered."""
    return issue.copies.filter(dropped_at=None).first()


def entries_of(issue: Issue) -> list[Entry]:
    rows = issue.entries.select_related("section", "information__organisation", "corrects__issue")
    found = list(rows.defer("hay", "text"))
    for row in found:
        row.issue = issue
    return found


def contents_of(issue: Issue) -> list[tuple[Section, list[Entry]]]:
    """The sections in their order, empty ones too."""
    rows: dict[int, list[Entry]] = {}
    for entry in entries_of(issue):
        rows.setdefault(entry.section_id, []).append(entry)
    return [(section, rows.get(section.pk, [])) for section in issue.sections.all()]


def next_numbers(year: int) -> tuple[int, int]:
    """The next number in that year and the next running number."""
    in_year = Issue.objects.filter(year=year).aggregate(last=Max("number"))["last"] or 0
    total = Issue.objects.aggregate(last=Max("total_number"))["last"] or 0
    return in_year + 1, total + 1


def latest_composed() -> Issue | None:
    return Issue.objects.filter(origin=Origin.COMPOSED).order_by("-total_number").first()


def names_for_new() -> list[str]:
    """Sections of the issue before, else the usual ones."""
    before = latest_composed()
    return [one.name for one in before.sections.all()] if before else list(SECTIONS)


# -- what could be printed -----------------------------------------------------------------------------------


def unprinted() -> QuerySet[Information]:
    """Public records that stand in no issue, drafts of issues included."""
    printed = Entry.objects.filter(information=OuterRef("pk"))
    rows = listed().filter(~Exists(printed)).select_related(None).select_related("organisation", "genre")
    return rows.only(*LINE).order_by("organisation__path", "published_at", "pk")


def proposed() -> tuple[list[Information], list[Information]]:
    """Policy documents not yet printed: published since the last issue, and missed in the year before."""
    last = issued().filter(origin=Origin.COMPOSED).order_by("-frozen_at").first()
    rows = unprinted().filter(IS_POLICY)
    year_ago = clock.now() - timedelta(days=MISSED_DAYS)
    since = last.frozen_at if last and last.frozen_at else year_ago
    fresh = list(rows.filter(published_at__gte=since)[:MOST])
    missed = list(rows.filter(published_at__lt=since, published_at__gte=year_ago)[:MOST])
    return fresh, missed


def found_by_words(words: str) -> list[Information]:
    """Other public records for an issue: by index number, document number or a part of the title."""
    rows = unprinted()
    exact = rows.filter(index_number=words) | rows.filter(document_number=words)
    return list(exact[:20]) or list(rows.filter(title__contains=words)[:20])


def corrected_since() -> list[Entry]:
    """Printed entries whose record was corrected since, and of which no issue has printed a correction."""
    again = Entry.objects.filter(corrects=OuterRef("pk"))
    rows = Entry.objects.filter(issue__state=IssueState.ISSUED, information__isnull=False)
    rows = rows.filter(~Exists(again), information__versions__kind="correction")
    late = rows.select_related("issue", "information").defer("hay", "text").distinct()
    changed = [row for row in late if row.information and row.version_digest != row.information.public_digest]
    return changed[:MOST]


def handed_in(state: str = HandInState.WAITING) -> QuerySet[HandIn]:
    rows = HandIn.objects.filter(state=state) if state else HandIn.objects.all()
    return rows.select_related(
        "information__organisation", "information__genre", "organisation", "by", "issue"
    )


# -- who gets one --------------------------------------------------------------------------------------------


def recipients() -> QuerySet[Recipient]:
    return Recipient.objects.filter(closed_on=None)


def places() -> QuerySet[Recipient]:
    """Where anybody may take one."""
    return recipients().filter(kind=RecipientKind.PLACE)


def deliveries(issue: Issue) -> list[Delivery]:
    return list(issue.deliveries.select_related("recipient"))
