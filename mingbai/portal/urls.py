"""Addresses of the visitor's site. Those of records, files and organisations never change."""

from django.urls import path, re_path
from wagtail.views import serve

from mingbai.portal.views import (
    entrances,
    files,
    help,
    home,
    lists,
    looks,
    organisations,
    promises,
    records,
    searching,
    settings,
)
from mingbai.portal.views.pages import public_page

urlpatterns = [
    path("", home.home, name="home"),
    path("guide/", entrances.guide, name="guide"),
    path("rules/", entrances.rules, name="rules"),
    path("contents/", entrances.contents, name="contents"),
    path("annual-reports/", entrances.annual_reports, name="annual_reports"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/<slug:slug>/", organisations.organisation, name="organisation"),
    path("promises/", promises.promises, name="public_promises"),
    path("promises/<int:pk>/", promises.promise, name="public_promise"),
    path("promises/<int:pk>/rate/", promises.rate, name="public_promise_rate"),
    path("promises/<int:pk>/rated/", promises.rated, name="public_promise_rated"),
    path("list/", lists.records, name="list"),
    path("r/<int:pk>/", records.record, name="record"),
    path("r/<int:pk>/versions/", records.versions, name="versions"),
    path("r/<int:pk>/versions/<int:number>/", records.version, name="version"),
    path("r/<int:pk>/compare/<int:first>/<int:second>/", records.compare, name="compare"),
    path("files/<int:pk>/", files.file, name="file"),
    # The same file; the name is there so that a browser saves it under it.
    path("files/<int:pk>/<path:name>", files.file, name="file_named"),
    path("search/", searching.found, name="search"),
    path("site-map/", entrances.site_map, name="site_map"),
    path("site-settings/", settings.site_settings, name="site_settings"),
    path("about/", home.about, name="about"),
    path("help/", help.how_to, name="help"),
    path("closed/", help.closed, name="closed"),
    path("look.css", looks.stylesheet, name="look_css"),
    path("look/<slug:name>/", looks.choose, name="look"),
    # The CMS's own name for its pages; they live below this prefix and nowhere else.
    re_path(r"^about/((?:[\w\-]+/)+)$", public_page(serve), name="wagtail_serve"),
]
