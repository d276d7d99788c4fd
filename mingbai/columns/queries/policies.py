"""The policy library: what narrows it with how many each, and what stands beside each text."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import PurePath

from django.db.models import Count, Q, QuerySet

from mingbai.catalogue.models import Genre
from mingbai.columns.queries.counting import by_year, within
from mingbai.columns.rules.spans import Span
from mingbai.disclosures.models import Attachment, AttachmentState, Information, Relation, Validity
from mingbai.disclosures.queries import is_listed, listed

WORD, PDF = frozenset({".docx", ".doc", ".wps"}), frozenset({".pdf", ".ofd"})
ENDED = frozenset({Validity.REPEALED, Validity.EXPIRED})
OF_OTHER = ("title", "status", "openness", "audience", "validity", "published_at")
STANDS_ON = (Relation.Kind.BASED_ON, Relation.Kind.INTERPRETS, Relation.Kind.AMENDS)


@dataclass(frozen=True)
class Chosen:
    """What the library is narrowed to, genre and organisation by number; empty values narrow nothing."""

    validity: str = ""
    genre: int | None = None
    organisation: int | None = None
    span: Span | None = None


@dataclass(frozen=True)
class Facets:
    """How many texts each further choice would leave, given the other choices."""

    validities: dict[str, int]
    genres: dict[int, int]
    organisations: dict[int, int]
    years: list[tuple[Span, int]]
    total: int


def policy_genres() -> list[Genre]:
    return list(Genre.objects.filter(is_policy=True))


def policies(genres: Collection[Genre], chosen: Chosen) -> QuerySet[Information]:
    """The public policy texts so narrowed."""
    records = listed().filter(genre__in=[one.pk for one in genres])
    if chosen.validity:
        records = records.filter(validity=chosen.validity)
    if chosen.genre:
        records = records.filter(genre=chosen.genre)
    if chosen.organisation:
        records = records.filter(organisation=chosen.organisation)
    return within(records, chosen.span) if chosen.span else records


def facets(genres: Collection[Genre], chosen: Chosen) -> Facets:
    """Three queries: one table by validity, genre and organisation, and the years."""
    table = policies(genres, Chosen(span=chosen.span)).order_by()
    rows = table.values_list("validity", "genre", "organisation").annotate(n=Count("*"))
    validities, kinds, bodies, total = Counter[str](), Counter[int](), Counter[int](), 0
    for validity, genre, body, n in rows:
        fits = (
            chosen.validity in ("", validity),
            chosen.genre in (None, genre),
            chosen.organisation in (None, body),
        )
        validities[validity] += n * (fits[1] and fits[2])
        kinds[genre] += n * (fits[0] and fits[2])
        bodies[body] += n * (fits[0] and fits[1])
        total += n * all(fits)
    without_year = Chosen(chosen.validity, chosen.genre, chosen.organisation)
    return Facets(validities, kinds, bodies, by_year(policies(genres, without_year)), total)


@dataclass
class Beside:
    """What stands beside one policy text in the library.

    `ended` are repealed or expired texts on which it stands, each with how it stands on them.
    """

    interpretations: list[Information] = field(default_factory=list)
    interpreted: list[Information] = field(default_factory=list)
    ended: list[tuple[str, Information]] = field(default_factory=list)
    files: list[tuple[str, Attachment]] = field(default_factory=list)

    @property
    def others(self) -> list[Information]:
        return [*self.interpretations, *self.interpreted, *(text for _, text in self.ended)]


def beside(texts: Iterable[Information]) -> dict[int, Beside]:
    """By number of the text. Two queries however many texts."""
    by_number = {one.pk: one for one in texts}
    found: dict[int, Beside] = defaultdict(Beside)
    _put_links(by_number, found)
    _put_files(by_number, found)
    return found


def _put_links(texts: dict[int, Information], found: dict[int, Beside]) -> None:
    wanted = [f"{side}__{name}" for side in ("source", "target") for name in OF_OTHER]
    links = (
        Relation.objects.filter(Q(source__in=texts) | Q(target__in=texts), kind__in=STANDS_ON)
        .select_related("source", "target")
        .only("kind", "source_id", "target_id", *wanted)
        .order_by("pk")
    )
    for link in links:
        interprets = link.kind == Relation.Kind.INTERPRETS
        if link.target_id in texts and interprets and is_listed(link.source):
            found[link.target_id].interpretations.append(link.source)
        if link.source_id in texts and is_listed(link.target):
            if interprets:
                found[link.source_id].interpreted.append(link.target)
            if link.target.validity in ENDED:
                found[link.source_id].ended.append((link.get_kind_display(), link.target))


def _put_files(texts: dict[int, Information], found: dict[int, Beside]) -> None:
    numbers = {pk: one.pk for one in texts.values() for pk in one.attachments}
    if not numbers:
        return
    files = Attachment.objects.filter(pk__in=numbers, state=AttachmentState.CLEAN).exclude(public_digest="")
    for file in files.defer("text", "notices").order_by("pk"):
        if (kind := kind_of(file.public_name)) and numbers[file.pk] == file.information_id:
            found[file.information_id].files.append((kind, file))


def kind_of(name: str) -> str:
    """Word or PDF, by the ending; "" for other files."""
    ending = PurePath(name).suffix.lower()
    return "Word" if ending in WORD else "PDF" if ending in PDF else ""


def clean_up_results() -> QuerySet[Information]:
    """The published lists of what a clean-up kept, repealed and declared expired, the newest first."""
    return listed().filter(clean_ups__isnull=False).distinct().order_by("-published_at", "-pk")
