"""Which records a year has, where their three copies are, and which packages there are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import QuerySet

from mingbai.accounts.models import User
from mingbai.archive.followers import refused
from mingbai.archive.models import ArchivedRecord, Destruction, Package, Transfer
from mingbai.archive.policies import READ
from mingbai.archive.rules import Kind, kind_of
from mingbai.archive.states import Copy, DestructionState, PackageState
from mingbai.catalogue.models import Genre
from mingbai.channels.models import Proof
from mingbai.channels.states import Channel, ProofOf
from mingbai.disclosures.models import Information, Version
from mingbai.disclosures.queries import HAS_PAGE, is_listed
from mingbai.filings.models import Filing
from mingbai.lib import clock
from mingbai.lib.clock import CHINA
from mingbai.organisations.models import Kind as OrganisationKind
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import scope_of
from mingbai.timelimits import queries as timelimits
from mingbai.timelimits.rules import due

LIMIT = "archive_retention"


def packages(user: User) -> QuerySet[Package]:
    return scope_of(user, READ).filter(Package.objects.select_related("organisation", "asked_by"))


def transfers(user: User) -> QuerySet[Transfer]:
    rows = Transfer.objects.select_related("package__organisation", "by")
    return scope_of(user, READ).filter(rows, "package__organisation")


def destructions(user: User) -> QuerySet[Destruction]:
    rows = Destruction.objects.select_related("package__organisation", "proposed_by", "decided_by")
    return scope_of(user, READ).filter(rows, "package__organisation")


def past_time(user: User) -> QuerySet[Package]:
    """Packages whose time is over and of whose destruction nobody has proposed anything yet."""
    proposed = Destruction.objects.filter(state=DestructionState.PROPOSED).values("package")
    rows = packages(user).filter(state=PackageState.MADE, keep_until__lt=clock.today())
    return rows.exclude(pk__in=proposed)


def records_of(organisation: Organisation, year: int) -> QuerySet[Information]:
    """Records of that very organisation of which a public version began in that year, in steady order."""
    begin, end = (datetime.combine(date(one, 1, 1), time(tzinfo=CHINA)) for one in (year, year + 1))
    versions = Version.objects.filter(
        at__gte=begin, at__lt=end, kind__in=("first", "correction", "republished")
    )
    rows = Information.objects.filter(
        HAS_PAGE, organisation=organisation, pk__in=versions.values("information")
    )
    return rows.select_related("organisation", "theme", "genre", "catalogue_item__field").order_by(
        "published_at", "pk"
    )


def left_out(information: Information) -> str:
    """Why text, files and proofs of a record stay out of a package; "" when they go in."""
    if not is_listed(information):
        return f"{information.get_status_display()}，题名、正文、附件和佐证不入包"
    return refused(information)


def retention_of(information: Information) -> Kind:
    """By its kind when it was first published."""
    first = information.versions.order_by("number").first()
    said = first.content if first else {}
    number: Any = said.get("genre") or information.genre_id
    genre = Genre.objects.filter(pk=number).first() if number else None
    return kind_of(
        genre=genre.name if genre else "",
        is_policy=bool(genre and genre.is_policy),
        title=said.get("title") or information.title,
    )


def least_until(archived_on: date) -> date:
    """Until when anything at all is kept that is archived on that day."""
    known = timelimits.known()
    return due(known.limit(LIMIT, archived_on), archived_on, known.calendar()).due


@dataclass(frozen=True)
class Copies:
    """Where the three copies of a record are; words where one is, "" where it is missing."""

    information: Information
    county: str
    archive: str
    board: str

    @property
    def missing(self) -> list[str]:
        found = {Copy.COUNTY: self.county, Copy.ARCHIVE: self.archive, Copy.BOARD: self.board}
        return [str(one.label) for one, words in found.items() if not words]


def copies(organisation: Organisation, year: int) -> Iterator[Copies]:
    """The check list of 一式三份 for a year's records."""
    is_county = organisation.kind == OrganisationKind.COUNTY
    for information in records_of(organisation, year).iterator(500):
        yield Copies(
            information,
            "本级，不用报" if is_county else _filed(information),
            _archived(information),
            _posted(information),
        )


def _filed(information: Information) -> str:
    rows = Filing.objects.filter(information=information, state=Filing.State.RECEIVED)
    filing = rows.order_by("pk").first()
    return f"回执 {filing.receipt_number}" if filing else ""


def _archived(information: Information) -> str:
    rows = ArchivedRecord.objects.filter(
        information=information, package__state=PackageState.MADE, left_out=""
    ).select_related("package")
    found = rows.order_by("-pk").first()
    return f"{found.package.year}年档案第 {found.place} 件" if found else ""


def _posted(information: Information) -> str:
    proofs = Proof.objects.filter(
        posting__information=information, posting__channel=Channel.BOARD, of=ProofOf.UP
    ).select_related("posting__place")
    proof = proofs.order_by("pk").first()
    if proof is None or proof.posting.up_at is None:
        return ""
    return f"{proof.posting.where}，{proof.posting.up_at.astimezone(CHINA):%Y-%m-%d}"
