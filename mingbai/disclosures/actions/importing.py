"""A folder of mixed files becomes drafts: one transaction a file, the same bytes only once."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction

from mingbai.accounts.models import User
from mingbai.disclosures.actions.attaching import create_from_file
from mingbai.disclosures.actions.checking import check
from mingbai.disclosures.models import ImportedFile
from mingbai.documents.refusals import Refused
from mingbai.lib import digests
from mingbai.lib.verdict import require
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may

MAX_BYTES = 100 * 1024 * 1024


@dataclass
class FileResult:
    """What became of one file. `status`: created, duplicate or refused."""

    file: str
    status: str
    id: int | None = None
    index_number: str | None = None
    title: str | None = None
    findings: list[dict[str, Any]] = field(default_factory=list)
    reason: str | None = None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def import_folder(*, folder: Path, organisation: Organisation, by: User) -> Iterator[FileResult]:
    """Import every file below `folder`, in the order of names. May be stopped and run again."""
    require(may(by, "record.import", organisation))
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and not path.name.startswith((".", "~$")):
            yield import_file(path=path, name=str(path.relative_to(folder)), organisation=organisation, by=by)


def import_file(*, path: Path, name: str, organisation: Organisation, by: User) -> FileResult:
    if path.stat().st_size > MAX_BYTES:
        return FileResult(name, "refused", reason="文件超过 100 MB，请拆分后再导入。")
    data = path.read_bytes()
    digest = digests.of_bytes(data)
    known = _known(organisation, digest)
    if known:
        return _duplicate(name, known)
    try:
        with transaction.atomic():
            information = create_from_file(organisation=organisation, by=by, data=data, filename=path.name)
            ImportedFile.objects.create(organisation=organisation, digest=digest, information=information)
            report = check(information)
    except Refused as refusal:
        return FileResult(name, "refused", reason=refusal.message)
    except IntegrityError:
        known = _known(organisation, digest)
        if known is None:
            raise
        return _duplicate(name, known)
    return FileResult(
        name,
        "created",
        id=information.pk,
        index_number=information.index_number,
        title=information.title,
        findings=report.findings,
    )


def _known(organisation: Organisation, digest: str) -> ImportedFile | None:
    return (
        ImportedFile.objects.filter(organisation=organisation, digest=digest)
        .select_related("information")
        .first()
    )


def _duplicate(name: str, known: ImportedFile) -> FileResult:
    return FileResult(
        name,
        "duplicate",
        id=known.information_id,
        index_number=known.information.index_number,
        title=known.information.title,
    )
