"""What every page that knows of an applicant does: keep nothing, tell nobody, take files in memory."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.utils.decorators import decorator_from_middleware
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from mingbai.foi.values import LARGEST_FILE
from mingbai.portal.models import SiteSettings

View = Callable[..., HttpResponseBase]


class InMemory(MemoryFileUploadHandler):
    """Files stay in memory, because Django would put large ones readably into a temporary file.

    Of a file that is too large anyway only so much is kept that it is seen to be too large.
    """

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        self.activated = True

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self.kept = 0
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        room = LARGEST_FILE + 1 - self.kept
        if room > 0:
            self.file.write(raw_data[:room])
            self.kept += len(raw_data[:room])

    def file_complete(self, file_size: int) -> Any:
        return super().file_complete(self.kept)


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


def private_page(view: View, *methods: str) -> View:
    """`view`, never stored, never indexed, without a referrer to whatever is opened next."""

    @wraps(view)
    def inner(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        response = view(request, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    checked = decorator_from_middleware(WithoutReferrer)(never_cache(sensitive_post_parameters()(inner)))

    @wraps(view)
    def outer(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        request.upload_handlers = [InMemory(request)]
        return checked(request, **kwargs)

    return csrf_exempt(require_http_methods(list(methods) or ["GET", "HEAD", "POST"])(outer))


def page(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """A page with the head and foot of the public site."""
    return render(request, f"asking/{template}", {"site": SiteSettings.current(), **context}, status=status)
