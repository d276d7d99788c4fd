"""受理机构信息: who takes requests, as the guide of article 12 must tell, and what the letters say of it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from mingbai.casework.forms.afterwards import OfficeForm, incomplete
from mingbai.foi import actions
from mingbai.foi.models import Office
from mingbai.foi.policies import OFFICE
from mingbai.lib import clock
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import existing, scope_of
from mingbai.shell.views import StaffRequest, form_page, page


def _places(request: StaffRequest) -> Any:
    rows = Organisation.objects.filter(existing(clock.today())).order_by("path")
    return scope_of(request.user, OFFICE).filter(rows, field="")


def offices(request: StaffRequest) -> HttpResponse:
    places = list(_places(request))
    if len(places) == 1:
        return redirect("casework:office", pk=places[0].pk)
    held = {one.organisation_id: one for one in Office.objects.filter(organisation__in=places)}
    rows = [(place, held.get(place.pk), incomplete(held.get(place.pk))) for place in places]
    return page(request, "casework/offices.html", rows=rows)


def office(request: StaffRequest, pk: int) -> HttpResponse:
    place = get_object_or_404(_places(request), pk=pk)
    row = Office.objects.filter(organisation=place).first()

    def do(**values: Any) -> None:
        actions.save_office(organisation=place, by=request.user, **values)

    gaps = incomplete(row)
    return form_page(
        request,
        OfficeForm(request.POST if request.method == "POST" else None, office=row),
        do,
        "已保存。",
        reverse("casework:office", args=[pk]),
        heading="受理机构信息",
        subject=str(place),
        submit="保存",
        lines=["公开指南要写明这些（条例第十二条），每一份答复书也用这里的内容。变了要马上改。"],
        warning=f"还缺：{'、'.join(gaps)}。" if gaps else "",
    )
