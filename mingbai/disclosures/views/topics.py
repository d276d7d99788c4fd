"""Topics, tagging, and counts whose every number opens its list."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from mingbai.disclosures import actions
from mingbai.disclosures.exports import texts_sheet
from mingbai.disclosures.forms import CountForm, TopicForm
from mingbai.disclosures.models import Topic
from mingbai.disclosures.policies import may_set_terms
from mingbai.disclosures.queries import COUNT_BY, counted, counts, published_between, readable_by, topics
from mingbai.disclosures.views.trying import number, places_of, tried
from mingbai.lib import clock
from mingbai.lib.tables import to_workbook
from mingbai.organisations.policies import may_anywhere
from mingbai.organisations.queries import scope_of
from mingbai.shell.exports import download
from mingbai.shell.views import StaffRequest, form_page, page

PER_PAGE = 50


def listing(request: StaffRequest) -> HttpResponse:
    """The topics, and a form for a new one."""
    whole = bool(may_set_terms(request.user))
    places = (places_of(request, "record.edit") | places_of(request, "upkeep.decide")).distinct()
    form = TopicForm(request.POST or None, places=places, whole_county=whole)

    def do(**values: Any) -> None:
        actions.add_topic(by=request.user, **values)

    return form_page(
        request,
        form,
        do,
        "主题已建立。",
        "disclosures:topics",
        "disclosures/topics.html",
        heading="重点任务主题",
        submit="建立主题",
        topics=topics(request.user),
        may_add=whole or may_anywhere(request.user, "record.edit"),
    )


def end(request: StaffRequest, pk: int) -> HttpResponse:
    """Let a topic end with this year."""
    topic = get_object_or_404(topics(request.user), pk=pk)
    if request.method == "POST":
        year = clock.today().year
        for problem in tried(
            request,
            lambda: actions.end_topic(topic=topic, to_year=year, by=request.user),
            f"主题用到{year}年底为止，已标注的仍计入统计。",
        ):
            messages.error(request, problem)
    return redirect("disclosures:topics")


def tag(request: StaffRequest) -> HttpResponse:
    """Tag or untag texts, from the list or from the page of one; leads back there."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("desk:records")
    if request.method == "POST":
        for problem in _tagged(request):
            messages.error(request, problem)
    return redirect(back)


def _tagged(request: StaffRequest) -> list[str]:
    user, sent = request.user, request.POST
    if not sent.get("topic"):
        return ["请选择主题。"]
    topic = get_object_or_404(topics(user), pk=number(sent["topic"]))
    texts = list(readable_by(user).filter(pk__in=[number(one) for one in sent.getlist("text")]))
    if sent.get("do") == "untag":
        return tried(
            request,
            lambda: [actions.untag(information=one, topic=topic, by=user) for one in texts],
            f"已取消主题“{topic}”。",
        )
    return tried(request, lambda: actions.tag(texts=texts, topic=topic, by=user), f"已标注主题“{topic}”。")


# -- counts --------------------------------------------------------------------


def _asked(request: StaffRequest) -> tuple[CountForm, dict[str, Any]]:
    """The form and its values; what is wrong in the address counts as not given."""
    form = CountForm(request.GET or None, places=places_of(request, "record.read"))
    data = form.cleaned_data if form.is_valid() else {}
    year = clock.today().year
    given = request.GET
    start = data.get("from") or (None if "from" in given else clock.today().replace(year, 1, 1))
    return form, {
        "scope": data.get("organisation") or scope_of(request.user, "record.read"),
        "start": start,
        "end": data.get("to") or (None if "to" in given else clock.today()),
        "by": data.get("by") or "topic",
    }


def overview(request: StaffRequest) -> HttpResponse:
    """How many texts became public in a time, by topic, field or genre."""
    form, asked = _asked(request)
    scope, start, end_, by = asked["scope"], asked["start"], asked["end"], asked["by"]
    if not form.is_bound:
        form.initial = {"by": by, "from": start, "to": end_}
    wrong = form.is_bound and not form.is_valid()
    return page(
        request,
        "disclosures/counts.html",
        422 if wrong else 200,
        form=form,
        rows=[] if wrong else counts(scope, start, end_, by=by),
        total=0 if wrong else published_between(scope, start, end_).count(),
        by=COUNT_BY[by],
        start=start,
        end=end_,
    )


def behind(request: StaffRequest) -> HttpResponse:
    """The list behind one number: the same query, and the same table in Excel."""
    form, asked = _asked(request)
    key = request.GET.get("key", "")
    if form.is_bound and not form.is_valid():
        raise Http404
    by = asked["by"]
    if by != "field" and not (key.isascii() and key.isdigit() and len(key) < 19):
        raise Http404
    rows = counted(asked["scope"], asked["start"], asked["end"], by=by, key=key).order_by(
        "-published_at", "-pk"
    )
    if request.GET.get("format") == "xlsx":
        return download(to_workbook([texts_sheet("统计明细", rows)]), "统计明细.xlsx")
    left = request.GET.copy()
    left.pop("page", None)
    return page(
        request,
        "disclosures/counted.html",
        shown=Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        query=left.urlencode(),
        by=COUNT_BY[by],
        label=_label(request, by, key),
        start=asked["start"],
        end=asked["end"],
    )


def _label(request: StaffRequest, by: str, key: str) -> str:
    if by == "topic":
        return str(get_object_or_404(Topic, pk=number(key)))
    names = {one.key: one.label for one in counts(scope_of(request.user, "record.read"), None, None, by=by)}
    return names.get(key, "")
