"""Reading and checking a file without keeping it."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse

from mingbai.checks.engine import blocked, run
from mingbai.checks.masking import mask
from mingbai.checks.queries import context_for
from mingbai.checks.subject import Subject
from mingbai.desk.forms.content import too_large
from mingbai.desk.rules.words import explained, place_name
from mingbai.documents.reading import read
from mingbai.documents.refusals import Refused
from mingbai.lib import clock
from mingbai.shell.views import StaffRequest, page


class InspectForm(forms.Form):
    file = forms.FileField(
        label="选择文件",
        help_text="只读取、检查，不保存。Word、WPS、PDF、OFD、Excel、网页或者文本文件。",
        error_messages={
            "required": "请先选择一个文件。",
            "empty": "文件是空的，里面没有内容。请检查后重新选择文件。",
        },
    )

    def clean_file(self) -> UploadedFile:
        return too_large(self.cleaned_data["file"])


def inspect(request: StaffRequest) -> HttpResponse:
    form = InspectForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return page(request, "desk/inspect.html", form=form)
    file = form.cleaned_data["file"]
    try:
        document = read(file.read(), file.name)
    except Refused as refusal:
        problems = [f"文件“{file.name}”没有读成。{refusal.message}"]
        return page(request, "desk/inspect.html", 422, form=InspectForm(), problems=problems)
    context = context_for(None, clock.today())
    findings = run(Subject.of_document(document, file_name=file.name), context)
    return page(
        request,
        "desk/inspect.html",
        form=InspectForm(),
        name=file.name,
        document=document,
        notices=explained((one.kind, one.detail) for one in document.notices),
        findings=[(one, place_name(one.where)) for one in findings],
        blocked=blocked(findings),
        masked=mask(document.text, clock.today(), context.telephones),
    )
