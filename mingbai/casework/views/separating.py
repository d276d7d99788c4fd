"""Separation (第三十七条): parts released and withheld, and files with parts blacked out."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from mingbai.casework.forms import handling, separating
from mingbai.casework.forms.separating import MarkForm
from mingbai.casework.views.frame import find
from mingbai.casework.views.verbs import moved, sent_with
from mingbai.catalogue.models import Ground
from mingbai.documents.refusals import Refused
from mingbai.foi import actions
from mingbai.foi.models import FoiRequest, SealedFile
from mingbai.foi.policies import may_do
from mingbai.foi.queries import content_of
from mingbai.foi.states import Verb
from mingbai.foi.values import Upload
from mingbai.lib.verdict import Denied, require
from mingbai.redaction.redacting import passages, redact
from mingbai.redaction.values import Passage, Redacted, RedactionRefused
from mingbai.shell.views import StaffRequest, form_page, page, refuse, words_of

REDACTED = ("docx", "docm", "doc", "wps", "rtf", "odt", "pdf")


def parts(request: StaffRequest, pk: int) -> HttpResponse:
    """What there is, a part to be added in words, a file to be blacked out."""
    row = find(request, pk)
    if changed := moved(request, Verb.SEPARATE, row):
        return changed
    require(may_do(request.user, row, Verb.SEPARATE))
    posted = request.method == "POST"
    form = separating.PartForm(**sent_with(request))
    problems: list[str] = []
    if posted and form.is_valid():
        try:
            actions.add_part(request=row, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        except Denied as denial:
            problems = words_of(denial)
        else:
            messages.success(request, "已记下这一部分。")
            return redirect("casework:work", pk=pk)
    sources = row.files.filter(kind=SealedFile.Kind.SOURCE, deleted_at=None)
    return page(
        request, "casework/parts.html", 422 if posted else 200, row=row, form=form, problems=problems,
        parts=row.parts.select_related("ground", "released"), sources=sources,
    )  # fmt: skip


def source(request: StaffRequest, pk: int) -> HttpResponse:
    """Upload the original, sealed, to be marked next."""
    row = find(request, pk)
    require(may_do(request.user, row, Verb.SEPARATE))
    added: list[SealedFile] = []

    def do(file: Upload) -> None:
        if file.name.rpartition(".")[2].lower() not in REDACTED:
            raise ValidationError({"file": "只能遮盖 Word 和 PDF 文件。图片请先做成 PDF。"})
        added.append(
            actions.add_file(
                request=row, kind=SealedFile.Kind.SOURCE, name=file.name, data=file.data, by=request.user
            )
        )

    response = form_page(
        request, separating.SourceForm(**sent_with(request)), do, "文件已加密保存。请标出要遮住的文字。",
        reverse("casework:parts", args=[pk]), heading="上传要遮盖的文件", submit="上传",
        subject=f"{row.number}　{row.wish.topic}",
        lines=["只传原件，遮盖由系统来做：不是盖一个黑块，是把文字从文件里去掉，做完再读回来检查。"],
    )  # fmt: skip
    return redirect("casework:redact", pk=pk, number=added[0].pk) if added else response


def drop(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    row = find(request, pk)
    if changed := moved(request, Verb.SEPARATE, row):
        return changed
    require(may_do(request.user, row, Verb.SEPARATE))
    part = get_object_or_404(row.parts, pk=number)

    def do() -> None:
        actions.drop_part(part=part, by=request.user)

    return form_page(
        request, handling.Press(**sent_with(request)), do, "已取消。", reverse("casework:work", args=[pk]),
        heading="取消这一部分", submit="取消这一部分", subject=part.label, danger=True,
    )  # fmt: skip


@dataclass(frozen=True)
class Attempt:
    """What came of blacking out: the file with its proof, or why there is none."""

    made: Redacted | None
    problems: list[str]


def marking(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """The text of the original beside what is to be blacked out; first a trial with its proof, then kept."""
    row = find(request, pk)
    if changed := moved(request, Verb.SEPARATE, row):
        return changed
    require(may_do(request.user, row, Verb.SEPARATE))
    file = get_object_or_404(row.files.filter(kind=SealedFile.Kind.SOURCE, deleted_at=None), pk=number)
    data = content_of(file)
    posted = request.POST if request.method == "POST" else None
    rows = separating.rows(posted)
    attempt = _tried(data, file.name, rows) if posted is not None else Attempt(None, [])
    if posted is not None and "keep" in posted and attempt.made is not None:
        if refusals := _keep(request, row, file, rows, attempt.made):
            attempt = Attempt(None, refusals)
        else:
            messages.success(request, "遮盖好的文件已加入，读回检查通过，可以随答复提供。")
            return redirect("casework:work", pk=pk)
    text, unreadable = _text(data, file.name)
    return page(
        request, "casework/redact.html", 200 if posted is None or attempt.made else 422, row=row, file=file,
        rows=rows, count=len(rows), made=attempt.made, problems=[*attempt.problems, *unreadable],
        passages=text, more=len(rows) + separating.ROWS,
    )  # fmt: skip


def _text(data: bytes, name: str) -> tuple[tuple[Passage, ...], list[str]]:
    try:
        return passages(data, name), []
    except (Refused, RedactionRefused) as refusal:
        return (), [str(getattr(refusal, "message", refusal))]


def _tried(data: bytes, name: str, rows: list[MarkForm]) -> Attempt:
    filled = [one for one in rows if one.is_filled]
    if not filled:
        return Attempt(None, ["还没有标出要遮住的文字。"])
    if not all([one.is_valid() for one in filled]):
        wrong = [
            f"第 {number} 处：{words}"
            for number, one in enumerate(rows, 1)
            if one.is_filled
            for problems in one.errors.values()
            for words in problems
        ]
        return Attempt(None, wrong)
    marks = [one.cleaned_data["mark"] for one in filled]
    try:
        return Attempt(redact(data, name, marks, separating.grounds()), [])
    except (Refused, RedactionRefused) as refusal:
        return Attempt(None, [str(getattr(refusal, "message", refusal))])


def _keep(
    request: StaffRequest, row: FoiRequest, file: SealedFile, rows: list[MarkForm], made: Redacted
) -> list[str]:
    """The produced file as a released part, and a withheld part for each ground, together or not at all."""
    proof = made.proof
    read = "、".join(proof.read) if proof else ""
    try:
        with transaction.atomic():
            actions.add_part(
                request=row, label=f"{made.filename}（已遮盖）", is_released=True, by=request.user,
                released=Upload(made.filename, made.data), reason=f"读回检查通过：{read}。"[:1000],
                marks={one.ground: one.places for one in made.table},
            )  # fmt: skip
            for label, ground, reason in _withheld(rows):
                actions.add_part(
                    request=row, label=label, is_released=False, by=request.user, ground=ground, reason=reason
                )
    except (ValidationError, Denied) as refusal:
        return words_of(refusal)
    return []


def _withheld(rows: list[MarkForm]) -> list[tuple[str, Ground, str]]:
    """By ground: what was blacked out, in words, and why."""
    found: dict[Ground, tuple[list[str], list[str]]] = {}
    for one in rows:
        if one.is_filled:
            said: dict[str, Any] = one.cleaned_data
            words, reasons = found.setdefault(said["ground"], ([], []))
            words.append(said["what"].strip())
            reasons.append(said["reason"].strip())
    return [
        ("、".join(dict.fromkeys(words))[:200], ground, "\n".join(dict.fromkeys(reasons)))
        for ground, (words, reasons) in found.items()
    ]
