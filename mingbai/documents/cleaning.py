"""PLACEHOLDER so that other apps can be imported; to be replaced by the real cleaning (documents task)."""

from dataclasses import dataclass

from mingbai.documents.document import Notice


@dataclass(frozen=True)
class CleanCopy:
    data: bytes
    filename: str
    removed: tuple[Notice, ...] = ()


def clean(data: bytes, filename: str) -> CleanCopy:
    return CleanCopy(data, filename)
