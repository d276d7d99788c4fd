"""Answering with a list: which form, which page, and where the next page is."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from mingbai.api.exports.tables import Table
from mingbai.api.exports.twins import CSV, JSON, XLSX, as_csv, as_json, as_xlsx
from mingbai.api.queries.paging import Source
from mingbai.api.queries.places import place_named
from mingbai.api.read.parameters import USUAL, Asked, Paged, Wrong, wrong_cursor
from mingbai.catalogue.models import Field
from mingbai.columns.models import Column
from mingbai.columns.queries.belonging import shown
from mingbai.organisations.models import Organisation

MOST_IN_XLSX = 5_000  # a sheet is put together whole before it is sent


def form_of(request: HttpRequest, asked: Asked) -> str:
    """json, csv or xlsx. Raises Wrong when ending and parameter disagree."""
    ending = request.path.rpartition("/")[2].rpartition(".")[2]
    by_path = ending if ending in (JSON, CSV, XLSX) and "." in request.path else ""
    if by_path and asked.format and by_path != asked.format:
        raise Wrong({"format": f"和网址结尾的 .{by_path} 不一样，请只写一处。"})
    return by_path or asked.format or JSON


def page(request: HttpRequest, asked: Paged, table: Table, source: Source) -> HttpResponseBase:
    """One page of a list; a table without `limit` is the whole list."""
    form, after = form_of(request, asked), asked.cursor
    if after is not None and not source.order.takes(after):
        raise wrong_cursor()
    if form == CSV and asked.limit is None:
        return as_csv(table, source.every(after))
    size = asked.limit or (MOST_IN_XLSX if form == XLSX else USUAL)
    batch = source.batch(after, size)
    further = _with(request, after=str(batch.after)) if batch.after else None
    if form == JSON:
        return _linked(as_json(table, batch.rows, next=further), further)
    if form == XLSX and asked.limit is None and further:
        raise Wrong(
            {"format": f"超过 {MOST_IN_XLSX} 行，做不成一个 Excel 文件。请用 csv，或者加条件、加 limit。"}
        )
    return _linked(as_csv(table, batch.rows) if form == CSV else as_xlsx(table, batch.rows), further)


def whole(request: HttpRequest, asked: Asked, table: Table, rows: list[Any]) -> HttpResponseBase:
    """A short list, never in pages."""
    form = form_of(request, asked)
    if form == CSV:
        return as_csv(table, rows)
    return as_xlsx(table, rows) if form == XLSX else as_json(table, rows)


def part(
    request: HttpRequest, asked: Asked, table: Table, rows: list[Any], offset: int | None, **beside: Any
) -> HttpResponseBase:
    """A page of what is sorted anew for every question; the next one begins at `offset`, None at the end."""
    form = form_of(request, asked)
    further = None if offset is None else _with(request, offset=str(offset))
    if form == JSON:
        return _linked(as_json(table, rows, next=further, **beside), further)
    return _linked(as_csv(table, rows) if form == CSV else as_xlsx(table, rows), further)


def _with(request: HttpRequest, **changed: str) -> str:
    """This very address with other parameters, under the public name of the site."""
    given = request.GET.copy()
    for name, value in changed.items():
        given[name] = value
    return f"{settings.MINGBAI_BASE_URL.rstrip('/')}{request.path}?{given.urlencode()}"


def _linked(response: HttpResponseBase, further: str | None) -> HttpResponseBase:
    if further:
        response["Link"] = f'<{further}>; rel="next"'
    return response


# -- what filters name ------------------------------------------------------------------


def organisation_of(code: str) -> Organisation | None:
    """None when none is asked for. Raises Wrong for one that does not exist."""
    if not code:
        return None
    found = place_named(code)
    if found is None:
        raise Wrong({"organisation": "没有这个机构代码，全部代码见 organisations。"})
    return found


def field_of(key: str) -> str:
    """Raises Wrong for a field that does not exist."""
    if key and not Field.objects.filter(key=key).exists():
        raise Wrong({"field": "没有这个领域代码，全部代码见 fields。"})
    return key


def column_of(key: str) -> Column | None:
    """None when none is asked for. Raises Wrong for one that is not shown."""
    if not key:
        return None
    found = shown().filter(slug=key).first()
    if found is None:
        raise Wrong({"column": "没有这个栏目代码，全部代码见 columns。"})
    return found
