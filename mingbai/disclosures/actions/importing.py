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
from mingbai.documents.document import Document
from mingbai.documents.reading import read_many
from mingbai.documents.refusals import Refused
from mingbai.lib import digests
from mingbai.lib.text import file_name, one_line
from mingbai.lib.verdict import require
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may

MAX_BYTES = 100 * 1024 * 1024
BATCH_FILES, BATCH_BYTES = 50, 64 * 1024 * 1024


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
    paths = [path for path in sorted(folder.rglob("*")) if _is_wanted(path)]
    for batch in _batches(paths):
        yield from import_files(
            files=[(path, one_line(str(path.relative_to(folder)))) for path in batch],
            organisation=organisation,
            by=by,
        )


def _is_wanted(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and not path.name.startswith((".", "~$"))


def _batches(paths: list[Path]) -> Iterator[list[Path]]:
    """Groups that are read together, so that one start of the converter serves many old files."""
    batch: list[Path] = []
    size = 0
    for path in paths:
        own = _size(path)
        size += own
        if batch and (len(batch) == BATCH_FILES or size > BATCH_BYTES):
            yield batch
            batch, size = [], own
        batch.append(path)
    if batch:
        yield batch


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # gone meanwhile; reading it will say so
        return 0


def import_files(
    *, files: list[tuple[Path, str]], organisation: Organisation, by: User
) -> Iterator[FileResult]:
    """Import these (path, name to report) files; one transaction a file."""
    new: list[tuple[bytes, str, str]] = []
    for path, name in files:
        data = _bytes_of(path)
        if isinstance(data, str):
            yield FileResult(name, "refused", reason=data)
        elif known := _known(organisation, digests.of_bytes(data)):
            yield _duplicate(name, known)
        else:
            new.append((data, file_name(path.name), name))
    read = read_many([(data, filename) for data, filename, _ in new])
    for (data, filename, name), document in zip(new, read, strict=True):
        if isinstance(document, Refused):
            yield FileResult(name, "refused", reason=document.message)
        else:
            yield _import_one(data, filename, name, document, organisation, by)


def _bytes_of(path: Path) -> bytes | str:
    """What the file holds, or why it is not taken."""
    try:
        if path.stat().st_size > MAX_BYTES:
            return "文件超过 100 MB，请拆分后再导入。"
        return path.read_bytes()
    except OSError:
        return "文件打不开，请检查有没有读取的权限，或者是不是正被别的程序占用。"


def _import_one(
    data: bytes, filename: str, name: str, document: Document, organisation: Organisation, by: User
) -> FileResult:
    digest = digests.of_bytes(data)
    try:
        with transaction.atomic():
            information = create_from_file(
                organisation=organisation, by=by, data=data, filename=filename, document=document
            )
            ImportedFile.objects.create(organisation=organisation, digest=digest, information=information)
            report = check(information)
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
