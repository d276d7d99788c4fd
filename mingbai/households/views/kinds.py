"""Kinds of list, as the county office sets them up."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from mingbai.households import actions, queries
from mingbai.households.forms.kinds import KindForm, column_forms, definition_of
from mingbai.households.forms.lists import EmptyForm
from mingbai.households.models import ListKind
from mingbai.households.views.lists import sent
from mingbai.shell.views import StaffRequest, form_page, page, refuse


def listing(request: StaffRequest) -> HttpResponse:
    limits = dict(queries.hanging_limits())
    rows = [(one, limits.get(one.definition.limit, "")) for one in queries.kinds()]
    return page(request, "households/kinds.html", rows=rows)


def new(request: StaffRequest) -> HttpResponse:
    return _edited(request, None)


def edit(request: StaffRequest, pk: int) -> HttpResponse:
    return _edited(request, get_object_or_404(ListKind, pk=pk, retired_at=None))


def _edited(request: StaffRequest, kind: ListKind | None) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    definition = queries.version_of(kind).definition if kind else None
    form = KindForm(posted, definition=definition, name=kind.name if kind else "")
    columns = column_forms(definition, posted)
    if posted is not None and all([form.is_valid(), *(one.is_valid() for one in columns)]):
        try:
            name = form.cleaned_data["name"]
            actions.define(definition=definition_of(form, columns), by=request.user, name=name, kind=kind)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, "已保存。以后新建的名单按这一版；已经建的名单不变。")
            return redirect("households:kinds")
    problems: list[Any] = [
        f"第 {at} 列 {label}：{words}" for at, one in enumerate(columns, 1) for label, words in _errors(one)
    ]
    status = 422 if posted is not None else 200
    return page(
        request, "households/kind.html", status, form=form, columns=columns, kind=kind, problems=problems
    )


def _errors(form: Any) -> list[tuple[str, str]]:
    if not form.is_bound:
        return []
    return [(str(form.fields[name].label), words) for name, found in form.errors.items() for words in found]


def retire(request: StaffRequest, pk: int) -> HttpResponse:
    kind = get_object_or_404(ListKind, pk=pk, retired_at=None)

    def act() -> None:
        actions.retire(kind=kind, by=request.user)

    words: dict[str, Any] = {
        "heading": "停用这个种类", "subject": str(kind), "submit": "停用",
        "lines": ["不能再按它新建名单；已经建的照常办完。"],
    }  # fmt: skip
    return form_page(request, EmptyForm(sent(request)), act, "已停用。", "households:kinds", **words)
