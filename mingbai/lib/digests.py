"""SHA-256 digests of bytes and of plain values, as lower-case hex of 64 characters."""

import hashlib
import json
from pathlib import Path
from typing import Any


def of_bytes(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def of_file(path: Path) -> str:
    """Of a file of any size."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def of_value(value: Any) -> str:
    """Digest of a JSON-like value; the order of keys does not matter."""
    return of_bytes(canonical(value).encode())


def canonical(value: Any) -> str:
    """One text for one value: sorted keys, no spaces, dates as ISO 8601."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
