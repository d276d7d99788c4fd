"""Checking an annual report without keeping it."""

from django.http import HttpResponse

from mingbai.documents.refusals import Refused
from mingbai.report_check.checking import Checked, check_file
from mingbai.report_check.form import four, three
from mingbai.report_check.forms import CheckForm
from mingbai.report_check.presentation import shown
from mingbai.shell.views import StaffRequest, page

TEMPLATE = "report_check/check.html"
MOST_SHOWN = 20  # reports of one file on one page


def check(request: StaffRequest) -> HttpResponse:
    form = CheckForm(request.POST or None, request.FILES or None)
    if request.method != "POST":
        return page(request, TEMPLATE, form=CheckForm())
    if not form.is_valid():
        return page(request, TEMPLATE, 422, form=form)
    try:
        checked = _checked(form)
    except Refused as refusal:
        return page(request, TEMPLATE, 422, form=form, problems=[f"没有读成。{refusal.message}"])
    if not checked:
        name = form.cleaned_data["organisation"]
        return page(
            request, TEMPLATE, 422, form=form, problems=[f"文件里没有“{name}”的年报。请核对单位名称。"]
        )
    return page(
        request,
        TEMPLATE,
        form=CheckForm(),
        name=form.cleaned_data["file"].name,
        reports=[shown(one) for one in checked[:MOST_SHOWN]],
        left_out=max(len(checked) - MOST_SHOWN, 0),
        columns=three.COLUMNS,
        results=four.RESULTS,
    )


def _checked(form: CheckForm) -> list[Checked]:
    file, previous = form.cleaned_data["file"], form.cleaned_data["previous"]
    return check_file(
        file.read(),
        file.name,
        previous=(previous.read(), previous.name) if previous else None,
        organisation=form.cleaned_data["organisation"],
        published=form.cleaned_data["published"],
    )
