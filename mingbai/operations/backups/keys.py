"""The keys of an installation. A backup holds them only when asked for.

What applicants entrusted to the office is sealed in database and files. With the keys in the same file,
whoever finds it reads everything; without them nobody does, the office included. So they are left out
unless `--with-keys` says otherwise, and have to be kept in another place.
"""

import hashlib
import json
from pathlib import Path

from django.conf import settings

MEMBER = "keys/keys.json"


def fingerprints() -> dict[str, list[str]]:
    """Which keys are in use, without telling them: they are long and random."""
    return {name: [_fingerprint(one) for one in values] for name, values in _keys().items()}


def _keys() -> dict[str, list[str]]:
    return {
        "foi": [one.strip() for one in settings.FOI_KEYS],
        "secret": [settings.SECRET_KEY],
        "log": [one.strip() for one in settings.LOG_KEYS],
    }


def _fingerprint(key: str) -> str:
    return hashlib.sha256(f"mingbai key {key}".encode()).hexdigest()[:16]


def packed() -> bytes:
    return json.dumps(_keys()).encode()


def missing(needed: dict[str, list[str]]) -> list[str]:
    """Which of the kinds of keys that a backup was made with are not all here."""
    here = fingerprints()
    return [name for name, wanted in needed.items() if set(wanted) - set(here.get(name, []))]


def laid_aside(data: bytes) -> Path:
    """Write the keys of a backup beside the data, as lines for the settings; they are not put to use."""
    keys = json.loads(data)
    path = Path(settings.DATA_DIR) / "restored_keys.env"
    path.touch(mode=0o600)
    path.chmod(0o600)
    lines = [f"FOI_KEYS={','.join(keys['foi'])}", f"SECRET_KEY={keys['secret'][0]}"]
    # Backups made before there was a log have none.
    lines += [f"LOG_KEYS={','.join(keys['log'])}"] if keys.get("log") else []
    path.write_text("\n".join(lines) + "\n")
    return path
