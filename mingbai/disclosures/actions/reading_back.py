"""Seeing with the public's eyes that what was published is there, and what was taken down is gone."""

from collections.abc import Callable
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from django.conf import settings

from mingbai.disclosures.actions.filing import should_not_be_out
from mingbai.disclosures.actions.recording import trail
from mingbai.disclosures.models import Audience, FileRole, Information
from mingbai.disclosures.queries import files_of
from mingbai.disclosures.states import Status
from mingbai.lib import clock, digests
from mingbai.stored.making import Answer, ask

SECONDS = 10


def read_back(information: Information) -> Information:
    """Fetch the public page and files as a visitor and note what differs; never raises for a bad page.

    Called after the commit. A problem stays on the record until a later sweep reads it well.
    """
    problem = _problem(information, _fetcher())
    first_time = information.read_back_at is None
    changed = problem != information.read_back_note
    information.read_back_at, information.read_back_note = clock.now(), problem[:300]
    Information.objects.filter(pk=information.pk).update(
        read_back_at=information.read_back_at, read_back_note=information.read_back_note
    )
    if problem and (changed or first_time):
        trail(
            "read_back_failed",
            by=None,
            information=information,
            detail={"problem": problem},
        )
    return information


def _problem(information: Information, fetch: Callable[[str], Answer]) -> str:
    if any(file.is_out() for file in should_not_be_out(information)):
        return "已不公开的附件还留在公开的存储里。"
    answer = fetch(information.get_absolute_url())
    if information.audience != Audience.PUBLIC:
        return "" if answer.status == 404 else f"内部公开的信息，公众却能打开（{answer.status}）。"
    if information.status in {Status.WITHDRAWN, Status.REMOVED}:
        return "" if answer.status == 410 else f"页面应已撤下，却仍返回 {answer.status}。"
    if information.status == Status.MERGED:
        return "" if answer.status in {301, 410} else f"页面应转到新地址，却返回 {answer.status}。"
    if answer.status != 200:
        return f"公开页面返回 {answer.status}。"
    text = answer.body.decode("utf-8", "replace")
    if information.public_digest not in text or information.index_number not in text:
        return "公开页面的内容与发布的内容不一致。"
    for file in files_of(information):
        answer = fetch(file.get_absolute_url())
        if answer.status != 200 or digests.of_bytes(answer.body) != file.public_digest:
            kind = "图片" if file.role == FileRole.INLINE else "附件"
            return f"{kind}“{file.public_name}”读不到或者内容不一致。"
    return ""


def _fetcher() -> Callable[[str], Answer]:
    return _over_http if settings.MINGBAI_READBACK == "http" else ask


def _over_http(path: str) -> Answer:
    request = Request(settings.MINGBAI_BASE_URL + path, headers={"Cache-Control": "no-cache"})  # noqa: S310
    try:
        with urlopen(request, timeout=SECONDS) as response:  # noqa: S310 - the configured site itself
            return Answer(response.status, "", response.read())
    except HTTPError as error:
        return Answer(error.code, "", b"")
    except (URLError, HTTPException, OSError):
        return Answer(0, "", b"")
