"""Proving that what is public is what was published: chain, versions and rows against each other."""

from dataclasses import dataclass

from django.core.files.storage import storages

from mingbai.disclosures.models import Attachment, Audience, Information, Version
from mingbai.disclosures.queries import content_of, files_of
from mingbai.disclosures.rules import digest_of
from mingbai.disclosures.states import SEEN, Status
from mingbai.ledger.queries import verify_chain
from mingbai.lib import digests


@dataclass(frozen=True)
class VerificationReport:
    """`first_broken` says in Chinese what does not fit, or is None."""

    ok: bool
    events: int
    records: int
    first_broken: str | None


def verify() -> VerificationReport:
    """Check the event chain, then every published record; stops at the first broken link."""
    chain = verify_chain()
    if chain.broken_at is not None:
        return VerificationReport(False, chain.events, 0, chain.reason)
    count = 0
    records = Information.objects.filter(status__in=SEEN).select_related("organisation").order_by("pk")
    for information in records.iterator(chunk_size=500):
        problem = problem_of(information)
        if problem:
            return VerificationReport(False, chain.events, count, f"{information.index_number}：{problem}")
        count += 1
    return VerificationReport(True, chain.events, count, None)


def problem_of(information: Information) -> str:
    """What does not fit in one published record; "" when all does."""
    version = Version.objects.filter(information=information).order_by("-number").first()
    if version is None:
        return "没有公开版本。"
    if digest_of(version.content) != version.digest:
        return f"第{version.number}版的内容被改动过。"
    files = files_of(information)
    if (
        information.public_digest != version.digest
        or digest_of(content_of(information, files)) != version.digest
    ):
        return "公开内容与发布时的版本不一致。"
    for file in files:
        problem = _file_problem(information, file)
        if problem:
            return problem
    return ""


def _file_problem(information: Information, file: Attachment) -> str:
    public = information.status == Status.PUBLISHED and information.audience == Audience.PUBLIC
    storage = storages["public"] if public else file.cleaned.storage
    path = file.public_path if public else str(file.cleaned.name)
    if not storage.exists(path):
        return f"附件“{file.public_name}”的文件不见了。"
    with storage.open(path, "rb") as content:
        if digests.of_bytes(content.read()) != file.public_digest:
            return f"附件“{file.public_name}”的文件被改动过。"
    return ""
