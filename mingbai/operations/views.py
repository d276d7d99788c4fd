"""Health and figures for machines, and the state of the installation for the system administrator."""

from hmac import compare_digest
from ipaddress import ip_address

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from mingbai.lib import clock
from mingbai.operations import figures, health
from mingbai.operations.doctor.examining import examine, summary, worst
from mingbai.shell.views import StaffRequest, page


@require_safe
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """This process answers."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """This process can serve; 503 with the names of the parts that fail."""
    failing = health.failing()
    if failing:
        return JsonResponse({"status": "failing", "failing": failing}, status=503)
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """For whoever asks from this machine directly, or shows METRICS_TOKEN; to others it does not exist."""
    if not (_is_from_here(request) or _shows_token(request)):
        raise Http404
    return HttpResponse(figures.exposition(), content_type=CONTENT_TYPE_LATEST)


# What proxies add; any of them means that the address is the proxy's.
BEHIND_A_PROXY = {"HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_FORWARDED"}


def _is_from_here(request: HttpRequest) -> bool:
    """Not through a proxy on this machine, which would make everybody come from here."""
    if not BEHIND_A_PROXY.isdisjoint(request.META):
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _shows_token(request: HttpRequest) -> bool:
    shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
    token = settings.METRICS_TOKEN
    return bool(token) and compare_digest(shown.encode(), token.encode())


def state(request: StaffRequest) -> HttpResponse:
    """What the doctor says, for the system administrator."""
    found = examine()
    return page(request, "operations/state.html", found=found, summary=summary(worst(found)), at=clock.now())
