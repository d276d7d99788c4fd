"""Where the county office says what the columns of the public site are called and hold."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from mingbai.columns.actions import set_column
from mingbai.columns.forms import ColumnForm
from mingbai.columns.models import Column
from mingbai.shell.views import StaffRequest, form_page, page


def listing(request: StaffRequest) -> HttpResponse:
    return page(request, "columns/list.html", columns=Column.objects.all())


def edit(request: StaffRequest, pk: int) -> HttpResponse:
    column = get_object_or_404(Column, pk=pk)

    def do(keys: list[str], **values: Any) -> Column:
        return set_column(column=column, by=request.user, fields=keys, **values)

    return form_page(
        request,
        ColumnForm(request.POST or None, column),
        do,
        "栏目已保存，一分钟内公众就能看到。",
        "columns:list",
        template="columns/edit.html",
        heading=f"设置栏目：{column.name}",
        submit="保存",
        column=column,
    )
