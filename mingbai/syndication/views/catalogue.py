"""The data catalogue."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from mingbai.portal.models import SiteSettings
from mingbai.portal.views.pages import public_page
from mingbai.stored.depending import depends_on
from mingbai.syndication.exports.catalogue import document


@public_page
def catalogue(request: HttpRequest) -> HttpResponse:
    depends_on("organisations")
    return JsonResponse(
        document(SiteSettings.current()),
        content_type="application/ld+json; charset=utf-8",
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )
