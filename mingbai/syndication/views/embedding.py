"""What an organisation published last, as a small page that other websites may show in a frame."""

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt

from mingbai.lib.text import one_line
from mingbai.organisations.models import Organisation
from mingbai.portal.models import SiteSettings
from mingbai.portal.views.pages import public_page
from mingbai.shell.paging import number_in
from mingbai.stored.depending import depends_on
from mingbai.syndication.queries.feeds import of_organisation

USUAL, MOST = 8, 30


@public_page
def how(request: HttpRequest) -> HttpResponse:
    """How to put it into a page, with the line to copy; `?of=` names the organisation by its address."""
    slug = one_line(request.GET.get("of", ""))[:60]
    body = Organisation.objects.filter(slug=slug).first() or Organisation.objects.filter(depth=1).first()
    depends_on("organisations")
    context = {"site": SiteSettings.current(), "body": body, "usual": USUAL, "most": MOST}
    return render(request, "syndication/how.html", context)


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@public_page
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    # Its own headers keep it from being stored: it is made for every visitor.
    source = of_organisation(slug)
    if source is None:
        raise Http404
    asked = number_in(request.GET.get("count", ""))
    count = min(max(asked, 1), MOST) if asked is not None else USUAL
    context = {"site": SiteSettings.current(), "source": source, "lines": source.lines[:count]}
    return render(request, "syndication/embedded.html", context)
