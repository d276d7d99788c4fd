"""Stripped copies of files: to everyone while their text is public, to its own staff before."""

from django.core.files.storage import Storage, storages
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from mingbai.disclosures.models import Attachment
from mingbai.portal.policies import may_anyone_fetch, may_staff_fetch
from mingbai.portal.rules.files import file_type
from mingbai.portal.views.pages import MAX_AGE
from mingbai.stored.depending import depends_on


@require_safe
def file(request: HttpRequest, pk: int, name: str = "") -> HttpResponseBase:
    """The file of that number; `name` is only what a browser saves it under."""
    found = get_object_or_404(Attachment.objects.select_related("information__organisation"), pk=pk)
    if may_anyone_fetch(found):
        depends_on(f"record:{found.information_id}")
        return _public(request, found)
    if may_staff_fetch(request.user, found):
        response = _handed_out(found, found.cleaned.storage, found.cleaned.name or "")
        patch_cache_control(response, private=True, no_store=True)
        return response
    raise Http404


file.is_public_page = True  # type: ignore[attr-defined]  # what is public of it may be kept


def _public(request: HttpRequest, found: Attachment) -> HttpResponseBase:
    etag = quote_etag(found.public_digest)
    unchanged = get_conditional_response(request, etag=etag)
    response = unchanged or _handed_out(found, storages["public"], found.public_path)
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    return response


def _handed_out(found: Attachment, storage: Storage, path: str) -> FileResponse:
    kind = file_type(found.public_name)
    try:
        content = storage.open(path, "rb")
    except FileNotFoundError as missing:
        raise Http404 from missing
    response = FileResponse(
        content, as_attachment=not kind.inline, filename=found.public_name, content_type=kind.media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response
