"""Atom 1.0 (RFC 4287) and RSS 2.0 of the same entries."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape

from mingbai.disclosures.models import Information, Validity
from mingbai.portal.models import SiteSettings
from mingbai.syndication.rules import identifier

EMPTY_SINCE = datetime(2008, 5, 1, tzinfo=UTC)
"""When a feed without entries was last changed: it must have a date, and one that stays."""


class _Steady:
    """A feed whose date is that of its newest entry, so that it does not change by being read."""

    items: list[dict[str, Any]]

    def latest_post_date(self) -> datetime:
        dates = [one["updateddate"] for one in self.items]
        return max(dates, default=EMPTY_SINCE)


class Atom(_Steady, Atom1Feed):
    pass


class Rss(_Steady, Rss201rev2Feed):
    pass


class Kind(NamedTuple):
    feed: type[SyndicationFeed]
    content_type: str


KINDS = {
    "feed": Kind(Atom, "application/atom+xml; charset=utf-8"),
    "rss": Kind(Rss, "application/rss+xml; charset=utf-8"),
}
"""By the first part of the address."""


def written(
    kind: str, site: SiteSettings, name: str, page: str, address: str, records: Iterable[Information]
) -> str:
    """The feed of the records; `page` and `address` (its own) are paths of this site."""
    county = site.organiser.code if site.organiser else site.host
    feed = KINDS[kind].feed(
        title=f"{name} - {site.title}",
        link=site.base_url + page,
        description=f"{name}：最新公开的政府信息",
        language="zh-CN",
        author_name=str(site.organiser or site.title),
        feed_url=site.base_url + address,
        feed_guid=identifier(county, address),
    )
    for text in records:
        feed.add_item(**_entry(text, site.base_url, county))
    return feed.writeString("utf-8")


def _entry(text: Information, base: str, county: str) -> dict[str, Any]:
    field = text.catalogue_item.field.name if text.catalogue_item else ""
    facts = [text.issuer_name, text.document_number, _ended(text)]
    return {
        "title": text.title,
        "link": base + text.get_absolute_url(),
        # Both formats read a description as HTML.
        "description": escape(text.summary or "　".join(filter(None, facts))),
        "author_name": text.issuer_name,
        "pubdate": text.published_at,
        "updateddate": text.changed_at or text.published_at,
        "unique_id": identifier(county, f"record:{text.pk}"),
        "unique_id_is_permalink": False,
        "categories": [field] if field else [],
    }


def _ended(text: Information) -> str:
    """What a reader must know of a policy that is not in force as it was."""
    return Validity(text.validity).label if text.validity not in ("", Validity.IN_FORCE) else ""
