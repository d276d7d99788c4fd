"""What the public pages show. Lists never load the texts themselves."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast

from mingbai.catalogue.models import Field, Genre, Theme
from mingbai.columns.queries.fields import fields
from mingbai.disclosures.models import (
    Audience,
    DossierEntry,
    Information,
    Openness,
    Relation,
    Validity,
    Version,
)
from mingbai.disclosures.queries import listed, with_page
from mingbai.disclosures.states import Status
from mingbai.organisations.models import Organisation
from mingbai.portal.models import EditorialPage
from mingbai.portal.rules.shares import Share
from mingbai.portal.rules.wording import RELATION_HEADINGS
from mingbai.reports.models import FulfilmentReport

# What one line of a list needs.
LINE = (
    "title", "document_number", "issuer_name", "index_number", "written_on", "published_at", "changed_at",
    "validity", "status", "summary", "organisation__name", "organisation__slug",
)  # fmt: skip


def lines(records: QuerySet[Information], *more: str) -> QuerySet[Information]:
    """Records as lines of a list, newest first; `more` names further columns that the lines show."""
    return (
        records.select_related(None)
        .select_related("organisation")
        .only(*LINE, *more)
        .order_by("-published_at", "-pk")
    )


def record_page(pk: int) -> Information | None:
    """The text with a public address, with its last correction: `corrected_at`, `correction_note`.

    `in_matter` says whether it stands in a matter, so that only those pages ask for its other texts.
    """
    corrections = Version.objects.filter(information=OuterRef("pk"), kind="correction").order_by("-number")
    rows = with_page().annotate(
        corrected_at=Subquery(corrections.values("at")[:1]),
        correction_note=Subquery(corrections.values("note")[:1]),
        in_matter=Exists(DossierEntry.objects.filter(information=OuterRef("pk"), ended_at=None)),
    )
    return rows.filter(pk=pk).first()


class Related(NamedTuple):
    """Another text that may be shown; `kind` as in Relation, `is_source` when the link starts there."""

    kind: str
    is_source: bool
    text: Information

    @property
    def heading(self) -> str:
        return RELATION_HEADINGS[self.kind, self.is_source]


SHOWN_OF_RELATED = ("title", "status", "published_at", "openness", "audience", "validity")
# A text that does one of these to another stands on it: when that one ends, readers must know.
STANDS_ON = {
    Relation.Kind.BASED_ON: "本文所依据的文件",
    Relation.Kind.INTERPRETS: "本文解读的文件",
    Relation.Kind.AMENDS: "本文修改的文件",
}


def related(information: Information) -> list[Related]:
    """Links in both directions to texts the public may see. One query.

    A text has few links, so which of them may be shown is asked row by row: as a subquery over all
    public records it cost a third of a second with 100,000 of them.
    """
    wanted = [f"{side}__{name}" for side in ("source", "target") for name in SHOWN_OF_RELATED]
    found = (
        Relation.objects.filter(Q(source=information) | Q(target=information))
        .select_related("source", "target")
        .only("kind", "source_id", "target_id", *wanted)
        .order_by("kind", "-pk")
    )
    links = [
        Related(row.kind, inward, row.source if inward else row.target)
        for row in found
        for inward in [row.target_id == information.pk]
    ]
    return [link for link in links if _has_text_for_public(link.text)]


def _has_text_for_public(information: Information) -> bool:
    return (
        information.status == Status.PUBLISHED
        and information.openness == Openness.PROACTIVE
        and information.audience == Audience.PUBLIC
    )


def ended_below(links: list[Related]) -> list[tuple[str, Information]]:
    """The repealed and expired texts on which the text that is read stands, each with its part in it."""
    ended = (Validity.REPEALED, Validity.EXPIRED)
    return [
        (STANDS_ON[Relation.Kind(link.kind)], link.text)
        for link in links
        if not link.is_source and link.kind in STANDS_ON and link.text.validity in ended
    ]


def by_heading(links: list[Related]) -> dict[str, list[Information]]:
    grouped: dict[str, list[Information]] = defaultdict(list)
    for link in links:
        grouped[link.heading].append(link.text)
    return dict(grouped)


def as_of(version: Version, information: Information) -> Information:
    """The record as that version showed it; what is kept beside the content is as now."""
    content = dict(version.content)
    organisation = Organisation.objects.filter(code=content["organisation"]).first()
    content["pk"] = information.pk
    content["organisation"] = organisation.pk if organisation else information.organisation_id
    content["attachments"] = [file[0] for file in content["attachments"]]
    return information.with_content_json(content)


class Choices(NamedTuple):
    """What lists can be narrowed by: (value, label) in the order of the catalogue."""

    fields: list[tuple[str, str]]
    themes: list[tuple[str, str]]
    genres: list[tuple[str, str]]


def choices() -> Choices:
    """Fields by key, top-level themes and genres by name. One query."""
    keys = _choice("field", Field.objects.all(), "key")
    themes = _choice("theme", Theme.objects.filter(parent=None), "name")
    genres = _choice("genre", Genre.objects.all(), "name")
    found: dict[str, list[tuple[str, str]]] = {"field": [], "theme": [], "genre": []}
    for kind, _, value, label in keys.union(themes, genres, all=True).order_by("kind", "order", "label"):
        found[kind].append((value, label))
    return Choices(found["field"], found["theme"], found["genre"])


def _choice(kind: str, rows: QuerySet[Any], value: str) -> QuerySet[Any, Any]:
    names = {"kind": Value(kind), "value": Cast(value, CharField()), "label": Cast("name", CharField())}
    return rows.order_by().annotate(**names).values_list("kind", "order", "value", "label")


def not_in_force(pks: list[int]) -> dict[int, str]:
    """Of those records the ones amended, repealed or expired, with that in words. One query."""
    ended = (Validity.AMENDED, Validity.REPEALED, Validity.EXPIRED)
    rows = Information.objects.filter(pk__in=pks, validity__in=ended).values_list("pk", "validity")
    return {pk: Validity(validity).label for pk, validity in rows}


def fields_with_counts() -> list[tuple[Field, int]]:
    """Every field in order with its number of listed records. Three queries."""
    return [(row.field, row.published.count) for row in fields()]


def annual_reports() -> QuerySet[Information]:
    """The yearly reports on disclosure (年报), which carry a fixed title."""
    return lines(listed().filter(title__contains="政府信息公开工作年度报告"))


class CarriedOut(NamedTuple):
    """A published report on how a plan was carried out: of the tasks that were due, those met in time."""

    text: Information
    met: Share


def carried_out(most: int) -> list[CarriedOut]:
    """As the reports themselves say it, the newest first. Two queries."""
    reports = FulfilmentReport.objects.filter(information__isnull=False).order_by("pk")
    figures = {row.information_id: _all_tasks(row.snapshot) for row in reports if row.information_id}
    return [
        CarriedOut(text, figures[text.pk]) for text in lines(listed().filter(pk__in=list(figures)))[:most]
    ]


def _all_tasks(snapshot: Mapping[str, Any]) -> Share:
    figures = [one for part in snapshot.get("parts", ()) for one in part["figures"]]
    numbers = {one["key"]: one["number"] for one in figures}
    return Share(numbers.get("all:met", 0), numbers.get("all:due", 0), "项")


def disclosure_rules() -> QuerySet[Information]:
    """Policy texts about disclosure itself: 制度栏目放以信息公开为主题的规章和规范性文件。"""
    about = Q(title__contains="信息公开") | Q(title__contains="政务公开")
    return lines(listed().filter(about, genre__is_policy=True))


def guides() -> QuerySet[Information]:
    """What citizens come to an office for (办事指南), with from when each holds and how often it changed."""
    return lines(listed().filter(genre__name="办事指南"), "effective_on", "public_number")


def editorial_page(slug: str) -> EditorialPage | None:
    """The live editorial page directly below the site's root that takes the place of a made one."""
    return EditorialPage.objects.live().filter(slug=slug, depth=3).first()


def has_ended(organisation: Organisation, on: date) -> bool:
    return organisation.valid_to is not None and organisation.valid_to < on
