"""Opening zip files from strangers: everything is checked against limits before a byte is unpacked."""

import zipfile
import zlib
from io import BytesIO
from pathlib import PurePosixPath

from mingbai.documents.refusals import Refused

MOST_MEMBERS = 5_000
MOST_BYTES = 400 * 1024 * 1024  # of all members, unpacked
MOST_BYTES_OF_XML = 96 * 1024 * 1024  # of one member
MOST_RATIO = 200  # unpacked : packed
RATIO_MATTERS_FROM = 4 * 1024 * 1024  # small members compress well honestly
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
ENCRYPTED = 0x1


class Archive:
    """A checked zip file; member names compare without regard to case, as Office does."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
            raise Refused("corrupt") from error
        members = self._zip.infolist()
        _check(members)
        self._members = {info.filename.lower(): info for info in members if not info.is_dir()}
        if len(self._members) != sum(not info.is_dir() for info in members):
            raise Refused("corrupt")  # two members of one name: programs would disagree on the content

    def names(self) -> list[str]:
        return [info.filename for info in self._members.values()]

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._members

    def read(self, name: str) -> bytes:
        """The member's bytes; raises KeyError when absent, Refused (corrupt, bomb)."""
        info = self._members[name.lower()]
        try:
            with self._zip.open(info) as stream:
                data = stream.read(info.file_size + 1)
        except (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError, EOFError) as error:
            raise Refused("corrupt") from error
        if len(data) != info.file_size:
            raise Refused("corrupt")
        return data


def _check(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS or sum(info.file_size for info in members) > MOST_BYTES:
        raise Refused("bomb")
    for info in members:
        if info.flag_bits & ENCRYPTED:
            raise Refused("password")
        if info.compress_type not in METHODS or not _stays_inside(info.filename):
            raise Refused("corrupt")
        if info.file_size > RATIO_MATTERS_FROM and info.file_size > MOST_RATIO * max(info.compress_size, 1):
            raise Refused("bomb")
        if info.filename.endswith((".xml", ".rels")) and info.file_size > MOST_BYTES_OF_XML:
            raise Refused("bomb")


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not (path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or "\0" in name)
