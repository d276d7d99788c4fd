"""The files of both storages, wherever they are: folders of this machine or an object store."""

import hashlib
import logging
from collections.abc import Iterator
from typing import IO

from django.core.files.base import File
from django.core.files.storage import Storage, storages

from mingbai.operations.backups.archive import CHUNK, Reader, Writer

logger = logging.getLogger(__name__)
PLACES = {"files/private/": "default", "files/public/": "public"}


def add_all(writer: Writer) -> None:
    """Everything that is not in the backup yet. A file that goes meanwhile is left out."""
    for prefix, alias in PLACES.items():
        storage = storages[alias]
        for name in _walk(storage, ""):
            if f"{prefix}{name}" not in writer.members:
                _add(writer, storage, prefix, name)


def _walk(storage: Storage, folder: str) -> Iterator[str]:
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(names):
        if name and not name.startswith("."):
            yield f"{folder}/{name}" if folder else name
    for name in sorted(folders):
        yield from _walk(storage, f"{folder}/{name}" if folder else name)


def _add(writer: Writer, storage: Storage, prefix: str, name: str) -> None:
    try:
        source = storage.open(name, "rb")
    except FileNotFoundError:
        return
    with source:
        writer.add(f"{prefix}{name}", source, storage.size(name))


def restore_all(reader: Reader) -> int:
    """Put back what is missing or differs; how many. Files that the backup does not have stay."""
    written = 0
    for prefix, alias in PLACES.items():
        for member in reader.names(prefix):
            written += _restore(reader, storages[alias], member, member.removeprefix(prefix))
    return written


def _restore(reader: Reader, storage: Storage, member: str, name: str) -> bool:
    if storage.exists(name):
        with storage.open(name, "rb") as there:
            if _digest(there) == reader.manifest.members[member]["sha256"]:
                return False
        storage.delete(name)
    with reader.opened(member) as source:
        kept = storage.save(name, File(source))
    if kept != name:
        storage.delete(kept)
        raise OSError(f"The storage would not keep the name {name}")
    return True


def _digest(source: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while block := source.read(CHUNK):
        digest.update(block)
    return digest.hexdigest()
