"""Bringing a folder for a touch screen up to date."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mingbai.screens.exports.folders import MANIFEST, files_of, removed_since
from mingbai.screens.values import Shelf

UNFINISHED = ".unfinished"


class NoFolder(Exception):
    """The folder cannot hold a touch screen; the message says why, in Chinese."""


@dataclass(frozen=True)
class Filled:
    """Numbers of records and files in the folder, of files written and deleted, and of records that went."""

    records: int
    files: int
    written: int
    deleted: int
    removed: int


def fill(*, folder: Path, shelf: Shelf) -> Filled:
    """Write what the shelf holds and delete everything else of ours. NoFolder when it is no folder of ours.

    The lists come last: a folder whose making was cut short is told by its mark, and made anew.
    """
    before = _checked(folder)
    removed = removed_since(before, shelf)
    files = files_of(shelf, removed)
    try:
        (folder / UNFINISHED).touch()
        written = sum(_put(folder / name, files[name]) for name in sorted(files, key=_last))
        deleted = _clear_away(folder, set(files))
        (folder / UNFINISHED).unlink()
    except OSError as problem:
        raise NoFolder(f"写到一半出错（{problem.strerror}）。请检查空间和权限，再运行一次。") from problem
    gone = len(
        {one["index_number"] for one in before.get("records", [])} & {one["index_number"] for one in removed}
    )
    return Filled(len(shelf.titles), len(files), written, deleted, gone)


def _last(name: str) -> tuple[bool, str]:
    return name in (MANIFEST, "SHA256SUMS"), name


def _checked(folder: Path) -> dict[str, Any]:
    """The manifest of the last run, {} for a new folder."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        strange = any(folder.iterdir()) and not (folder / MANIFEST).exists()
        if strange and not (folder / UNFINISHED).exists():
            raise NoFolder(f"“{folder}”里有别的文件。请用一个空文件夹，免得误删。")
        found = json.loads((folder / MANIFEST).read_text("utf-8")) if (folder / MANIFEST).exists() else {}
    except OSError as problem:
        raise NoFolder(
            f"不能在“{folder}”里写文件（{problem.strerror}）。请换一个文件夹，或者检查权限。"
        ) from problem
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _put(file: Path, content: bytes) -> int:
    if file.is_file() and file.read_bytes() == content:
        return 0
    half = file.with_name(f".{file.name}.half")
    half.write_bytes(content)
    half.replace(file)
    return 1


def _clear_away(folder: Path, names: set[str]) -> int:
    """Delete files that the folder does not hold any more; folders in it are none of ours."""
    gone = [one for one in folder.iterdir() if one.is_file() and one.name not in names | {UNFINISHED}]
    for file in gone:
        file.unlink()
    return len(gone)
