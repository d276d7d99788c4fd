"""The tree of organisations and the steps of their reviews."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from mingbai.desk import queries
from mingbai.desk.forms.administration import RouteForm
from mingbai.desk.forms.deciding import EndOnForm
from mingbai.lib import clock
from mingbai.organisations import actions
from mingbai.organisations.forms import MergeForm, OrganisationForm, RenameForm
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import tree
from mingbai.reviews.actions import set_route
from mingbai.reviews.models import Route
from mingbai.reviews.queries import steps_of
from mingbai.shell.views import StaffRequest, form_page, page, refuse

MANAGE = "organisation.manage"


def listing(request: StaffRequest) -> HttpResponse:
    mine = set(queries.organisations_of(request.user, MANAGE).values_list("pk", flat=True))
    rows = [one for one in tree() if one.pk in mine]
    return page(request, "desk/organisations.html", rows=rows, today=clock.today())


def _mine(request: StaffRequest, pk: int) -> Organisation:
    return get_object_or_404(queries.organisations_of(request.user, MANAGE), pk=pk)


def create(request: StaffRequest) -> HttpResponse:
    form = OrganisationForm(request.POST or None, user=request.user)

    def do(**values: Any) -> None:
        actions.create_organisation(by=request.user, **values)

    return form_page(
        request, form, do, "机构已建立。", "desk:organisations", heading="新建机构", submit="建立机构"
    )


def edit(request: StaffRequest, pk: int) -> HttpResponse:
    row = _mine(request, pk)
    form = OrganisationForm(request.POST or None, user=request.user, instance=row)

    def do(**values: Any) -> None:
        actions.edit_organisation(by=request.user, organisation=row, **values)

    return form_page(
        request,
        form,
        do,
        "已保存。",
        "desk:organisations",
        heading="修改机构",
        subject=row.name,
        submit="保存",
    )


def rename(request: StaffRequest, pk: int) -> HttpResponse:
    row = _mine(request, pk)

    def do(**values: Any) -> None:
        actions.rename_organisation(by=request.user, organisation=row, **values)

    form = RenameForm(request.POST or None)
    return form_page(
        request,
        form,
        do,
        "已更名。",
        "desk:organisations",
        heading="机构更名",
        subject=row.name,
        submit="更名",
    )


def merge(request: StaffRequest, pk: int) -> HttpResponse:
    row = _mine(request, pk)

    def do(**values: Any) -> None:
        actions.merge_organisation(by=request.user, source=row, **values)

    return form_page(
        request,
        MergeForm(request.POST or None, user=request.user, source=row),
        do,
        "已合并。",
        "desk:organisations",
        heading="并入其他机构",
        subject=row.name,
        submit="确认并入",
        danger=True,
    )


def close(request: StaffRequest, pk: int) -> HttpResponse:
    row = _mine(request, pk)

    def do(**values: Any) -> None:
        actions.close_organisation(by=request.user, organisation=row, **values)

    return form_page(
        request,
        EndOnForm(request.POST or None),
        do,
        "已撤销。",
        "desk:organisations",
        heading="撤销机构",
        subject=row.name,
        submit="确认撤销",
        danger=True,
        warning="撤销以后不能再起草新信息，机构里的任职全部结束。已公开的信息不受影响。",
    )


# -- review steps --------------------------------------------------------------


def routes(request: StaffRequest) -> HttpResponse:
    """The routes in force within the person's reach, and a form for a new one."""
    places = queries.organisations_of(request.user, "route.manage")
    form = RouteForm(request.POST or None, places=places)
    if request.method == "POST" and form.is_valid():
        try:
            set_route(by=request.user, **form.values())
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, "审核步骤已保存，从下一次提交起使用。")
            return redirect("desk:routes")
    rows = Route.objects.filter(organisation__in=places) | Route.objects.filter(organisation=None)
    rows = rows.select_related("organisation", "workflow").order_by("organisation__path", "genre_name")
    shown = [(one, steps_of(one.workflow)) for one in rows]
    return page(request, "desk/routes.html", 422 if form.errors else 200, form=form, rows=shown)
