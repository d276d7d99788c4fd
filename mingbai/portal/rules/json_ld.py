"""What pages tell programs in the words of schema.org (JSON-LD): rules, services, who an organ is."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

CONTEXT = "https://schema.org"
FORCE = {
    "in_force": f"{CONTEXT}/InForce",
    "amended": f"{CONTEXT}/PartiallyInForce",
    "expired": f"{CONTEXT}/NotInForce",
    "repealed": f"{CONTEXT}/NotInForce",
}
# As escapes a script element can never be ended, nor a comment begun, by a title.
_ESCAPES = {ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"}


def as_text(facts: Mapping[str, Any]) -> str:
    """JSON that may stand in a script element of a page as it is."""
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def organisation(
    *,
    name: str,
    url: str,
    telephone: str = "",
    address: str = "",
    former_names: tuple[str, ...] = (),
    above: Mapping[str, Any] | None = None,
    is_enterprise: bool = False,
) -> dict[str, Any]:
    """An organ of government, or a public enterprise; `above` is the same of what it belongs to."""
    place = {"@type": "PostalAddress", "streetAddress": address, "addressCountry": "CN"} if address else None
    return _known(
        {
            "@context": CONTEXT,
            "@type": "Organization" if is_enterprise else "GovernmentOrganization",
            "name": name,
            "alternateName": list(former_names),
            "url": url,
            "telephone": telephone,
            "address": place,
            "parentOrganization": above,
        }
    )


def legislation(
    *,
    name: str,
    url: str,
    number: str,
    index_number: str,
    genre: str,
    validity: str,
    passed_by: str,
    written_on: date | None,
    effective_on: date | None,
    expires_on: date | None,
    published_at: datetime,
    changed_at: datetime | None,
    summary: str = "",
    keywords: tuple[str, ...] = (),
) -> dict[str, Any]:
    """A rule that citizens may rely on, with whether it is in force; `validity` as records have it."""
    return _known(
        {
            "@context": CONTEXT,
            "@type": "Legislation",
            "name": name,
            "url": url,
            "inLanguage": "zh-CN",
            "identifier": index_number,
            "legislationIdentifier": number,
            "legislationType": genre,
            "legislationPassedBy": {"@type": "GovernmentOrganization", "name": passed_by},
            "legislationDate": written_on,
            "legislationDateVersion": effective_on,
            "expires": expires_on,
            "legislationLegalForce": FORCE.get(validity),
            "datePublished": published_at,
            "dateModified": changed_at,
            "abstract": summary,
            "keywords": list(keywords),
        }
    )


def service(*, name: str, url: str, operator: Mapping[str, Any], summary: str = "") -> dict[str, Any]:
    """What citizens come to an organ for, as a guide describes it; `operator` as `organisation` gives it."""
    return _known(
        {
            "@context": CONTEXT,
            "@type": "GovernmentService",
            "name": name,
            "url": url,
            "description": summary,
            "serviceOperator": operator,
        }
    )


def _known(facts: dict[str, Any]) -> dict[str, Any]:
    """Without what is not known; days and moments as ISO 8601 writes them."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in facts.items()
        if value
    }
