"""Files with their sums, in a ZIP that is the same every time it is made of the same files."""

import io
import zipfile
from datetime import datetime

from mingbai.lib import digests
from mingbai.lib.clock import CHINA

SUMS = "SHA256SUMS"


def with_sums(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files and, as `sha256sum -c` reads it, the list of their digests."""
    lines = (f"{digests.of_bytes(files[name])}  {name}\n" for name in sorted(files))
    return files | {SUMS: "".join(lines).encode()}


def packed(files: dict[str, bytes], moment: datetime) -> bytes:
    stamp = moment.astimezone(CHINA).timetuple()[:6]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, stamp)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, files[name])
    return out.getvalue()
