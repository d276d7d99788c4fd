"""What every page that knows of an applicant does: keep nothing, tell nobody, take files in memory."""

from functools import wraps
from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from mingbai.foi.values import LARGEST_FILE
from mingbai.portal.models import SiteSettings
from mingbai.portal.views import privacy
from mingbai.portal.views.privacy import View


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


def private_page(view: View, *methods: str) -> View:
    """`portal`'s private page, with files kept in memory."""
    closed = privacy.private_page(view, *methods)

    @wraps(closed)
    def outer(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        request.upload_handlers = [InMemory(request)]
        return closed(request, **kwargs)

    return outer


def page(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """A page with the head and foot of the public site."""
    return render(request, f"asking/{template}", {"site": SiteSettings.current(), **context}, status=status)
