"""Where asking begins: what it is, who takes requests, and the search over what is public."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from mingbai.asking import queries
from mingbai.asking.values import Answers
from mingbai.asking.views.held import new_draft, open_draft
from mingbai.asking.views.privacy import page
from mingbai.lib import clock
from mingbai.lib.text import one_line
from mingbai.organisations.queries import tree
from mingbai.portal.views.pages import public_page
from mingbai.search.queries import Query, search
from mingbai.stored.depending import depends_on

MOST_HITS = 10
LONGEST_SEARCH = 300


@public_page
def landing(request: HttpRequest) -> HttpResponse:
    """条例第十二条：工作机构的名称、办公地址、办公时间、联系电话、传真号码、互联网联系方式。"""
    depends_on("organisations", "today")
    offices = queries.offices()
    taking = {office.organisation_id for office, _ in offices}
    others = [body for body in tree(clock.today()) if body.pk not in taking]
    return page(request, "landing.html", offices=offices, others=others)


def look(request: HttpRequest) -> HttpResponse:
    """It may be public already. The words are posted, so that they stand in no address."""
    words = one_line(request.POST.get("words", ""))[:LONGEST_SEARCH]
    problem = "" if words or request.method != "POST" else "请写几个字，例如：低保 名单。"
    result = search(Query(words=words, limit=MOST_HITS)) if words else None
    parts: tuple[str, ...] = ()
    if result is not None and not result.hits:
        result, parts = queries.found_in_parts(words, MOST_HITS)
    status = 422 if problem else 200
    return page(request, "look.html", status, words=words, result=result, parts=parts, problem=problem)


def start(request: HttpRequest) -> HttpResponseBase:
    """Begin a form, with what was searched for as a first wording; one being filled in is kept."""
    words = one_line(request.POST.get("words", ""))[:LONGEST_SEARCH]
    if open_draft(request) is None:
        new_draft(request, Answers(fields={"words": words} if words else {}))
    return redirect("apply_organ")
