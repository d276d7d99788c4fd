"""One answer in three forms: JSON, CSV and XLSX, by `format=` or by the ending of the address."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

from mingbai.api.exports.tables import Table
from mingbai.api.rules.wording import json_response
from mingbai.lib.tables import csv_lines, to_xlsx
from mingbai.shell.exports import XLSX as XLSX_TYPE

JSON, CSV, XLSX = "json", "csv", "xlsx"
FORMATS = (JSON, CSV, XLSX)


def as_json(table: Table, rows: Iterable[Any], **beside: Any) -> HttpResponse:
    return json_response({"items": [table.as_json(row) for row in rows], **beside})


def as_csv(table: Table, rows: Iterable[Any]) -> HttpResponseBase:
    """Rows that are not there yet are sent as they come."""
    lines = csv_lines(table.titles, (table.as_cells(row) for row in rows))
    kind = HttpResponse if isinstance(rows, list) else StreamingHttpResponse
    return _named(kind(lines, content_type="text/csv; charset=utf-8"), table, CSV)


def as_xlsx(table: Table, rows: Iterable[Any]) -> HttpResponseBase:
    data = to_xlsx(table.titles, (table.as_cells(row) for row in rows), table.title)
    return _named(HttpResponse(data, content_type=XLSX_TYPE), table, XLSX)


def _named(response: HttpResponseBase, table: Table, ending: str) -> HttpResponseBase:
    name = content_disposition_header(as_attachment=True, filename=f"{table.title}.{ending}")
    response["Content-Disposition"] = name or ""
    return response
