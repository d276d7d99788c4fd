"""Pages for everybody: what the interface offers, and whether something was published here."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from mingbai.api.exports.description import Sample, described
from mingbai.api.exports.records import absolute
from mingbai.api.queries.verifying import Answer, Result
from mingbai.api.queries.verifying import verify as look_up
from mingbai.api.read.frame import wait_of
from mingbai.api.read.interface import ABOUT, schema
from mingbai.api.read.verifying import hosts
from mingbai.api.rules.typed import LONGEST, Typed, typed
from mingbai.api.views.uploads import MOST_BYTES, Digesting
from mingbai.disclosures.queries import listed
from mingbai.lib import clock
from mingbai.portal.models import SiteSettings
from mingbai.stored.depending import depends_on

MB = 1024 * 1024
LOOKS = {
    Result.CURRENT: "good", Result.PUBLISHED: "good", Result.EARLIER: "warning", Result.WITHDRAWN: "warning",
    Result.REMOVED: "warning", Result.UNKNOWN: "warning", Result.ELSEWHERE: "danger",
    Result.DIFFERENT: "danger", Result.BROKEN: "danger",
}  # fmt: skip


def _page(request: HttpRequest, template: str, status: int = 200, **context: object) -> HttpResponse:
    return render(request, f"api/{template}", {"site": SiteSettings.current(), **context}, status=status)


def interface(request: HttpRequest) -> HttpResponse:
    """The description of the interface for people, made from the one for programs."""
    depends_on("records", "catalogue")
    return _page(
        request,
        "interface.html",
        about=ABOUT,
        operations=described(schema(), _sample()),
        base=absolute("/api/v1/"),
        read_limit=settings.API_PER_MINUTE,
        bulk_limit=settings.API_BULK_PER_MINUTE,
    )


def _sample() -> Sample:
    """The newest record, so that the examples show something."""
    newest = (
        listed().select_related(None).select_related("organisation").order_by("-published_at", "-pk").first()
    )
    if newest is None:
        return Sample(year=clock.today().year)
    return Sample(newest.pk, newest.index_number, newest.organisation.code, clock.today().year)


def verify(request: HttpRequest) -> HttpResponse:
    """One box for an index number, an address or a digest. A link with the question can be passed on."""
    depends_on("catalogue")
    words = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    answer = look_up(typed(words, hosts())) if words else None
    return _verify_page(request, words=words, answer=answer)


def _verify_page(
    request: HttpRequest, status: int = 200, answer: Answer | None = None, **context: object
) -> HttpResponse:
    return _page(
        request,
        "verify.html",
        status,
        answer=answer,
        look=LOOKS[answer.result] if answer else "",
        most=MOST_BYTES // MB,
        **context,
    )


# Nothing is changed and nobody is known here, so there is nothing a forged form could do; and the page
# with the form stays the same for everyone, without a cookie.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify_file(request: HttpRequest) -> HttpResponseBase:
    """The digest of a file that somebody has, compared with those published; the file itself is not kept."""
    if request.method != "POST":
        return _verify_page(request)
    if wait := wait_of(request, heavy=True):
        return _verify_page(request, 429, problem=f"核对太频繁了，请 {wait} 秒以后再试。")
    reader = Digesting(request)
    request.upload_handlers = [reader]
    # What says that it is far too big is not read at all.
    fits = int(request.META.get("CONTENT_LENGTH") or 0) < MOST_BYTES + MB
    if fits:
        request.FILES  # noqa: B018  reading it makes the handler work
    if not fits or reader.too_big:
        words = f"文件超过 {MOST_BYTES // MB} MB，没有核对。请改用文件的 SHA-256 摘要核对。"
        return _verify_page(request, 413, problem=words)
    if not reader.digest:
        return _verify_page(
            request, 422, problem="没有收到文件，或者文件是空的。请先点“选择文件”，选好再核对。"
        )
    answer = look_up(Typed(digest=reader.digest))
    return _verify_page(request, answer=answer, digest=reader.digest, name=reader.name)
