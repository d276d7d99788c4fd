"""What surrounds every answer: GET only, limits by address, open to other sites, kept for a minute.

No cookies, no session: the interface does not know who asks.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag
from django.views.decorators.csrf import csrf_exempt

from mingbai.accounts.policies import lockout_address
from mingbai.api.actions.limits import take
from mingbai.api.rules.wording import refusal
from mingbai.portal.views.pages import MAX_AGE
from mingbai.stored.making import let_go

View = Callable[..., HttpResponseBase]
METHODS = "GET, HEAD, OPTIONS"
KEPT = {200, 301, 404, 410}
_OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After, Content-Disposition",
}
_PREFLIGHT = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def framed(view: View) -> View:
    @csrf_exempt
    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = _answered(view, request, *args, **kwargs)
        for name, value in _OPEN.items():
            response[name] = value
        return response

    return inner


def _answered(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers=_PREFLIGHT)
    if request.method not in ("GET", "HEAD"):
        response = refusal(405, "这个接口只能读取，请用 GET。")
        response["Allow"] = METHODS
        return response
    if wait := wait_of(request, _is_heavy(request)):
        return too_many(wait)
    # The library knows GET; the server sends no body to who asked with HEAD.
    request.method = "GET"
    return _kept(request, view(request, *args, **kwargs))


def _is_heavy(request: HttpRequest) -> bool:
    """Whole tables and years count apart."""
    return "/bulk" in request.path or request.path.endswith((".csv", ".xlsx")) or "format" in request.GET


def wait_of(request: HttpRequest, heavy: bool) -> int:
    """Seconds this address has to wait; 0 for none."""
    most = settings.API_BULK_PER_MINUTE if heavy else settings.API_PER_MINUTE
    return take("bulk" if heavy else "read", lockout_address(request), most)


def too_many(wait: int) -> HttpResponse:
    response = refusal(
        429, f"请求太频繁，请 {wait} 秒以后再试。需要大量数据的，请用 /api/v1/bulk/ 按年下载。"
    )
    response["Retry-After"] = str(wait)
    response["Cache-Control"] = "no-store"
    return response


def _kept(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    if response.status_code not in KEPT:
        response["Cache-Control"] = "no-store"
        return response
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    if response.status_code != 200:
        return response
    if isinstance(response, HttpResponse) and not response.has_header("ETag"):
        set_response_etag(response)
    if not response.has_header("ETag"):
        return response
    unchanged = get_conditional_response(request, etag=response["ETag"])
    if unchanged is None:
        return response
    patch_cache_control(unchanged, public=True, max_age=MAX_AGE)
    unchanged["ETag"] = response["ETag"]
    let_go(response)
    return unchanged
