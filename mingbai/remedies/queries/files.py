"""Opening the papers of a case."""

from collections.abc import Iterator

from django.db.models.fields.files import FieldFile

from mingbai.foi.sealing import unseal
from mingbai.lib import digests
from mingbai.remedies.models import CaseFile


class DamagedPaper(Exception):
    """A kept paper is not what it was when it was stored; the message is for the clerk."""

    def __init__(self, file: CaseFile) -> None:
        super().__init__(f"材料“{file}”与存入时不一致，没有打开。请告诉系统管理员，从备份恢复。")


def content_of_paper(file: CaseFile) -> bytes:
    """The paper as it was handed in. `DamagedPaper`, or `sealing.Unreadable` without the key."""
    with file.file.open("rb") as stored:
        data = unseal(stored.read())
    if digests.of_bytes(data) != file.digest:
        raise DamagedPaper(file)
    return data


def sealed_files() -> Iterator[FieldFile]:
    """Every kept paper, for `foi.actions.resealing`."""
    for row in CaseFile.objects.filter(dropped_at=None).iterator():
        yield row.file
