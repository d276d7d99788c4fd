"""The demonstration county as a running site: kept pages, the application on a port, nginx before it."""

import io
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from django.conf import settings
from django.core.management import call_command

from mingbai.disclosures.queries import listed
from mingbai.stored import actions, addresses


def prepared() -> list[str]:
    """Load the county, keep its pages; addresses of a few kinds of page, a record first."""
    call_command("demo", stdout=io.StringIO())
    call_command("collectstatic", interactive=False, verbosity=0)
    actions.build(addresses.every())
    record = listed().exclude(body="").order_by("pk").first()
    if record is None:
        raise RuntimeError("The demonstration has no public record.")
    return [record.get_absolute_url(), "/", "/list/", f"/organisations/{record.organisation.slug}/"]


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@contextmanager
def application(kept: bool) -> Iterator[str]:
    """One worker with one thread; its address. With `kept` it hands out kept pages."""
    with _application(kept) as (_, address):
        yield address


@contextmanager
def killable_application() -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """The same with its process, which leads a group of its own."""
    with _application(kept=True) as started:
        yield started


@contextmanager
def _application(kept: bool) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    port = free_port()
    environ = os.environ | {"STORED_PAGES": settings.STORED_PAGES if kept else ""}
    command = [sys.executable, "-m", "gunicorn", "mingbai.wsgi", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", "1", "--threads", "1", "--log-level", "error"]
    with running(command, environ) as process:
        yield process, wait_for(f"http://127.0.0.1:{port}")


@contextmanager
def nginx(configuration: Path, address: str) -> Iterator[str]:
    """nginx in the foreground with that configuration, until the block ends."""
    command = ["nginx", "-e", "stderr", "-c", str(configuration), "-p", str(configuration.parent)]
    with running([*command, "-g", "daemon off;"], dict(os.environ)):
        yield wait_for(address)


@contextmanager
def running(command: list[str], environ: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, env=environ, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(address: str) -> str:
    for _ in range(200):
        try:
            with urlopen(address, timeout=5):
                return address
        except HTTPError:
            return address
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"{address} does not answer")
