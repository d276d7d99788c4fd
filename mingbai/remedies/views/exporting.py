"""Handing out the whole file of a request."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import reverse

from mingbai.lib.verdict import require
from mingbai.remedies import actions
from mingbai.remedies.forms import ExportForm
from mingbai.remedies.policies import may_export, may_export_identity
from mingbai.remedies.views.frame import request_of, typed
from mingbai.shell.exports import download
from mingbai.shell.views import StaffRequest, page, refuse


def export(request: StaffRequest, request_pk: int) -> HttpResponse:
    """What is in it and who is answerable; sent, the package itself."""
    asked = request_of(request, request_pk)
    require(may_export(request.user, asked))
    identity = bool(may_export_identity(request.user, asked))
    form = ExportForm(typed(request), identity=identity)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.export_file(
                request=asked,
                by=request.user,
                with_identity=form.cleaned_data.get("with_identity", False),
            )
        except ValidationError as error:
            refuse(form, error)
        else:
            return download(made.data, made.name)
    return page(
        request,
        "remedies/export.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        asked=asked,
        heading="导出整卷",
        submit="导出",
        subject=f"依申请公开 {asked.number}",
        back=f"{reverse('remedies:list')}?request={asked.pk}",
    )
