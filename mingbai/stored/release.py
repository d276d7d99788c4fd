"""What pages are made with: digests of the product's code and of each template."""

import hashlib
from functools import cache
from pathlib import Path

import django
import wagtail

ROOT = Path(__file__).resolve().parent.parent
CODE = {".py", ".css", ".js", ".svg"}


@cache
def of_code() -> str:
    """One digest over everything but templates; the same for as long as this process runs."""
    digest = hashlib.sha256(f"{django.__version__} {wagtail.__version__}".encode())
    for path in sorted(ROOT.rglob("*")):
        if path.suffix in CODE and "migrations" not in path.parts:
            digest.update(path.relative_to(ROOT).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


@cache
def of_templates() -> dict[str, str]:
    """{name of a template: digest} of the product's own."""
    found = {}
    for folder in sorted(ROOT.glob("*/templates")):
        for path in sorted(folder.rglob("*.*")):
            found[path.relative_to(folder).as_posix()] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found
