"""The page of a record, its public versions, and what differs between them."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from mingbai.disclosures.models import Attachment, FileRole, Information, Relation, Version
from mingbai.disclosures.queries import files_of, public_of_matter, public_versions
from mingbai.disclosures.states import Status
from mingbai.lib.differences import differences
from mingbai.portal import queries
from mingbai.portal.rules.differences import changed_facts
from mingbai.portal.rules.files import FileType, file_type, size_text
from mingbai.portal.rules.wording import VERSION_KINDS, with_scrolling_tables
from mingbai.portal.views import facts
from mingbai.portal.views.pages import page, public_page
from mingbai.stored.depending import depends_on

THROUGH = (Relation.Kind.AMENDS, Relation.Kind.REPEALS, Relation.Kind.ENDS)


def of_record(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand the view a text that may be read; what is gone says so, what was merged leads on."""

    @wraps(view)
    def answer(request: HttpRequest, pk: int, **kwargs: int) -> HttpResponse:
        information = queries.record_page(pk)
        if information is None:
            raise Http404
        depends_on(f"record:{pk}")
        if information.status == Status.MERGED and information.merged_into:
            return HttpResponsePermanentRedirect(information.merged_into.get_absolute_url())
        if information.status != Status.PUBLISHED:
            return page(request, "gone.html", {"information": information}, status=410)
        return view(request, information, **kwargs)

    return public_page(answer)


@of_record
def record(request: HttpRequest, information: Information) -> HttpResponse:
    links = queries.related(information)
    matter = public_of_matter(information) if information.in_matter else []
    depends_on(f"organisation:{information.organisation_id}", "catalogue", "organisations")
    depends_on(*(f"record:{link.text.pk}" for link in links))
    depends_on(*(f"record:{entry.information_id}" for entry in matter))
    return page(
        request,
        "record.html",
        {
            "information": information,
            "body": with_scrolling_tables(information.body),
            "files": _files(information),
            "related": queries.by_heading(links),
            "matter": matter,
            "facts": facts.of_record(information),
            "ended_below": queries.ended_below(links),
            "changed_through": [link.text for link in links if link.is_source and link.kind in THROUGH],
        },
    )


def _files(information: Information) -> list[tuple[Attachment, str, FileType, str]]:
    """The attachments, each with an address that ends in its name, its type, and its size in words.

    Pictures stand in the text itself.
    """
    files = [file for file in files_of(information) if file.role != FileRole.INLINE]
    return [
        (file, _address(file.pk, file.public_name), file_type(file.public_name), size_text(file.public_size))
        for file in files
    ]


def _address(pk: int, name: str) -> str:
    return reverse("file", args=[pk]) + quote(name, safe="")


@of_record
def versions(request: HttpRequest, information: Information) -> HttpResponse:
    rows = [(row, VERSION_KINDS.get(row.kind, row.kind)) for row in _without_text(information)]
    shown = [row for row, _ in rows if not row.concealed]
    before = {later.number: earlier.number for later, earlier in zip(shown, shown[1:], strict=False)}
    return page(
        request,
        "versions.html",
        {"information": information, "rows": [(row, kind, before.get(row.number)) for row, kind in rows]},
    )


def _without_text(information: Information) -> list[Version]:
    return list(public_versions(information).defer("content"))


@of_record
def version(request: HttpRequest, information: Information, number: int) -> HttpResponse:
    found = _version(information, number)
    if found.concealed:
        return page(request, "version.html", {"information": information, "version": found})
    then, kept = queries.as_of(found, information), found.content["attachments"]
    return page(
        request,
        "version.html",
        {
            "information": information,
            "version": found,
            "kind": VERSION_KINDS.get(found.kind, found.kind),
            "then": then,
            "body": with_scrolling_tables(then.body),
            "files": [(_address(pk, name), name, pk in information.attachments) for pk, name, *_ in kept],
        },
    )


@of_record
def compare(request: HttpRequest, information: Information, first: int, second: int) -> HttpResponse:
    earlier, later = (_version(information, number) for number in sorted((first, second)))
    context: dict[str, Any] = {"information": information, "earlier": earlier, "later": later}
    if not (earlier.concealed or later.concealed):
        marked = differences(earlier.content["body"], later.content["body"])
        context |= {
            "facts": changed_facts(earlier.content, later.content),
            "same_body": earlier.content["body"] == later.content["body"],
            "marked": None if marked is None else with_scrolling_tables(marked),
        }
    return page(request, "compare.html", context)


def _version(information: Information, number: int) -> Version:
    found = public_versions(information).filter(number=number).first()
    if found is None:
        raise Http404
    return found
