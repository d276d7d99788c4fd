"""Beginning and writing a draft, and sending it on its way."""

from typing import Any

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from mingbai.desk import queries
from mingbai.desk.forms.content import ContentForm, ManyFiles, NewForm, initial_of
from mingbai.desk.forms.deciding import ConfirmForm, SubmitForm
from mingbai.desk.rules.words import explained, place_name
from mingbai.disclosures import actions
from mingbai.disclosures.actions import Blocked, Conflict
from mingbai.disclosures.models import Attachment, AttachmentState, FileRole, Information
from mingbai.disclosures.policies import may_do, may_read_original
from mingbai.disclosures.queries import files_of
from mingbai.disclosures.rules import REQUIRED
from mingbai.disclosures.states import SEEN, Stage, Verb
from mingbai.documents.reading import read
from mingbai.documents.refusals import Refused
from mingbai.lib.verdict import Denied, require
from mingbai.shell.views import StaffRequest, page


def new(request: StaffRequest) -> HttpResponse:
    """A file is read into a draft, or a draft begins empty."""
    places = [one for one in queries.organisations_of(request.user, "record.create") if one.valid_to is None]
    if not places:
        raise Denied("您现在没有可以起草信息的单位。需要起草的，请联系本单位的单位管理员。")
    form = NewForm(request.POST or None, request.FILES or None, organisations=places)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            return _begun(request, form)
        except Refused as refusal:
            problems = [f"文件“{form.cleaned_data['file'].name}”没有读成。{refusal.message}"]
    return page(request, "desk/new.html", form=form, problems=problems)


def _begun(request: StaffRequest, form: NewForm) -> HttpResponse:
    place, file = form.cleaned_data["organisation"], form.cleaned_data["file"]
    if "empty" in request.POST:
        made = actions.create(organisation=place, by=request.user)
        return redirect("desk:edit", pk=made.pk)
    if file is None:
        form.add_error("file", "请先选择一个文件；没有文件的，点“新建空白稿”。")
        return page(request, "desk/new.html", form=form)
    made = actions.create_from_file(
        organisation=place, by=request.user, data=file.read(), filename=file.name or "file"
    )
    return redirect("desk:read", pk=made.pk)


def what_was_read(request: StaffRequest, information: Information) -> HttpResponse:
    """What the platform made of the uploaded file, before the clerk goes on to edit."""
    source = information.files.filter(role=FileRole.SOURCE).order_by("-pk").first()
    if source is None:
        return redirect("desk:edit", pk=information.pk)
    require(may_read_original(request.user, information))  # the page shows what the original hides
    try:
        with source.original.open("rb") as original:
            document = read(original.read(), source.name)
    except (OSError, Refused) as problem:
        raise Denied(f"现在读不了原来的文件“{source.name}”，草稿不受影响，可以接着修改。") from problem
    return page(
        request,
        "desk/read.html",
        information=information,
        source=source,
        document=document,
        notices=explained((one.kind, one.detail) for one in document.notices),
    )


# -- editing -------------------------------------------------------------------


@csp_update({"style-src": [SELF, UNSAFE_INLINE]})  # type: ignore[arg-type]
def edit(request: StaffRequest, information: Information) -> HttpResponse:
    """The form over all content fields; the editor needs inline styles on this page alone."""
    copy = information.working_copy
    require(may_do(request.user, Verb.EDIT, information))
    if request.method != "POST":
        return _edit_page(request, information, ContentForm(initial=initial_of(copy), copy=copy))
    form = ContentForm(request.POST, copy=copy)
    if not form.is_valid():
        return _edit_page(request, information, form, status=422)
    try:
        saved = actions.edit(
            information=information,
            by=request.user,
            base=form.cleaned_data["base"],
            **form.content(copy),
            **_attachments(request, copy, form.cleaned_data["body"]),
        )
    except Conflict as conflict:
        return _conflict(request, information, form, conflict)
    except ValidationError as error:
        _add_errors(form, error)
        return _edit_page(request, information, form, status=422)
    except Denied as denial:
        return _edit_page(request, information, form, [denial.reason], status=409)
    _attach_all(request, saved)
    return _after_saving(request, Information.objects.get(pk=saved.pk))


def _after_saving(request: StaffRequest, information: Information) -> HttpResponse:
    if "submit" in request.POST:
        return submit(request, information)
    if "check" in request.POST:
        actions.check(information.working_copy)
        messages.success(request, "已保存，检查结果在下面。")
        return redirect(reverse("desk:record", args=[information.pk]) + "#findings")
    messages.success(request, "草稿已保存。")
    return redirect("desk:edit", pk=information.pk)


def _add_errors(form: ContentForm, error: ValidationError) -> None:
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, problems in error.error_dict.items():
        form.add_error(name if name in form.fields else None, problems)


