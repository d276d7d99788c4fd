"""Was this published here, when, by whom, and is it unchanged?"""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q

from mingbai.api.queries.records import number_of, with_address
from mingbai.api.rules.typed import Typed
from mingbai.disclosures.models import Attachment, AttachmentState, Audience, Information, Openness, Version
from mingbai.disclosures.queries import HAS_PAGE, content_of
from mingbai.disclosures.rules import digest_of
from mingbai.disclosures.states import Status

_WAS_PUBLIC = Q(content__audience=Audience.PUBLIC, content__openness=Openness.PROACTIVE)
_MOST = 20  # records that may hold the same file


class Result(models.TextChoices):
    """What verifying finds; the words are for the person who asks."""

    PUBLISHED = "published", "这是本站公开的信息。"
    CURRENT = "current", "和本站现在公开的内容一致，没有改动。"
    EARLIER = "earlier", "是本站公开过的旧版本，后来已经更正或者更新。请以现在的内容为准。"
    DIFFERENT = "different", "和本站公开的内容不一致。请以本站的网页为准。"
    WITHDRAWN = "withdrawn", "本站曾经公开，现已撤回，不再作为公开信息提供。"
    REMOVED = "removed", "本站曾经公开，现已撤下。"
    UNKNOWN = "unknown", "本站没有公开过。"
    ELSEWHERE = "elsewhere", "这不是本站的网址。"
    BROKEN = "broken", "本站的内容和公开时的记录不一致，正在核查。请打电话向我们核实。"


@dataclass(frozen=True)
class Answer:
    """`record` is None where the public may know nothing of it; `file` when a file was asked of."""

    result: Result
    record: Information | None = None
    version: Version | None = None
    file: Attachment | None = None


def by_record(pk: int, digest: str = "") -> Answer:
    """Of one record; with a digest also whether it is that of a version the public saw."""
    record = with_address(pk)
    if record is None:
        return Answer(Result.UNKNOWN)
    if record.status == Status.MERGED and record.merged_into_id:
        return by_record(record.merged_into_id, digest)
    if record.status != Status.PUBLISHED:
        return _taken_back(record)
    if not digest:
        return Answer(Result.PUBLISHED if _unchanged(record) else Result.BROKEN, record)
    version = _version(record, digest)
    if version is not None:
        return _compared(record, version)
    file = _file(digest, Q(information=record))
    return _of_file(file) if file is not None else Answer(Result.DIFFERENT, record)


def by_index_number(number: str, digest: str = "") -> Answer:
    pk = number_of(number)
    return Answer(Result.UNKNOWN) if pk is None else by_record(pk, digest)


def by_digest(digest: str) -> Answer:
    """The digest of a text, as its page shows it, or of a file as it was downloaded here."""
    version = (
        Version.objects.filter(_WAS_PUBLIC, digest=digest)
        .filter(information__in=Information.objects.filter(HAS_PAGE))
        .order_by("-pk")
        .first()
    )
    if version is not None:
        record = with_address(version.information_id)
        assert record is not None
        return _compared(record, version) if record.status == Status.PUBLISHED else _taken_back(record)
    file = _file(digest)
    return Answer(Result.UNKNOWN) if file is None else _of_file(file)


def by_file(pk: int, digest: str = "") -> Answer:
    """Of the address of a file; a digest is compared with that of the file."""
    file = _file("", Q(pk=pk))
    if file is None:
        return Answer(Result.UNKNOWN)
    answer = _of_file(file, compared=bool(digest))
    if digest and answer.result == Result.CURRENT and file.public_digest != digest:
        return Answer(Result.DIFFERENT, answer.record, file=file)
    return answer


def _version(record: Information, digest: str) -> Version | None:
    found = Version.objects.filter(_WAS_PUBLIC, information=record, digest=digest)
    return found.defer("content").order_by("-number").first()


def _compared(record: Information, version: Version) -> Answer:
    if not _unchanged(record):
        return Answer(Result.BROKEN, record)
    same = version.digest == record.public_digest
    return Answer(Result.CURRENT if same else Result.EARLIER, record, version)


def _unchanged(record: Information) -> bool:
    """Whether what the site shows is still what was published."""
    return digest_of(content_of(record)) == record.public_digest


def _taken_back(record: Information) -> Answer:
    if record.status == Status.WITHDRAWN:
        return Answer(Result.WITHDRAWN, record)
    return Answer(Result.REMOVED)


def _file(digest: str, which: Q | None = None) -> Attachment | None:
    """The file with that digest that a text with a public address lists now."""
    found = Attachment.objects.filter(state=AttachmentState.CLEAN).exclude(public_digest="")
    found = found.filter(which) if which is not None else found
    found = found.filter(public_digest=digest) if digest else found
    rows: Any = found.select_related("information").defer("text", "notices").order_by("-pk")[:_MOST]
    listed = [one for one in rows if one.pk in one.information.attachments]
    shown = {one.information_id for one in listed}
    public = set(Information.objects.filter(HAS_PAGE, pk__in=shown).values_list("pk", flat=True))
    here = [one for one in listed if one.information_id in public]
    return next((one for one in here if one.information.status == Status.PUBLISHED), (here or [None])[0])


def _of_file(file: Attachment, compared: bool = True) -> Answer:
    record = with_address(file.information_id)
    if record is None:
        return Answer(Result.UNKNOWN)
    if record.status != Status.PUBLISHED:
        return _taken_back(record)
    if not _unchanged(record):
        return Answer(Result.BROKEN, record)
    return Answer(Result.CURRENT if compared else Result.PUBLISHED, record, file=file)


def verify(what: Typed, digest: str = "") -> Answer:
    """Whatever was understood of what somebody typed; a digest besides is compared."""
    if what.elsewhere:
        return Answer(Result.ELSEWHERE)
    if what.record is not None:
        return by_record(what.record, digest)
    if what.file is not None:
        return by_file(what.file, digest)
    if what.index_number:
        return by_index_number(what.index_number, digest)
    return by_digest(what.digest) if what.digest else Answer(Result.UNKNOWN)
