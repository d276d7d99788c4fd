"""Every address of this app that can be kept as a file."""

from collections.abc import Iterator

from django.urls import reverse

from mingbai.catalogue.models import Field
from mingbai.columns.queries.belonging import shown
from mingbai.organisations.models import Organisation
from mingbai.syndication.queries.months import parts

ALONE = ("feed", "rss", "robots", "sitemap", "sitemap_pages", "harvest", "catalog", "embed")


def every() -> Iterator[str]:
    yield from (reverse(name) for name in ALONE)
    sources = {
        "organisation": Organisation.objects.values_list("slug", flat=True),
        "field": Field.objects.values_list("key", flat=True),
        "column": shown().values_list("slug", flat=True),
    }
    for kind, keys in sources.items():
        for key in keys.iterator():
            yield reverse("feed_of", args=[kind, key])
            yield reverse("rss_of", args=[kind, key])
    for part in parts():
        yield from (part.sitemap_path, part.harvest_path)
