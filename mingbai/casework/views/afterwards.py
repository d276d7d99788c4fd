"""After the answer: making it public to everyone, and what is asked for again and again."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from mingbai.accounts.models import User
from mingbai.casework.forms.afterwards import CatalogueForm, LinkForm, ProposeForm
from mingbai.casework.views.frame import find
from mingbai.casework.views.verbs import moved, sent_with
from mingbai.catalogue import actions as catalogue
from mingbai.catalogue.models import Change, Mode
from mingbai.catalogue.policies import may_propose
from mingbai.disclosures.models import Information
from mingbai.disclosures.policies import may_create
from mingbai.foi import actions
from mingbai.foi.policies import READ, may_do
from mingbai.foi.queries import Group, often_asked, open_offices
from mingbai.foi.states import Verb
from mingbai.lib.verdict import Denied, require
from mingbai.organisations.models import Organisation, Role
from mingbai.organisations.queries import nearest_holders, scope_of
from mingbai.shell.paging import number_in
from mingbai.shell.views import StaffRequest, form_page, page, refuse, words_of

OFTEN, MOST = 3, 100
"""Asked for so many times something is listed as often asked; the page lets one choose another number."""


def public(request: StaffRequest, pk: int) -> HttpResponse:
    """The two dates — released to the applicant, public to everyone — and how to get to the second."""
    row = find(request, pk)
    if changed := moved(request, Verb.MAKE_PUBLIC, row):
        return changed
    may_link = may_do(request.user, row, Verb.MAKE_PUBLIC)
    if not may_link and row.made_public_id is None:
        require(may_link)
    can_draft = bool(may_create(request.user, row.organisation))
    rows = Information.objects.filter(organisation=row.organisation)
    which = "link" if "link" in request.POST or not can_draft else "propose"
    sent = sent_with(request)
    propose = ProposeForm(sent["data"] if which == "propose" else None, initial={"title": row.wish.topic})
    link = LinkForm(sent["data"] if which == "link" else None, rows=rows)
    form = propose if which == "propose" else link
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            _make_public(request, row, form)
        except ValidationError as error:
            refuse(form, error)
        except Denied as denial:
            problems = words_of(denial)
        else:
            messages.success(request, "已关联。稿件按平常的审核、签发办理，公开以后这里会显示日期。")
            return redirect("casework:public", pk=pk)
    return page(
        request, "casework/public.html", 422 if request.method == "POST" else 200, row=row,
        propose=propose, link=link, form=form, problems=problems, can_draft=can_draft,
        may_link=bool(may_link),
        drafters=_who(row.organisation, Role.DRAFTER), information=row.made_public,
    )  # fmt: skip


def _make_public(request: StaffRequest, row: Any, form: Any) -> None:
    if isinstance(form, ProposeForm):
        actions.propose_public(request=row, by=request.user, **form.cleaned_data)
    else:
        actions.make_public(request=row, by=request.user, **form.cleaned_data)


def _who(organisation: Organisation, role: str) -> str:
    """The names of those to turn to."""
    return "、".join(dict.fromkeys(str(one.user) for one in nearest_holders(organisation, role)))


def often(request: StaffRequest) -> HttpResponse:
    """What was asked for at least so many times, with the way into the catalogue."""
    times = number_in(request.GET.get("times", "")) or OFTEN
    times = min(max(times, 2), MOST)
    found = [
        (place, group, bool(may_propose(request.user, place)))
        for place in _places(request.user)
        for group in often_asked(place, times)
    ]
    return page(request, "casework/often.html", found=found, times=times)


def _places(user: User) -> list[Organisation]:
    asked = Organisation.objects.filter(pk__in=open_offices().values("organisation"))
    return list(scope_of(user, READ).filter(asked, field="").order_by("path"))


def _group(user: User, pk: int) -> tuple[Organisation, Group]:
    """The group that request `pk` stands in, with its organisation; 404 where there is none any more."""
    row = get_object_or_404(
        scope_of(user, READ).filter(Organisation.objects.all(), field=""), foi_requests__pk=pk
    )
    for group in often_asked(row, 2):
        if any(one.pk == pk for one in group.requests):
            return row, group
    return row, Group((), "")


def propose(request: StaffRequest, pk: int) -> HttpResponse:
    """Draft a change of the own catalogue; whoever may not learns whom to tell."""
    row = find(request, pk)
    place, group = _group(request.user, pk)
    verdict = may_propose(request.user, place)
    number = max(len(group.requests), 1)
    if not verdict:
        people = _who(place, Role.DRAFTER) or _who(place, Role.ORGANISATION_ADMIN)
        return page(
            request, "casework/tell.html", row=row, number=number, people=people, reason=verdict.reason
        )
    form = CatalogueForm(
        sent_with(request)["data"],
        initial={
            "level1": row.wish.topic[:100],
            "reason": f"近来有 {number} 件依申请公开申请要同一类信息，建议转为主动公开。",
        },
    )
    made: list[Change] = []

    def do(reason: str, effective_on: Any, **values: Any) -> None:
        made.append(
            catalogue.propose(
                by=request.user, kind=Change.Kind.ADD, organisation=place, reason=reason,
                effective_on=effective_on, values={**values, **_columns(place)},
            )
        )  # fmt: skip

    response = form_page(
        request, form, do, "目录变更已起草，请核对后提交审核。", reverse("casework:often"),
        heading="建议列入公开目录", submit="起草目录变更", subject=row.wish.topic,
        lines=[f"{number} 件申请要的是同一类信息。列入目录以后，到期会提醒主动公开，不用再一件一件答复。"],
    )  # fmt: skip
    return redirect("catalogue:change", pk=made[0].pk) if made else response


def _columns(place: Organisation) -> dict[str, Any]:
    """What follows from the organisation itself."""
    return {
        "mode": Mode.PROACTIVE,
        "proactive": True,
        "on_request": False,
        "to_society": True,
        "body_text": place.name,
    }
