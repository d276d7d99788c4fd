"""Files in an S3-compatible store, failing as files in a folder do."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3Storage


@contextmanager
def _as_files_fail() -> Iterator[None]:
    """Whoever keeps files is ready for OSError, whatever they are kept in."""
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise OSError(f"The object store failed: {type(error).__name__}") from error


class ObjectStore(S3Storage):
    def _open(self, name: str, mode: str = "rb") -> Any:
        with _as_files_fail():
            return super()._open(name, mode)

    def _save(self, name: str, content: Any) -> str:
        with _as_files_fail():
            return str(super()._save(name, content))

    def delete(self, name: str) -> None:
        with _as_files_fail():
            super().delete(name)

    def exists(self, name: str) -> bool:
        with _as_files_fail():
            return bool(super().exists(name))

    def size(self, name: str) -> int:
        with _as_files_fail():
            return int(super().size(name))

    def listdir(self, name: str) -> tuple[list[str], list[str]]:
        with _as_files_fail():
            return super().listdir(name)
