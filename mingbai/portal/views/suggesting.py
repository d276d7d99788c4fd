"""Suggestions while somebody types, as JSON. Whoever has no JavaScript never asks for them."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from mingbai.lib import clock
from mingbai.organisations.queries import tree
from mingbai.portal.views.pages import public_page
from mingbai.search.queries import suggestions

KINDS = {"title": "公开信息", "number": "文号", "body": "机构", "word": "常用词"}


@public_page
def suggest(request: HttpRequest) -> HttpResponse:
    """`{"suggestions": [{text, kind, url}]}`, at most eight; `url` leads there at once or searches for it.

    Read from the public book at the moment of asking: what was withdrawn is not in it.
    """
    typed = request.GET.get("q", "").replace("\0", "")
    bodies = ((one.name, reverse("organisation", args=[one.slug])) for one in tree(clock.today()))
    found = [
        {"text": one.text, "kind": KINDS[one.kind], "url": one.url} for one in suggestions(typed, bodies)
    ]
    return JsonResponse({"suggestions": found}, json_dumps_params={"ensure_ascii": False})
