"""The list of records and the page of one."""

from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from mingbai.accounts.models import User
from mingbai.desk import queries
from mingbai.desk.forms.deciding import AnswerForm, CommentForm
from mingbai.desk.rules import words
from mingbai.disclosures.due_dates import due_of
from mingbai.disclosures.models import Attachment, CheckReport, FileRole, Information
from mingbai.disclosures.policies import (
    may_answer_finding,
    may_comment,
    may_do,
    may_manage_life,
    may_publish_urgently,
    may_read_original,
    may_tag,
)
from mingbai.disclosures.queries import beside, files_of, readable_by, topics, with_topic
from mingbai.disclosures.states import Stage, Status, Verb
from mingbai.ledger.queries import history_of
from mingbai.lib import clock
from mingbai.lib.qr import qr_image
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may_anywhere
from mingbai.reviews.queries import history_of as reviews_of
from mingbai.shell.views import StaffRequest, page
from mingbai.timelimits.queries import Known, known

PER_PAGE = 25
STATES = [
    ("办理状态", [(value, label) for value, label in Stage.choices]),
    ("公开状态", [(value, label) for value, label in Status.choices]),
]


def listing(request: StaffRequest) -> HttpResponse:
    """Records within the person's reach, narrowed by state, organisation, own, and words."""
    user, asked = request.user, request.GET
    typed, state, own = asked.get("q", "").strip()[:200], asked.get("state", ""), asked.get("own") == "1"
    places = queries.organisations_of(user, "record.read")
    place = _place(places, asked.get("organisation", ""))
    rows: Any = queries.filtered(user, state=state, organisation=place, own=own)
    kept = list(topics(user))
    topic = next((one for one in kept if str(one.pk) == asked.get("topic")), None)
    rows = with_topic(rows, topic) if topic else rows
    rows = queries.found_for(user, typed, rows) if typed else rows
    shown = Paginator(rows, PER_PAGE).get_page(asked.get("page"))
    left, limits = asked.copy(), known()
    left.pop("page", None)
    return page(
        request,
        "desk/records.html",
        rows=[(one, *_left(one, limits)) for one in shown],
        shown=shown,
        query=left.urlencode(),
        states=STATES,
        places=queries.indented(places),
        place=place.pk if place else None,
        asked={"q": typed, "state": state, "own": own},
        topics=kept,
        topic=topic,
        may_tag=bool(kept) and any(may_anywhere(user, one) for one in ("record.edit", "upkeep.decide")),
        may_create=may_anywhere(user, "record.create"),
    )


def _place(places: Any, typed: str) -> Organisation | None:
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else None
    return places.filter(pk=number).first() if number else None


def _left(one: Information, known: Known) -> tuple[str, bool]:
    """Days left of the twenty working days, for texts still to be published."""
    closed = one.stage in (Stage.DISCARDED, Stage.DONE) or one.status != Status.UNPUBLISHED
    if closed or one.written_on is None or one.openness not in ("", "proactive"):
        return "", False
    due = due_of(one, known)
    return words.days_left(due, clock.today()), due < clock.today()


def record(request: StaffRequest, information: Information, **more: Any) -> HttpResponse:
    """Everything about one record that this person may see, and what they may do now."""
    user, copy = request.user, information.working_copy
    report = CheckReport.objects.filter(information=information).first()
    findings = queries.findings_of(information, report)
    standing = queries.standing_of(information)
    facts, address = queries.facts_of(copy), queries.public_address(information)
    return page(
        request,
        "desk/record.html",
        information=information,
        copy=copy,
        standing=standing,
        body=queries.shown_with_findings(copy.body, findings),
        report=report,
        stale=report is not None and report.digest != information.digest,
        findings=findings,
        may_answer=may_answer_finding(user, information),
        may_edit=may_do(user, Verb.EDIT, information),
        files=files_of(copy),
        originals=information.files.order_by("pk") if may_read_original(user, information) else [],
        reviews=reviews_of(information),
        notes=information.comments.select_related("by"),
        versions=information.versions.order_by("-number"),
        revisions=_revisions(information),
        facts=[(label, value) for label, value in facts if value],
        empty="、".join(label for label, value in facts if not value),
        address=address,
        qr=qr_image(address) if address else "",
        returned=queries.returned_with(information),
        events=_events(information),
        relations=_relations(user, information),
        buttons=buttons(user, information, standing),
        endings=endings(user, information),
        comment_form=CommentForm() if may_comment(user, information) else None,
        answer_form=AnswerForm(),
        beside=beside(user, information, may_tag=bool(may_tag(user, information))),
        **more,
    )


def _revisions(information: Information) -> list[tuple[Any, int | None]]:
    """The saved texts, newest first, each with the number of the one before it."""
    rows = list(information.revisions.select_related("user").order_by("-created_at", "-pk")[:51])
    before = [row.pk for row in rows[1:]] + [None]
    return list(zip(rows, before, strict=True))[:50]


