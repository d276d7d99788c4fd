"""The files of kept pages: where each lies, and how it appears and disappears whole.

The page of /r/12/ is r/12/index.html with a compressed twin beside it; a path that ends in a file name
is that file. A twin is never older than its page: it goes before a new page comes, and comes after it.
"""

import gzip
import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

# No dot at the beginning of a part: nothing leads upwards or into hidden folders.
_PATH = re.compile(r"/(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*/)*(?:[A-Za-z0-9_-][A-Za-z0-9_-]*\.[a-z0-9]{2,6})?")
# The names without an ending under which C2SP's tlog-tiles lays out a log.
_OF_LOG = re.compile(
    r"/log/(?:checkpoint|key|tile/(?:[0-9]{1,2}|entries)/(?:x[0-9]{3}/)*[0-9]{3}(?:\.p/[0-9]{1,3})?)"
)
_TEXTS_OF_LOG = {"checkpoint", "key"}
LONGEST_PATH = 200
MEDIA_TYPES = {
    "html": "text/html; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "rss": "application/rss+xml; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "jsonld": "application/ld+json; charset=utf-8",
    "jsonl": "application/x-ndjson; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "wps": "application/vnd.ms-works",
    "et": "application/vnd.ms-excel.et",
    "ofd": "application/ofd",
    "zip": "application/zip",
    "bin": "application/octet-stream",
}
SQUEEZED = {"html", "atom", "rss", "xml", "json", "jsonld", "jsonl", "csv", "txt", "css"}
WISHES = ".wishes"


class Kept(NamedTuple):
    """A file that may be handed out: `kind` is its ending, `squeezed` its compressed twin or None."""

    file: Path
    kind: str
    squeezed: Path | None


def is_on() -> bool:
    return bool(settings.STORED_PAGES)


def root() -> Path:
    return Path(settings.STORED_PAGES)


def is_storable(path: str) -> bool:
    """Whether a page of this address can be a file at all."""
    return len(path) <= LONGEST_PATH and bool(_PATH.fullmatch(path) or _OF_LOG.fullmatch(path))


def kind_of(media_type: str) -> str:
    """The ending for a media type as a response states it; "" for one that is not kept."""
    bare = media_type.split(";")[0].strip().lower()
    return next((ending for ending, known in MEDIA_TYPES.items() if known.split(";")[0] == bare), "")


def place(path: str, kind: str) -> Path:
    """Where the file of that address lies. ValueError for an address that cannot be a file."""
    if not is_storable(path):
        raise ValueError("This address cannot be kept as a file.")
    return root() / (path[1:] if not path.endswith("/") else f"{path[1:]}index.{kind}")


def find(path: str) -> Kept | None:
    """The file of that address, if one may be handed out."""
    if not is_storable(path):
        return None
    if not path.endswith("/"):
        return _kept(root() / path[1:])
    folder = root() / path[1:]
    if (page := _kept(folder / "index.html")) is not None:
        return page
    others = (_kept(folder / f"index.{kind}") for kind in _kinds_in(folder))
    return next((one for one in others if one is not None), None)


def _kinds_in(folder: Path) -> list[str]:
    try:
        names = os.listdir(folder)
    except OSError:
        return []
    return [name[6:] for name in names if name.startswith("index.") and name[6:] in MEDIA_TYPES]


def _kept(file: Path) -> Kept | None:
    if not file.is_file():
        return None
    twin = file.with_name(f"{file.name}.gz")
    return Kept(file, file.suffix[1:] or _bare_kind(file.name), twin if twin.is_file() else None)


def _bare_kind(name: str) -> str:
    return "txt" if name in _TEXTS_OF_LOG else "bin"


def write(path: str, kind: str, content: bytes) -> str:
    """Put the page's file and its twin in place, each whole; returns the SHA-256 of the content."""
    file = place(path, kind)
    file.parent.mkdir(parents=True, exist_ok=True)
    twin = file.with_name(f"{file.name}.gz")
    twin.unlink(missing_ok=True)
    _put(file, content)
    if kind in SQUEEZED:
        _put(twin, gzip.compress(content, 6, mtime=0))
    return hashlib.sha256(content).hexdigest()


def _put(file: Path, content: bytes) -> None:
    half = file.with_name(f".{secrets.token_hex(8)}")
    half.write_bytes(content)
    half.chmod(0o644)  # the web server reads them as another user
    _later_than(file, half)
    half.replace(file)


def _later_than(before: Path, file: Path) -> None:
    """Validators count whole seconds: a page made twice in one must not look unchanged."""
    with suppress(FileNotFoundError):
        last = int(before.stat().st_mtime)
        if int(file.stat().st_mtime) <= last:
            os.utime(file, (last + 1, last + 1))


def drop(path: str) -> None:
    """Take the files of that address away; the twin last, for without its page nobody is given it."""
    if not is_storable(path):
        return
    folder = root() / path[1:]
    if not path.endswith("/"):
        files = [folder]
    else:
        files = [folder / f"index.{kind}" for kind in _kinds_in(folder)] or [folder / "index.html"]
    for file in files:
        file.unlink(missing_ok=True)
        file.with_name(f"{file.name}.gz").unlink(missing_ok=True)


def every() -> Iterator[tuple[str, Path]]:
    """(address, file) of everything kept, twins left out."""
    base = root()
    for folder, names, files in os.walk(base):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in sorted(files):
            if name.startswith(".") or name.endswith(".gz"):
                continue
            file = Path(folder) / name
            inside = file.relative_to(base).as_posix()
            index = name.startswith("index.")
            yield ("/" + (inside[: -len(name)] if index else inside), file)


# -- wishes: addresses that were asked for and are not kept yet ------------------------------------------


def wish(path: str) -> None:
    """Note, without the database, that somebody asked for this page. Never fails."""
    name = hashlib.sha256(path.encode()).hexdigest()[:32]
    try:
        folder = root() / WISHES
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(path)
    except OSError:
        return


def wishes(most: int) -> list[str]:
    """Addresses asked for, taken from the heap; at most so many. What another process took is passed by."""
    taken = []
    try:
        files = [entry.path for _, entry in zip(range(most), os.scandir(root() / WISHES), strict=False)]
    except OSError:
        return []
    for file in map(Path, files):
        try:
            text = file.read_text(errors="replace")
            file.unlink()
        except FileNotFoundError:
            continue
        if is_storable(text):
            taken.append(text)
    return taken
