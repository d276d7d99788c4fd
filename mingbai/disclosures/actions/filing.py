"""Public copies of files in the public storage, where a web server may hand them out alone."""

from functools import partial

from django.core.files.storage import storages
from django.db import transaction

from mingbai.disclosures.models import Attachment, Audience, Information
from mingbai.disclosures.queries import files_of
from mingbai.disclosures.states import Status
from mingbai.lib import digests
from mingbai.lib.verdict import Denied


def put_out(information: Information) -> None:
    """Copy the stripped files of a text to the public storage and take away those it lost.

    The copy is made before the commit and is harmless if that fails; removal waits for the commit.
    Raises Denied when the storage does not take or give a file.
    """
    try:
        for file in files_of(information):
            _copy(file)
    except OSError as error:
        raise Denied(
            "附件的公开副本没有存好，这次没有发布。请系统管理员检查存储空间和权限，然后再发布。"
        ) from error
    _take_away(should_not_be_out(information))


def _copy(file: Attachment) -> None:
    """One whole copy: what a broken-off attempt left behind is replaced."""
    public = storages["public"]
    if public.exists(file.public_path):
        with public.open(file.public_path, "rb") as content:
            if digests.of_bytes(content.read()) == file.public_digest:
                return
        public.delete(file.public_path)
    with file.cleaned.open("rb") as content:
        public.save(file.public_path, content)


def take_in(information: Information) -> None:
    """Remove every public copy of a text's files once the transaction is committed."""
    _take_away(list(information.files.exclude(public_digest="")))


def should_not_be_out(information: Information) -> list[Attachment]:
    """The files of which the public storage must hold no copy, as the record now stands."""
    listed = [file.pk for file in files_of(information)] if _is_public(information) else []
    return list(information.files.exclude(pk__in=listed).exclude(public_digest=""))


def _is_public(information: Information) -> bool:
    return information.status == Status.PUBLISHED and information.audience == Audience.PUBLIC


def _take_away(files: list[Attachment]) -> None:
    """A copy that cannot be deleted now is noted when the page is read back, and tried again."""
    for file in files:
        transaction.on_commit(partial(storages["public"].delete, file.public_path), robust=True)


def settle(information: Information) -> None:
    """Do again what a stop or a full disk may have left undone for a text that was published before."""
    if _is_public(information):
        put_out(information)
    else:
        take_in(information)
