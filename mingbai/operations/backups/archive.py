"""Writing and reading the file of a backup; nothing in it is trusted before its digest is right."""

import hashlib
import json
import os
import secrets
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from mingbai.lib.verdict import Denied

MANIFEST = "manifest.json"
FORMAT = 1
NOT_WHOLE = "这个备份文件不完整或者不是本平台的备份：{}。请换一份备份。"
CHUNK = 1024 * 1024


@dataclass
class Manifest:
    """What a backup holds. `tables` are rows by table; `members` digests by name within the file."""

    version: str
    made_at: str
    vendor: str
    with_keys: bool
    tables: dict[str, int]
    events: int
    last_digest: str
    keys: dict[str, list[str]]
    """Digests of the keys with which the data was sealed, so that others can be told apart."""
    members: dict[str, dict[str, Any]] = field(default_factory=dict)
    format: int = FORMAT


class _Hashing:
    """A file that is read once; knows its digest afterwards."""

    def __init__(self, source: IO[bytes]) -> None:
        self.source, self.digest = source, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self.source.read(size)
        self.digest.update(data)
        return data


class Writer:
    def __init__(self, tar: tarfile.TarFile) -> None:
        self.tar = tar
        self.members: dict[str, dict[str, Any]] = {}

    def add(self, name: str, source: IO[bytes], size: int) -> None:
        hashing = _Hashing(source)
        self.tar.addfile(_info(name, size), hashing)
        self.members[name] = {"size": size, "sha256": hashing.digest.hexdigest()}

    def add_path(self, name: str, path: Path) -> None:
        with path.open("rb") as source:
            self.add(name, source, path.stat().st_size)

    def close(self, manifest: Manifest) -> None:
        manifest.members = self.members
        text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
        self.tar.addfile(_info(MANIFEST, len(text)), BytesIO(text))


def _info(name: str, size: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info


@contextmanager
def written(path: Path) -> Iterator[Writer]:
    """A new file at `path`, for its owner only; it appears when it is whole, or not at all."""
    half = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
            with tarfile.open(fileobj=target, mode="w", format=tarfile.PAX_FORMAT) as tar:
                yield Writer(tar)
            target.flush()
            os.fsync(target.fileno())
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)


class Reader:
    """An opened backup; `Denied` when it is none."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self.tar = tar
        self.manifest = self._manifest()

    def _manifest(self) -> Manifest:
        try:
            values = json.loads(self._open(MANIFEST).read())
            if values["format"] != FORMAT:
                raise Denied("这份备份是别的版本做的，请用做备份时的版本恢复。")
            return Manifest(**values)
        except (KeyError, TypeError, ValueError, tarfile.TarError) as error:
            raise Denied(NOT_WHOLE.format("没有清单")) from error

    def _open(self, name: str) -> IO[bytes]:
        source = self.tar.extractfile(name)
        if source is None:
            raise KeyError(name)
        return source

    @contextmanager
    def opened(self, name: str) -> Iterator[IO[bytes]]:
        with self._open(name) as source:
            yield source

    def extract(self, name: str, path: Path) -> None:
        with self.opened(name) as source, path.open("wb") as target:
            while block := source.read(CHUNK):
                target.write(block)

    def names(self, prefix: str) -> list[str]:
        return [name for name in self.manifest.members if name.startswith(prefix)]

    def check(self) -> None:
        """Every member against the manifest; `Denied` at the first that differs."""
        for name, facts in self.manifest.members.items():
            try:
                with self.opened(name) as source:
                    right = _digest(source) == facts["sha256"]
            except (KeyError, OSError, tarfile.TarError) as error:
                raise Denied(NOT_WHOLE.format(f"缺少 {name}")) from error
            if not right:
                raise Denied(NOT_WHOLE.format(f"{name} 的内容不对"))


def _digest(source: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while block := source.read(CHUNK):
        digest.update(block)
    return digest.hexdigest()


@contextmanager
def opened(path: Path) -> Iterator[Reader]:
    """The backup at `path`; `Denied` when there is none or it is not whole."""
    try:
        tar = tarfile.open(path, "r:")  # noqa: SIM115  closed below
    except FileNotFoundError as error:
        raise Denied(f"没有这个备份文件：{path}。") from error
    except (tarfile.TarError, OSError) as error:
        raise Denied(NOT_WHOLE.format(type(error).__name__)) from error
    with tar:
        yield Reader(tar)
