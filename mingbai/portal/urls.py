"""Addresses of the visitor's site. Those of records, files and organisations never change."""

from django.urls import path, re_path, register_converter
from wagtail.views import serve

from mingbai.portal.rules.converters import TwoDigits, Year
from mingbai.portal.views import (
    archives,
    columns,
    entrances,
    fields,
    files,
    help,
    home,
    lists,
    looks,
    organisations,
    policies,
    promises,
    records,
    searching,
    settings,
    statistics,
    suggesting,
)
from mingbai.portal.views.pages import public_page

register_converter(Year, "year")
register_converter(TwoDigits, "two")

urlpatterns = [
    path("", home.home, name="home"),
    path("guide/", entrances.guide, name="guide"),
    path("rules/", entrances.rules, name="rules"),
    path("contents/", entrances.contents, name="contents"),
    path("annual-reports/", entrances.annual_reports, name="annual_reports"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/<slug:slug>/", organisations.organisation, name="organisation"),
    path("organisations/<slug:slug>/<year:year>/", archives.of_organisation, name="organisation_year"),
    path(
        "organisations/<slug:slug>/<year:year>/<two:month>/",
        archives.of_organisation,
        name="organisation_month",
    ),
    path(
        "organisations/<slug:slug>/<year:year>/<two:month>/<int:part>/",
        archives.of_organisation,
        name="organisation_part",
    ),
    path("archive/", archives.archive, name="archive"),
    path("archive/<year:year>/", archives.of_all, name="archive_year"),
    path("archive/<year:year>/<two:month>/", archives.of_all, name="archive_month"),
    path("archive/<year:year>/<two:month>/<two:day>/", archives.of_all, name="archive_day"),
    path("archive/<year:year>/<two:month>/<two:day>/<int:part>/", archives.of_all, name="archive_part"),
    path("fields/", fields.fields, name="fields"),
    path("fields/<slug:key>/", fields.field, name="field"),
    path("fields/<slug:key>/<year:year>/", archives.of_field, name="field_year"),
    path("fields/<slug:key>/<year:year>/<two:month>/", archives.of_field, name="field_month"),
    path("fields/<slug:key>/<year:year>/<two:month>/<int:part>/", archives.of_field, name="field_part"),
    path("items/<int:pk>/", fields.item, name="item"),
    path("columns/", columns.columns, name="columns"),
    path("columns/<slug:slug>/", columns.column, name="column"),
    path("columns/<slug:slug>/<year:year>/", archives.of_column, name="column_year"),
    path("columns/<slug:slug>/<year:year>/<two:month>/", archives.of_column, name="column_month"),
    path("columns/<slug:slug>/<year:year>/<two:month>/<int:part>/", archives.of_column, name="column_part"),
    path("policies/", policies.policies, name="policies"),
    path("policies/<slug:validity>/", policies.policies, name="policies_of"),
    path("statistics/", statistics.statistics, name="statistics"),
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
    path("suggest/", suggesting.suggest, name="suggest"),
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
