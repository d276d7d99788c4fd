"""Reading what visitors say."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.urls import Resolver404, resolve
from django.utils.crypto import salted_hmac

from mingbai.accounts.models import User
from mingbai.channels.queries import by_code as by_place_code
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import with_page
from mingbai.disclosures.states import Status
from mingbai.feedback.models import Report, Vote
from mingbai.feedback.policies import ANSWER, READ
from mingbai.feedback.rules import path_of, plain_code
from mingbai.feedback.states import OPEN
from mingbai.feedback.values import Page, Sealed
from mingbai.foi.sealing import unseal_text
from mingbai.lib import clock
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import scope_of
from mingbai.timelimits import queries as timelimits
from mingbai.timelimits.rules import due

LIMIT, RETENTION = "feedback.answer", "feedback.contact_retention"
_WITHOUT_TEXT = (Status.WITHDRAWN, Status.REMOVED, Status.MERGED)
_CHANGES = ("correction", "republished", "withdrawn")


# -- pages ------------------------------------------------------------------------------------------------


def page_of_record(pk: int) -> Page | None:
    """The page of a record that can be read; a merged one's is that of the record it was merged into."""
    text = with_page().filter(pk=pk).first()
    if text is not None and text.status == Status.MERGED and text.merged_into_id:
        text = with_page().filter(pk=text.merged_into_id).first()
    if text is None or text.status != Status.PUBLISHED:
        return None
    return Page(text.get_absolute_url(), text.title, text.organisation, text)


def page_at(typed: str) -> Page | None:
    """Any other page by its path, or the site itself; None while there is no organisation at all."""
    path = path_of(typed)
    try:
        found = resolve(path)
    except Resolver404:
        path, found = "/", resolve("/")
    if found.url_name == "record" and (page := page_of_record(found.kwargs["pk"])):
        return page
    place = Organisation.objects.filter(slug=found.kwargs.get("slug", "")).first()
    if place is not None and found.url_name == "organisation":
        return Page(path, f"{place}的页面", place)
    spot = by_place_code(found.kwargs["code"]) if found.url_name == "place_page" else None
    if spot is not None:
        return Page(path, f"“{spot}”现场的内容", spot.organisation)
    root = Organisation.objects.filter(depth=1).first()
    return Page(path, f"网页 {path}" if path != "/" else "本网站", root) if root else None


# -- reports ----------------------------------------------------------------------------------------------


def readable(user: User) -> QuerySet[Report]:
    return scope_of(user, READ).filter(Report.objects.select_related("organisation"))


def waiting_for(user: User) -> QuerySet[Report]:
    """What this person could deal with now."""
    return scope_of(user, ANSWER).filter(Report.objects.filter(state__in=OPEN))


def count_waiting(user: User) -> int:
    return waiting_for(user).count()


def code_digest(code: str) -> str:
    return salted_hmac("mingbai.feedback.code", plain_code(code), algorithm="sha256").hexdigest()


def by_code(code: str) -> Report | None:
    return Report.objects.filter(code=code_digest(code)).first() if plain_code(code) else None


def sealed_of(report: Report) -> Sealed:
    """`foi.sealing.Unreadable` when the key is gone."""
    return Sealed.from_text(unseal_text(report.sealed)) if report.sealed else Sealed()


def has_changed_since(information: Information, report: Report) -> bool:
    """Whether the public saw another text, or none any more, after the report came."""
    changed = information.versions.filter(kind__in=_CHANGES, at__gt=report.received_at).exists()
    at = information.changed_at
    gone = information.status in _WITHOUT_TEXT and at is not None and at > report.received_at
    new = information.published_at is not None and information.published_at > report.received_at
    return changed or gone or new


def due_on(report: Report, known: timelimits.Known) -> date:
    """The last day for an answer; no query by itself."""
    day = report.received_at.astimezone(clock.CHINA).date()
    return due(known.limit(LIMIT, day), day, known.calendar(report.organisation)).due


def open_reports() -> Iterator[tuple[Report, date]]:
    known = timelimits.known()
    rows = Report.objects.filter(state__in=OPEN).select_related("organisation")
    yield from ((row, due_on(row, known)) for row in rows.iterator(500))


# -- useful or not ----------------------------------------------------------------------------------------


def votes_of(pk: int) -> tuple[int, int]:
    """How many found that record's page useful, and how many did not. One query."""
    found = Vote.objects.filter(information=pk).aggregate(
        yes=Count("pk", filter=Q(useful=True)), no=Count("pk", filter=Q(useful=False))
    )
    return found["yes"], found["no"]


def voted_on(user: User) -> QuerySet[Information]:
    """Records with votes, as `yes` and `no`; those of no use to most come first."""
    yes = Count("votes", filter=Q(votes__useful=True))
    no = Count("votes", filter=Q(votes__useful=False))
    rows = Information.objects.filter(votes__isnull=False).annotate(yes=yes, no=no)
    shown = rows.select_related("organisation").only("title", "organisation__name")
    return scope_of(user, READ).filter(shown).order_by("-no", "yes", "pk")


def with_due_days(rows: Iterable[Report]) -> list[tuple[Report, date]]:
    """Each with its last day. One query, or two."""
    known = timelimits.known()
    return [(row, due_on(row, known)) for row in rows]
