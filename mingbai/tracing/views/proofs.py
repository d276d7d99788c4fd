"""Since when a record is public, and that it did not change: with everything needed to check it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from mingbai.disclosures.queries import with_page
from mingbai.disclosures.states import Status
from mingbai.portal.models import SiteSettings
from mingbai.portal.views.pages import public_page
from mingbai.stored.depending import depends_on
from mingbai.tracing.followers import key_of
from mingbai.tracing.queries.proofs import proven


@public_page
def proof(request: HttpRequest, pk: int) -> HttpResponse:
    record = with_page().filter(pk=pk).first()
    if record is None:
        raise Http404
    depends_on(f"record:{pk}", key_of(record.index_number))
    found = proven(record)
    if found.waiting or found.checkpoint is None:
        depends_on("log")
    context = {
        "site": SiteSettings.current(),
        "record": record,
        "is_public": record.status == Status.PUBLISHED,
        "found": found,
        "changes": [one for one in (*found.lines, *found.waiting) if one.of_text][1:],
    }
    return render(request, "tracing/proof.html", context)
