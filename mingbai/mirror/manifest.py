"""The list of what a copy holds: a line for each file, and the sums in the form that `sha256sum -c` reads."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

NAME, SUMS, UNFINISHED = "manifest.jsonl", "SHA256SUMS", ".unfinished"
OWN = {NAME, SUMS, UNFINISHED}


class Entry(NamedTuple):
    """`file` within the copy holds the page of `path`. `source` is the SHA-256 of the page as the site
    serves it, `digest` that of the file, in which links are relative."""

    path: str
    file: str
    source: str
    digest: str


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def read(folder: Path) -> dict[str, Entry]:
    """{file: entry} of a copy; empty where there is none. ValueError for a list that cannot be read."""
    try:
        lines = (folder / NAME).read_text("utf-8").splitlines()
    except FileNotFoundError:
        return {}
    try:
        entries = [Entry(**json.loads(line)) for line in lines]
    except (TypeError, ValueError) as problem:
        raise ValueError(f"{folder / NAME} cannot be read") from problem
    return {one.file: one for one in entries}


def write(folder: Path, entries: dict[str, Entry]) -> None:
    ordered = [entries[file] for file in sorted(entries)]
    _put(folder / SUMS, "".join(f"{one.digest}  {one.file}\n" for one in ordered))
    _put(folder / NAME, "".join(json.dumps(one._asdict(), ensure_ascii=False) + "\n" for one in ordered))


def _put(file: Path, text: str) -> None:
    half = file.with_name(f".{file.name}.half")
    half.write_text(text, "utf-8")
    half.replace(file)


def files_in(folder: Path) -> Iterator[str]:
    """What lies in a copy, without the lists themselves."""
    for file in folder.rglob("*"):
        name = file.relative_to(folder).as_posix()
        if file.is_file() and name not in OWN:
            yield name
