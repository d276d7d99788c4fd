"""What pages tell programs about the rows they show, in schema.org's words."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from mingbai.disclosures.models import Information
from mingbai.organisations.models import Kind, Organisation
from mingbai.portal.rules import json_ld

GUIDE = "办事指南"


def _at(path: str) -> str:
    return settings.MINGBAI_BASE_URL.rstrip("/") + path


def of_organisation(
    body: Organisation, *, former_names: tuple[str, ...] = (), above: Organisation | None = None
) -> dict[str, Any]:
    """Who an organ or a public enterprise is, how it is reached, and what it belongs to. No query."""
    return json_ld.organisation(
        name=body.name,
        url=_at(reverse("organisation", args=[body.slug])),
        telephone=body.telephone,
        address=body.address,
        former_names=former_names,
        above=of_organisation(above) if above else None,
        is_enterprise=body.kind == Kind.ENTERPRISE,
    )


def of_record(information: Information) -> dict[str, Any] | None:
    """Of a rule whether it is in force, of a guide who does it; None for other texts. No query."""
    genre, address = information.genre, _at(information.get_absolute_url())
    if genre is None or information.published_at is None:
        return None
    if genre.name == GUIDE:
        operator = of_organisation(information.organisation)
        return json_ld.service(
            name=information.title, url=address, operator=operator, summary=information.summary
        )
    return _of_rule(information, genre.name, address) if genre.is_policy else None


def _of_rule(information: Information, genre: str, address: str) -> dict[str, Any]:
    assert information.published_at is not None
    return json_ld.legislation(
        name=information.title,
        url=address,
        number=information.document_number,
        index_number=information.index_number,
        genre=genre,
        validity=information.validity,
        passed_by=information.issuer_name,
        written_on=information.written_on,
        effective_on=information.effective_on,
        expires_on=information.expires_on,
        published_at=information.published_at,
        changed_at=information.changed_at,
        summary=information.summary,
        keywords=tuple(information.keywords),
    )
