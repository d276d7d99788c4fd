"""Making a backup while the site goes on working."""

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connection

from mingbai import __version__
from mingbai.ledger.actions import append
from mingbai.ledger.models import ChainHead
from mingbai.lib import clock
from mingbai.lib.verdict import Denied
from mingbai.operations.actions import beat
from mingbai.operations.backups import archive, kept_files, keys, kinds
from mingbai.operations.models import Task
from mingbai.operations.wording import size

NAME = "mingbai-%Y%m%d-%H%M%S.tar"
OURS = re.compile(r"mingbai-\d{8}-\d{6}\.tar")


@dataclass(frozen=True)
class Made:
    """`rows` in all tables, `files` besides the database, `dropped` older backups taken away."""

    path: Path
    size: int
    rows: int
    files: int
    with_keys: bool
    dropped: int


def make(*, folder: Path, with_keys: bool = False, keep: int = 0) -> Made:
    """A new backup in `folder`; with `keep` only so many of the newest stay there.

    `Denied` when a tool is missing or the folder cannot be written.
    """
    path = folder / clock.now().astimezone(clock.CHINA).strftime(NAME)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        manifest = _write(path, with_keys)
    except OSError as error:
        raise Denied(f"备份没有做成，{folder} 不能写或者磁盘满了（{error.strerror or error}）。") from error
    dropped = _drop_oldest(folder, keep) if keep else 0
    files = len([name for name in manifest.members if name.startswith("files/")])
    made = Made(path, path.stat().st_size, sum(manifest.tables.values()), files, with_keys, dropped)
    _note(made)
    return made


def _write(path: Path, with_keys: bool) -> archive.Manifest:
    """Files come before and after the database, so that none is missing that the database knows."""
    with TemporaryDirectory(prefix=".backup-", dir=path.parent) as scratch, archive.written(path) as writer:
        kept_files.add_all(writer)
        head = ChainHead.objects.filter(pk=1).first() or ChainHead()
        kind = kinds.in_use()
        dumped, tables = kind.dump(Path(scratch))
        writer.add_path(kind.MEMBER, dumped)
        kept_files.add_all(writer)
        if with_keys:
            writer.add(keys.MEMBER, BytesIO(packed := keys.packed()), len(packed))
        manifest = archive.Manifest(
            version=__version__,
            made_at=clock.now().isoformat(),
            vendor=connection.vendor,
            with_keys=with_keys,
            tables=tables,
            events=head.sequence,
            last_digest=head.digest,
            keys=keys.fingerprints(),
        )
        writer.close(manifest)
    return manifest


def _note(made: Made) -> None:
    note = f"{made.path.name}，{size(made.size)}"
    beat(task=Task.BACKUP, note=note)
    detail = {"file": made.path.name, "bytes": made.size, "with_keys": made.with_keys}
    append(verb="system.backup", by=None, subject="system", detail=detail)


def backups_in(folder: Path) -> list[Path]:
    """The backups in a folder, the newest first."""
    return sorted((one for one in folder.iterdir() if OURS.fullmatch(one.name)), reverse=True)


def _drop_oldest(folder: Path, keep: int) -> int:
    old = backups_in(folder)[keep:]
    for path in old:
        path.unlink()
    return len(old)
