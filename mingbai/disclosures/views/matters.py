"""Matters with their five slots, elements of a text, and readers of an internal one."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from mingbai.disclosures import actions
from mingbai.disclosures.forms import MatterForm
from mingbai.disclosures.models import Dossier, DossierEntry, ElementAnswer, Information, Phase, Slot
from mingbai.disclosures.policies import may_keep_matter, may_remind, may_tag
from mingbai.disclosures.queries import (
    checklist,
    dossiers,
    entries_of,
    files_of,
    readable_by,
    readers,
    slots_of,
    terms,
)
from mingbai.disclosures.states import Stage
from mingbai.disclosures.views.trying import number, places_of, readable, tried
from mingbai.lib import clock
from mingbai.organisations.policies import may_anywhere
from mingbai.shell.views import StaffRequest, form_page, page

PER_PAGE = 25
MOST_FOUND = 20


def listing(request: StaffRequest) -> HttpResponse:
    days, today = terms(clock.today()).slot_days, clock.today()
    shown = Paginator(dossiers(request.user), PER_PAGE).get_page(request.GET.get("page"))
    return page(
        request,
        "disclosures/matters.html",
        shown=shown,
        rows=[(one, slots_of(one, days, today)) for one in shown],
        query="",
        may_open=may_anywhere(request.user, "record.edit") or may_anywhere(request.user, "upkeep.decide"),
    )


def create(request: StaffRequest) -> HttpResponse:
    places = places_of(request, "record.edit") | places_of(request, "upkeep.decide")
    form = MatterForm(request.POST or None, places=places.distinct())

    def do(**values: Any) -> None:
        actions.open_dossier(by=request.user, **values)

    return form_page(
        request,
        form,
        do,
        "事项已建立，请把有关的信息放进来。",
        "disclosures:matters",
        heading="新建五公开事项",
        submit="建立",
    )


def matter(request: StaffRequest, pk: int) -> HttpResponse:
    """One matter: its five slots, and a search for texts to put in."""
    user = request.user
    row = get_object_or_404(dossiers(user), pk=pk)
    problems: list[str] = []
    if request.method == "POST":
        problems = _changed(request, row)
        if not problems:
            return redirect("disclosures:matter", pk=pk)
    typed = request.GET.get("q", "").strip()[:100]
    return page(
        request,
        "disclosures/matter.html",
        422 if problems else 200,
        dossier=row,
        slots=slots_of(row, terms(clock.today()).slot_days, clock.today()),
        slot_choices=Slot.choices,
        phases=Phase.choices,
        may_keep=may_keep_matter(user, row),
        typed=typed,
        found=_found(request, row, typed),
        problems=problems,
        asked=request.POST,
    )


def _found(request: StaffRequest, row: Dossier, typed: str) -> list[Information]:
    """Texts within reach whose title, number or index number holds the words."""
    if not typed:
        return []
    rows = readable_by(request.user).exclude(stage=Stage.DISCARDED)
    hits = (
        rows.filter(title__contains=typed)
        | rows.filter(document_number__contains=typed)
        | rows.filter(index_number__contains=typed)
    )
    return list(hits.order_by("-pk")[:MOST_FOUND])


def _changed(request: StaffRequest, row: Dossier) -> list[str]:
    user, sent = request.user, request.POST
    verbs: dict[str, tuple[Callable[[], Any], str]] = {
        "put_in": (
            lambda: actions.put_in(
                dossier=row,
                information=readable(request, number(sent.get("information", ""))),
                slot=sent.get("slot", ""),
                phase=sent.get("phase", ""),
                by=user,
            ),
            "已放入。",
        ),
        "take_out": (
            lambda: actions.take_out(entry=_entry(row, number(sent.get("entry", ""))), by=user),
            "已移出。",
        ),
        "waive": (
            lambda: actions.waive_slot(
                dossier=row, slot=sent.get("slot", ""), reason=sent.get("reason", ""), by=user
            ),
            "已写明不涉及。",
        ),
        "close": (lambda: actions.close_dossier(dossier=row, by=user), "事项已办完。"),
    }
    verb = verbs.get(sent.get("do", ""))
    return tried(request, *verb) if verb else ["请点页面上的按钮。"]


def _entry(row: Dossier, pk: int) -> DossierEntry:
    found = next((one for one in entries_of(row) if one.pk == pk), None)
    if found is None:
        raise Http404
    return found


# -- elements ------------------------------------------------------------------


def elements(request: StaffRequest, pk: int) -> HttpResponse:
    """The checklist of a text, with what the machine found; a person confirms each."""
    information = readable(request, pk)
    problems: list[str] = []
    if request.method == "POST":
        problems = _pointed(request, information)
        if not problems:
            return redirect("disclosures:elements", pk=pk)
    rows = checklist(information)
    copy = information.working_copy
    return page(
        request,
        "disclosures/elements.html",
        422 if problems else 200,
        information=information,
        copy=copy,
        rows=rows,
        done=sum(one.holds for one in rows),
        proposals=sum(bool(one.proposal) for one in rows),
        files=files_of(copy),
        kinds=ElementAnswer.Kind.choices,
        may_point=may_tag(request.user, information),
        problems=problems,
        asked=request.POST,
        back=reverse("desk:record", args=[pk]),
    )


def _pointed(request: StaffRequest, information: Information) -> list[str]:
    user, sent = request.user, request.POST
    if sent.get("do") == "accept":
        keys = sent.getlist("key")
        return tried(
            request,
            lambda: actions.accept_proposals(information=information, keys=keys, by=user),
            "已采用勾选的原文。",
        )
    file = sent.get("attachment", "")
    return tried(
        request,
        lambda: actions.point_out(
            information=information,
            key=sent.get("key", ""),
            kind=sent.get("kind", ""),
            quote=sent.get("quote", ""),
            attachment=number(file) if file else None,
            reason=sent.get("reason", ""),
            by=user,
        ),
        "已保存。",
    )


# -- readers -------------------------------------------------------------------


def readership(request: StaffRequest, pk: int) -> HttpResponse:
    """Who has opened an internal text and who has not."""
    information = readable(request, pk)
    found = readers(information)
    if found is None:
        raise Http404
    problems: list[str] = []
    if request.method == "POST":
        problems = tried(
            request,
            lambda: actions.remind_readers(information=information, by=request.user),
            "已提醒还没看的人。",
        )
        if not problems:
            return redirect("disclosures:readers", pk=pk)
    return page(
        request,
        "disclosures/readers.html",
        422 if problems else 200,
        information=information,
        readers=found,
        may_remind=may_remind(request.user, information),
        problems=problems,
        back=reverse("desk:record", args=[pk]),
    )
