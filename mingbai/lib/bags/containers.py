"""Folders, zip and tar files read alike: every name is checked before a byte of content is read."""

import stat
import tarfile
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

MOST_FILES = 500_000
MOST_RATIO = 200
RATIO_MATTERS_FROM = 16 * 1024 * 1024
ENCRYPTED = 0x1


class Unsafe(Exception):
    """The package is refused; the message says in Chinese why."""


class Container:
    """The files of a package by their names within the bag."""

    def __init__(self, sizes: Mapping[str, int], readers: Mapping[str, Any], open_one: Any) -> None:
        self.sizes, self._readers, self._open = sizes, readers, open_one

    def __contains__(self, name: str) -> bool:
        return name in self.sizes

    def open(self, name: str) -> IO[bytes]:
        stream: IO[bytes] = self._open(self._readers[name])
        return stream


@contextmanager
def opened(path: Path) -> Iterator[Container]:
    """The package at `path`; `Unsafe` for what leads out of it or cannot be read."""
    try:
        if path.is_dir() and not path.is_symlink():
            yield _folder(path)
        elif zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                yield _zip(archive, path)
        else:
            with tarfile.open(path, "r:*") as archive:
                yield _tar(archive, path)
    except (zipfile.BadZipFile, tarfile.TarError, EOFError, NotImplementedError) as problem:
        raise Unsafe("文件打不开：既不是文件夹，也不是完好的 zip 或 tar 包。") from problem


def problem_of(name: str) -> str:
    """Why a name may not stand in a package; "" when it may."""
    parts = name.split("/")
    if not name or "\0" in name:
        return "空的文件名"
    if name.startswith("/") or "\\" in name or (len(name) > 1 and name[1] == ":"):
        return "绝对路径"
    if ".." in parts or "." in parts or "" in parts:
        return "指向包外的路径"
    return "指向用户目录的路径" if name.startswith("~") else ""


def _checked(name: str) -> str:
    reason = problem_of(name)
    if reason:
        raise Unsafe(f"包里有{reason}：{name!r}。")
    return name


def _folder(root: Path) -> Container:
    found: dict[str, Path] = {}
    for path in _walk(root):
        found[_checked(path.relative_to(root).as_posix())] = path
    sizes = {name: path.stat().st_size for name, path in found.items()}
    return Container(sizes, _apart(found), lambda path: path.open("rb"))


def _walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        mode = path.lstat().st_mode
        if stat.S_ISDIR(mode):
            yield from _walk(path)
        elif stat.S_ISREG(mode):
            yield path
        else:
            raise Unsafe(f"包里有链接或特殊文件：{path.name!r}。")


def _zip(archive: zipfile.ZipFile, path: Path) -> Container:
    members = archive.infolist()
    _refuse_bomb(((one.file_size, one.compress_size) for one in members), len(members))
    found: list[tuple[str, zipfile.ZipInfo]] = []
    for one in members:
        if one.flag_bits & ENCRYPTED:
            raise Unsafe("包加了密码，不能核对。")
        kind = stat.S_IFMT(one.external_attr >> 16)
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise Unsafe(f"包里有链接或特殊文件：{one.filename!r}。")
        _checked(one.filename.removesuffix("/"))
        if not one.is_dir():
            found.append((one.filename, one))
    readers = _below_one_folder(_once(found))
    sizes = {name: one.file_size for name, one in readers.items()}
    return Container(sizes, _apart(readers), archive.open)


def _tar(archive: tarfile.TarFile, path: Path) -> Container:
    packed, total = max(path.stat().st_size, 1), 0
    found: list[tuple[str, tarfile.TarInfo]] = []
    for one in archive:
        total += one.size
        _refuse_bomb([(total, packed)], len(found))
        if not one.isdir() and (not one.isreg() or one.issparse()):
            raise Unsafe(f"包里有链接或特殊文件：{one.name!r}。")
        name = one.name.removeprefix("./").removesuffix("/")
        if name not in ("", "."):
            _checked(name)
        if one.isreg():
            found.append((name, one))
    readers = _below_one_folder(_once(found))
    sizes = {name: one.size for name, one in readers.items()}
    return Container(sizes, _apart(readers), archive.extractfile)


def _refuse_bomb(pairs: Iterable[tuple[int, int]], count: int) -> None:
    if count > MOST_FILES:
        raise Unsafe(f"包里的文件超过 {MOST_FILES} 个。")
    for size, packed in pairs:
        if size > RATIO_MATTERS_FROM and size > MOST_RATIO * max(packed, 1):
            raise Unsafe("包解开后大得不正常（可能是压缩炸弹），不予核对。")


def _once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, one in pairs:
        if name in found:
            raise Unsafe(f"包里有两个同名文件：{name!r}。")
        found[name] = one
    return found


def _apart(found: dict[str, Any]) -> dict[str, Any]:
    """The same, unless two names are one to some file systems."""
    seen: dict[str, str] = {}
    for name in found:
        folded = unicodedata.normalize("NFC", name).casefold()
        if folded in seen:
            raise Unsafe(f"包里有只差大小写或写法的文件名：{seen[folded]!r} 和 {name!r}。")
        seen[folded] = name
    return found


def _below_one_folder(found: dict[str, Any]) -> dict[str, Any]:
    """Names within the bag: an archive usually holds the one folder that is the bag."""
    tops = {name.split("/", 1)[0] for name in found}
    if "bagit.txt" in found or len(tops) != 1 or any("/" not in name for name in found):
        return found
    return {name.split("/", 1)[1]: one for name, one in found.items()}