def _edit_page(
    request: StaffRequest,
    information: Information,
    form: ContentForm,
    problems: list[str] | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    files = [one for one in files_of(information.working_copy) if one.role == FileRole.ATTACHMENT]
    return page(
        request,
        "desk/edit.html",
        status,
        information=information,
        form=form,
        problems=problems or [],
        files=files,
        in_review=information.stage in (Stage.IN_REVIEW, Stage.APPROVED),
        public=information.status in SEEN,
        needed=REQUIRED,
        **more,
    )


def _attachments(request: StaffRequest, copy: Information, body: str) -> dict[str, Any]:
    """The list of files as the form orders them; a picture no longer in the body leaves the list."""
    files = files_of(copy)
    listed = [
        one for one in files if one.role == FileRole.ATTACHMENT and f"remove-{one.pk}" not in request.POST
    ]
    listed.sort(key=lambda one: _place(request, one))
    pictures = [one for one in files if one.role == FileRole.INLINE and one.get_absolute_url() in body]
    numbers = [one.pk for one in [*listed, *pictures]]
    before = [one.pk for one in files]
    return (
        {}
        if sorted(numbers) == sorted(before) and not _reordered(numbers, files)
        else {"attachments": numbers}
    )


def _place(request: StaffRequest, file: Attachment) -> tuple[int, int]:
    typed = request.POST.get(f"order-{file.pk}", "")
    return (int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 0, file.pk)


def _reordered(numbers: list[int], files: list[Attachment]) -> bool:
    before = [one.pk for one in files if one.role == FileRole.ATTACHMENT]
    return [pk for pk in numbers if pk in before] != before


def _attach_all(request: StaffRequest, information: Information) -> None:
    """Each file by itself, with its own result in words."""
    try:
        files: list[UploadedFile] = ManyFiles(required=False).clean(request.FILES.getlist("files"))
    except ValidationError as error:
        messages.error(request, "".join(error.messages))
        return
    for file in files:
        _attach(request, Information.objects.get(pk=information.pk), file)


def _attach(request: StaffRequest, information: Information, file: UploadedFile) -> None:
    name = file.name or "file"
    try:
        made = actions.attach(information=information, by=request.user, data=file.read(), filename=name)
    except (Refused, Denied) as refusal:
        messages.error(request, f"附件“{name}”没有上传。{refusal}")
        return
    if made.state == AttachmentState.REFUSED:
        messages.warning(request, f"附件“{name}”已保存，但不能公开：{made.state_note}")
    else:
        messages.success(request, f"附件“{name}”已上传，公开副本已去掉隐藏内容。")


def _conflict(
    request: StaffRequest, information: Information, form: ContentForm, conflict: Conflict
) -> HttpResponse:
    """Both versions side by side; the form goes on holding what was typed, upon the new base."""
    fresh = Information.objects.get(pk=information.pk)
    theirs, mine = fresh.working_copy, Information.objects.get(pk=information.pk).working_copy
    for name, value in form.cleaned_data.items():
        setattr(mine, name, value)
    data = request.POST.copy()
    data["base"] = str(fresh.latest_revision_id)
    return _edit_page(
        request,
        fresh,
        ContentForm(data, copy=mine),
        status=409,
        conflict=conflict.theirs.last_edited_by,
        rows=queries.field_differences(theirs, mine),
        bodies=queries.side_by_side(theirs.body, mine.body) if theirs.body != mine.body else None,
    )


# -- on its way ----------------------------------------------------------------


def submit(request: StaffRequest, information: Information) -> HttpResponse:
    """Send into review; a correction first asks what the public shall be told."""
    require(may_do(request.user, Verb.SUBMIT, information))
    values: dict[str, Any] = {}
    if information.status in SEEN:
        asked = request.method == "POST" and "change_note" in request.POST
        form = SubmitForm(request.POST if asked else None)
        if not asked or not form.is_valid():
            return _submit_page(request, information, form)
        values = form.cleaned_data
    elif request.method != "POST":
        return _submit_page(request, information, None)
    try:
        actions.submit(information=information, by=request.user, **values)
    except Blocked as blocked:
        return _blocked(request, information, blocked)
    messages.success(request, "已提交审核。办理到哪一步，在工作台可以看到。")
    return redirect("desk:record", pk=information.pk)


def _submit_page(request: StaffRequest, information: Information, form: SubmitForm | None) -> HttpResponse:
    return page(
        request,
        "shell/form.html",
        heading="提交审核",
        action=reverse("desk:submit", args=[information.pk]),
        subject=information.working_copy.title or "（无标题）",
        form=form or ConfirmForm(),
        submit="提交审核",
        back=reverse("desk:record", args=[information.pk]),
        back_label="这条信息",
    )


def _blocked(request: StaffRequest, information: Information, blocked: Blocked) -> HttpResponse:
    """The edit page with what is missing at its fields and what the check stops."""
    fresh = Information.objects.get(pk=information.pk)
    copy = fresh.working_copy
    form = ContentForm(initial_of(copy) | _ids(copy), copy=copy)
    form.is_valid()
    for name, problem in blocked.missing.items():
        form.add_error(name if name in form.fields else None, problem)
    problems = [_in_words(one) for one in blocked.findings if not _said_at_its_field(one, blocked)]
    return _edit_page(request, fresh, form, problems, status=422, stopped=bool(blocked.findings))


def _said_at_its_field(finding: dict[str, Any], blocked: Blocked) -> bool:
    """The check asks for a catalogue item too; the field already says that it is missing."""
    return finding["rule"] == "catalogue_item" and "catalogue_item" in blocked.missing


def _in_words(finding: dict[str, Any]) -> str:
    excerpt = f"：“{finding['excerpt']}”" if finding["excerpt"] else ""
    return f"{place_name(finding['where'])}{excerpt}　{finding['message']}"


def _ids(copy: Information) -> dict[str, Any]:
    values = {name: getattr(copy, f"{name}_id") for name in ("theme", "genre", "catalogue_item", "ground")}
    return values | {"co_issuers": "、".join(copy.co_issuers), "keywords": "、".join(copy.keywords)}
