"""Writing a script, looking at it, listening to it, printing it."""

from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from mingbai.channels import actions as channels
from mingbai.channels.models import Rendering
from mingbai.channels.policies import may_change, may_make
from mingbai.channels.states import RenderingState
from mingbai.documents.official.typefaces import NoChineseFont
from mingbai.lib.text import one_line
from mingbai.lib.verdict import Denied, require
from mingbai.loudspeakers import actions, exports, jobs, queries
from mingbai.loudspeakers.forms import EmptyForm, PlanForm, ScriptForm, WriteForm
from mingbai.loudspeakers.models import Sound
from mingbai.loudspeakers.policies import KEEP
from mingbai.loudspeakers.rules.scripts import characters, unspoken, words_for
from mingbai.loudspeakers.rules.spoken import speak
from mingbai.loudspeakers.states import SoundState
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may_anywhere
from mingbai.shell.exports import download
from mingbai.shell.views import StaffRequest, form_page, page, refused

PER_PAGE = 20
LONGEST_QUERY = 60


def _script(request: StaffRequest, pk: int) -> Rendering:
    return get_object_or_404(queries.scripts_for(request.user), pk=pk)


def choose(request: StaffRequest) -> HttpResponse:
    """Public records within reach, to write a script of one."""
    asked = one_line(request.GET.get("q", ""))[:LONGEST_QUERY]
    rows = queries.records_to_read(request.user)
    for word in asked.split()[:5]:
        rows = rows.filter(title__icontains=word)
    shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return page(
        request, "loudspeakers/choose.html", shown=shown, asked=asked, query=f"q={asked}" if asked else ""
    )


def write(request: StaffRequest, pk: int) -> HttpResponse:
    """Choose how long; the draft opens for editing. Scripts made before stand below."""
    information = get_object_or_404(queries.records_to_read(request.user), pk=pk)
    made: list[Rendering] = []

    def do(**values: Any) -> None:
        made.append(actions.write_script(information=information, by=request.user, **values))

    form = WriteForm(request.POST or None, user=request.user)
    response = form_page(
        request,
        form,
        do,
        "广播稿已经写好，请念一遍，改好以后预览确认。",
        reverse("loudspeakers:choose"),
        template="loudspeakers/write.html",
        heading="写广播稿",
        subject=information.title,
        submit="写成广播稿",
        scripts=queries.scripts_for(request.user).filter(information=information)[:20],
    )
    return redirect("loudspeakers:script", pk=made[0].pk) if made else response


def script(request: StaffRequest, pk: int) -> HttpResponse:
    """The script as it will be read, with what is left to do."""
    row = _script(request, pk)
    content, user = row.content, request.user
    code = content.get("station", "")
    return page(
        request,
        "loudspeakers/script.html",
        script=row,
        information=row.information,
        lines=content["text"].splitlines(),
        length=words_for(content["minutes"]),
        count=characters(content["text"]),
        stumbling=unspoken(content["text"]),
        station=Organisation.objects.filter(code=code).first() if code else None,
        sound=Sound.objects.filter(rendering=row).first(),
        no_voice=jobs.MISSING if jobs.voice() is None else "",
        confirmed=row.state == RenderingState.CONFIRMED,
        may_change=bool(may_change(user, row)),
        may_make=bool(may_make(user, row.information)),
        may_plan=bool(may_anywhere(user, KEEP)) and row.is_current,
    )


def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Change the words; `speak` writes out anew what was typed in figures."""
    row = _script(request, pk)
    require(may_change(request.user, row))
    initial = {"text": row.content["text"], "per_minute": row.content["per_minute"]}
    posted = request.POST if request.method == "POST" else None
    if posted is not None and "speak" in posted:
        initial["text"] = speak(posted.get("text", "")[:20_000], queries.readings())
        posted = None
    form = ScriptForm(posted, initial=initial)

    def do(**values: Any) -> None:
        actions.change_script(rendering=row, by=request.user, **values)

    if posted is None and request.method == "POST":
        return page(request, "loudspeakers/edit.html", form=form, script=row, rewritten=True)
    to = reverse("loudspeakers:script", args=[pk])
    return form_page(request, form, do, "已保存。", to, template="loudspeakers/edit.html", script=row)


def confirm(request: StaffRequest, pk: int) -> HttpResponse:
    row = _script(request, pk)
    require(may_make(request.user, row.information))

    def do() -> None:
        channels.confirm(rendering=row, by=request.user)

    return form_page(
        request,
        EmptyForm({} if request.method == "POST" else None),
        do,
        "已确认。可以打印、安排播出了。",
        reverse("loudspeakers:script", args=[pk]),
        heading="预览确认广播稿",
        subject=row.information.title,
        lines=["请确认已经念过一遍：意思和原文一致，数字、日期、电话没有念错。确认以后不能再改。"],
        submit="念过了，确认",
    )


def plain(request: StaffRequest, pk: int) -> HttpResponse:
    row = _script(request, pk)
    return download(exports.script_text(row), f"广播稿{row.pk}.txt")


def printed(request: StaffRequest, pk: int) -> HttpResponse:
    row = _script(request, pk)
    try:
        return download(exports.script_pdf(row), f"广播稿{row.pk}.pdf")
    except NoChineseFont as missing:
        return refused(request, str(missing))


def sound(request: StaffRequest, pk: int) -> HttpResponse | FileResponse:
    """The sound itself; a post asks for it to be made."""
    row = _script(request, pk)
    if request.method == "POST":
        actions.ask_for_sound(rendering=row, by=request.user)
        return redirect("loudspeakers:script", pk=pk)
    made = Sound.objects.filter(rendering=row, state=SoundState.MADE).first()
    if made is None or not made.file:
        raise Http404
    try:
        return FileResponse(made.file.open("rb"), filename=made.name, as_attachment="download" in request.GET)
    except OSError as gone:
        raise Denied("录音文件不在了，请系统管理员检查存储空间。") from gone


def plan(request: StaffRequest, pk: int) -> HttpResponse:
    """At which loudspeaker, from which day, at what times."""
    row = _script(request, pk)
    code = row.content.get("station", "")
    station = Organisation.objects.filter(code=code).first() or row.information.organisation
    form = PlanForm(request.POST or None, user=request.user, customs=queries.customs_of(station))

    def do(**values: Any) -> None:
        actions.plan_broadcast(rendering=row, by=request.user, **values)

    return form_page(
        request,
        form,
        do,
        "已安排。到时间播完以后，在“今天的广播”里点“播了”。",
        "loudspeakers:home",
        heading="安排播出",
        subject=row.information.title,
        submit="安排",
        warning=""
        if queries.loudspeakers_for(request.user, KEEP).exists()
        else "还没有登记广播（大喇叭）。请先在“公开场所”里登记。",
    )
