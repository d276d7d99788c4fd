"""Addresses for programs."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from mingbai.syndication.exports.feeds import KINDS as FORMS
from mingbai.syndication.queries.feeds import KINDS
from mingbai.syndication.views import catalogue, contact, embedding, feeds, harvest, sitemaps


class FeedKind(StringConverter):
    regex = "|".join(KINDS)


register_converter(FeedKind, "feed_kind")

urlpatterns = [
    *[path(f"{form}/", feeds.feed, {"form": form}, name=form) for form in FORMS],
    *[path(f"{form}/search/", feeds.feed_of_search, {"form": form}, name=f"{form}_search") for form in FORMS],
    *[
        path(f"{form}/<feed_kind:kind>/<slug:key>/", feeds.feed, {"form": form}, name=f"{form}_of")
        for form in FORMS
    ],
    path("robots.txt", sitemaps.robots, name="robots"),
    path(".well-known/security.txt", contact.security, name="security_txt"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("sitemap-pages.xml", sitemaps.sitemap_pages, name="sitemap_pages"),
    path("sitemap-<int:year>-<int:month>.xml", sitemaps.sitemap_part, name="sitemap_part"),
    path("sitemap-<int:year>-<int:month>-<int:number>.xml", sitemaps.sitemap_part, name="sitemap_part"),
    path("sitemap-<int:number>.xml", sitemaps.sitemap_before, name="sitemap_before"),
    path("harvest/", harvest.index, name="harvest"),
    path("harvest/<int:year>/<int:month>.json", harvest.month, name="harvest_month"),
    path("harvest/<int:year>/<int:month>-<int:number>.json", harvest.month, name="harvest_month"),
    path("harvest.csv", harvest.whole_table, name="harvest_csv"),
    path("harvest.jsonl", harvest.whole_lines, name="harvest_jsonl"),
    path("catalog.jsonld", catalogue.catalogue, name="catalog"),
    path("embed/", embedding.how, name="embed"),
    path("embed/organisation/<slug:slug>/", embedding.organisation, name="embed_organisation"),
]
