"""How stations speak, and how abbreviations are read."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from mingbai.loudspeakers import actions, queries
from mingbai.loudspeakers.forms import CustomForm, ReadingForm
from mingbai.loudspeakers.models import Custom, Reading
from mingbai.loudspeakers.policies import MANAGE
from mingbai.organisations.queries import scope_of
from mingbai.shell.views import StaffRequest, form_page


def customs(request: StaffRequest) -> HttpResponse:
    def do(**values: Any) -> None:
        actions.set_custom(by=request.user, **values)

    mine = scope_of(request.user, MANAGE).filter(Custom.objects.select_related("organisation", "changed_by"))
    return form_page(
        request,
        CustomForm(request.POST or None, user=request.user, customs=queries.Customs()),
        do,
        "已保存，以后写的广播稿和安排按新的设置。",
        "loudspeakers:customs",
        template="loudspeakers/customs.html",
        heading="播音设置",
        submit="保存",
        rows=mine,
        usual=queries.Customs(),
    )


def readings(request: StaffRequest) -> HttpResponse:
    def do(**values: Any) -> None:
        actions.set_reading(by=request.user, **values)

    return form_page(
        request,
        ReadingForm(request.POST or None),
        do,
        "已保存。",
        "loudspeakers:readings",
        template="loudspeakers/readings.html",
        heading="缩写的读法",
        submit="保存",
        rows=Reading.objects.select_related("by"),
        packaged=sorted(queries.packaged_readings().items()),
    )


def drop_reading(request: StaffRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Reading, pk=pk)
    if request.method == "POST":
        actions.drop_reading(reading=row, by=request.user)
        messages.success(request, f"已删除“{row.written}”的读法。")
    return redirect("loudspeakers:readings")
