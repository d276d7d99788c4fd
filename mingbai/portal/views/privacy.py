"""What every page that knows of a visitor does: be kept nowhere, tell nobody where the visitor came from."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.decorators import decorator_from_middleware
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

View = Callable[..., HttpResponseBase]


class WithoutReferrer(CsrfViewMiddleware):
    """The check against forged forms, for pages that send no referrer.

    A browser told to send none also sends `Origin: null` with a form, which Django takes for another
    site. Here the token alone decides, when nothing says where the form came from.
    """

    def _origin_verified(self, request: HttpRequest) -> bool:
        if request.META.get("HTTP_ORIGIN") == "null":
            return True
        return bool(super()._origin_verified(request))  # type: ignore[misc]  # the stubs leave it out

    def _check_referer(self, request: HttpRequest) -> None:
        if request.META.get("HTTP_REFERER") is not None:
            super()._check_referer(request)  # type: ignore[misc]  # the stubs leave it out


def unkept(view: View) -> View:
    """`view`, never stored, never indexed, without a referrer to whatever is opened next."""

    @wraps(view)
    def inner(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        response = view(request, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return never_cache(sensitive_post_parameters()(inner))


def private_page(view: View, *methods: str) -> View:
    """`unkept`, with the check against forged forms; `methods` default to GET, HEAD and POST."""
    checked = decorator_from_middleware(WithoutReferrer)(unkept(view))
    return csrf_exempt(require_http_methods(list(methods) or ["GET", "HEAD", "POST"])(checked))
