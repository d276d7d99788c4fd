"""Writing a bag file by file, in constant memory and with the same bytes for the same content."""

import hashlib
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, NamedTuple

CHUNK = 1024 * 1024
DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
OLD = (1980, 1, 1, 0, 0, 0)
LONGEST_INFO = 2000


class Line(NamedTuple):
    """One file of the payload: its path from the bag's folder, SHA-256 and size."""

    path: str
    digest: str
    size: int


def file_into(root: Path, path: str, blocks: Iterable[bytes]) -> Line:
    """Write one file of the bag and tell what its manifest has to say."""
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with target.open("wb") as out:
        for block in blocks:
            digest.update(block)
            size += len(block)
            out.write(block)
    return Line(path, digest.hexdigest(), size)


def finish(root: Path, lines: Iterable[Line], info: Mapping[str, str]) -> str:
    """Write the tag files over the payload that is there; returns the digest of the tag manifest."""
    ordered = sorted(lines)
    oxum = f"{sum(one.size for one in ordered)}.{len(ordered)}"
    (root / "data").mkdir(parents=True, exist_ok=True)
    told = {**info, "Payload-Oxum": oxum}
    text = "".join(f"{name}: {' '.join(value.split())[:LONGEST_INFO]}\n" for name, value in told.items())
    tags = {
        "bag-info.txt": text,
        "bagit.txt": DECLARATION,
        "manifest-sha256.txt": "".join(f"{one.digest}  {_escaped(one.path)}\n" for one in ordered),
    }
    written = [file_into(root, name, [said.encode()]) for name, said in sorted(tags.items())]
    listing = "".join(f"{one.digest}  {one.path}\n" for one in written).encode()
    return file_into(root, "tagmanifest-sha256.txt", [listing]).digest


def _escaped(path: str) -> str:
    return path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


class _Pipe:
    """What a zip file is written to, handed on block by block."""

    def __init__(self) -> None:
        self.blocks: list[bytes] = []
        self.at = 0

    def write(self, data: bytes) -> int:
        self.blocks.append(bytes(data))
        self.at += len(data)
        return len(data)

    def tell(self) -> int:
        return self.at

    def flush(self) -> None:
        """Nothing is held back."""

    def taken(self) -> Iterator[bytes]:
        blocks, self.blocks = self.blocks, []
        yield from blocks


def zipped(root: Path) -> Iterator[bytes]:
    """The bag's folder as a zip file, block by block; the same folder gives the same bytes."""
    pipe = _Pipe()
    out: IO[bytes] = pipe  # type: ignore[assignment]  # it has what zipfile writes with
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(one for one in root.rglob("*") if one.is_file()):
            member = zipfile.ZipInfo(f"{root.name}/{path.relative_to(root).as_posix()}", OLD)
            member.external_attr = 0o100644 << 16
            with path.open("rb") as source, archive.open(member, "w", force_zip64=True) as target:
                while block := source.read(CHUNK):
                    target.write(block)
                    yield from pipe.taken()
    yield from pipe.taken()