def _events(information: Information) -> list[tuple[Any, str]]:
    rows = history_of(information).order_by("-sequence")[:100]
    return [(event, words.verb_name(event.verb)) for event in rows]


def _relations(user: User, information: Information) -> list[tuple[str, Information]]:
    """Links to other texts; those this person may not read show only what is public anyway."""
    out = information.relations_out.select_related("target")
    back = information.relations_in.select_related("source")
    pairs = [(one.get_kind_display(), one.target) for one in out]
    pairs += [(f"被{one.get_kind_display()}", one.source) for one in back]
    readable = set(readable_by(user).filter(pk__in=[one.pk for _, one in pairs]).values_list("pk", flat=True))
    return [(label, one) for label, one in pairs if one.pk in readable]


def buttons(user: User, information: Information, standing: queries.Standing) -> list[tuple[str, str, str]]:
    """What this person may do now: (address, words on the button, look). The first is the main one."""

    def can(*verbs: Verb) -> bool:
        return any(may_do(user, verb, information) for verb in verbs)

    correcting = information.stage == Stage.DONE
    returned = information.stage == Stage.RETURNED
    offers = [
        (returned and can(Verb.EDIT), "edit", "按意见修改", ""),
        (can(Verb.SUBMIT), "submit", "提交审核", "quiet" if returned else ""),
        (can(Verb.PUBLISH, Verb.CORRECT, Verb.REPUBLISH, Verb.REGISTER), "publish", "发布", ""),
        (not returned and can(Verb.EDIT), "edit", "更正" if correcting else "修改", "quiet"),
        (can(Verb.RECALL), "recall", "撤回提交", "quiet"),
        (bool(may_publish_urgently(user, information)), "urgent", "应急发布", "quiet"),
        (bool(may_manage_life(user, information)), "validity", "标注有效性", "quiet"),
        (bool(may_manage_life(user, information)), "relate", "关联文件", "quiet"),
    ]
    allowed = _addresses(information, offers)
    if standing.state is not None and queries.decidable(user, information, standing):
        address = reverse("desk:review", args=[standing.state.pk])
        allowed.insert(0, (address, f"去{standing.where.removeprefix('等待')}", ""))
    return allowed


def endings(user: User, information: Information) -> list[tuple[str, str, str]]:
    """What would take the text away: (address, words on the link, when it is the right one)."""
    offers = [
        (Verb.WITHDRAW, "withdraw", "撤回公开", "当时该公开、现在不宜再公开的。原网址只留标题和撤回理由。"),
        (
            Verb.REMOVE,
            "remove",
            "撤下",
            "本来就不该公开的，比如有个人信息。网页、附件、旧版本都看不到，不能恢复。",
        ),
        (Verb.MERGE, "merge", "并入其他信息", "和另一条重复的。原网址转到那一条。"),
        (Verb.DISCARD, "discard", "作废草稿", "不打算公开了的。作废后不能恢复。"),
        (Verb.DROP_CORRECTION, "discard", "放弃更正", "这次改的不要了。公众看到的内容不受影响。"),
    ]
    return _addresses(
        information,
        [(bool(may_do(user, verb, information)), name, label, when) for verb, name, label, when in offers],
    )


def _addresses(
    information: Information, offers: list[tuple[bool, str, str, str]]
) -> list[tuple[str, str, str]]:
    return [
        (reverse(f"desk:{name}", args=[information.pk]), label, about)
        for yes, name, label, about in offers
        if yes
    ]


def compare(request: StaffRequest, information: Information, old: int, new: int) -> HttpResponse:
    """Two saved versions of one record against each other."""
    first = get_object_or_404(information.revisions, pk=old)
    second = get_object_or_404(information.revisions, pk=new)
    before, after = first.as_object(), second.as_object()
    return page(
        request,
        "desk/compare.html",
        information=information,
        first=first,
        second=second,
        rows=queries.field_differences(before, after),
        bodies=queries.side_by_side(before.body, after.body) if before.body != after.body else None,
    )


# -- files ---------------------------------------------------------------------


def file(request: StaffRequest, pk: int) -> FileResponse:
    """The public copy of a file, for those who may read its record."""
    row = _file(request, pk)
    if not row.cleaned:
        raise Http404
    inline = row.role == FileRole.INLINE
    return FileResponse(row.cleaned.open("rb"), as_attachment=not inline, filename=row.public_name)


def original(request: StaffRequest, pk: int) -> FileResponse:
    """The file as it was uploaded; it may hold what the public must not see."""
    row = _file(request, pk)
    if not may_read_original(request.user, row.information):
        raise Http404
    return FileResponse(row.original.open("rb"), as_attachment=True, filename=row.name)


def _file(request: StaffRequest, pk: int) -> Attachment:
    readable = readable_by(request.user).values("pk")
    files = Attachment.objects.filter(information__in=readable).select_related("information__organisation")
    return get_object_or_404(files, pk=pk)


__all__ = ["buttons", "compare", "file", "listing", "original", "record"]
