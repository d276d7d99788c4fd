"""Requests per second: kept pages through nginx and through the application, beside a plain static file.

Needs nginx and wrk. Rounds alternate, so that whatever else the machine does meets all of them.
"""

import io
import os
import re
import shutil
import statistics
import subprocess
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.core.management import call_command

from mingbai.bench import site
from mingbai.stored import store

ROUNDS = 3
SECONDS = 4
GOAL = 0.9  # of a plain static file of the same size, through nginx
PLAIN = """
worker_processes 1;
pid {folder}/plain.pid;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
    uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    sendfile on; tcp_nopush on;
    keepalive_requests 100000;
    types {{ text/html html; }}
    server {{ listen 127.0.0.1:{port}; root {folder}/plain; }}
}}
"""


def measure() -> dict[str, Any]:
    missing = [program for program in ("nginx", "wrk") if shutil.which(program) is None]
    if missing:
        return {"skipped": f"not installed: {', '.join(missing)}"}
    record = site.prepared()[0]
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        folder.chmod(0o755)
        addresses = _started(stack, folder, record)
        rates: dict[str, list[float]] = {kind: [] for kind in addresses}
        for _ in range(ROUNDS):
            for kind, address in addresses.items():
                rates[kind].append(_rate(address))
    medians = {kind: round(statistics.median(rounds), 1) for kind, rounds in rates.items()}
    ratio = round(medians["nginx_kept_page"] / medians["nginx_static_file"], 3)
    kept, uncached = medians["application_kept_page"], medians["application_uncached"]
    return {
        "cores": os.cpu_count(),
        "requests_per_second": medians,
        "nginx_kept_to_static_file": ratio,
        "goal": GOAL,
        "reached": ratio >= GOAL,
        "application_kept_to_static_file": round(kept / medians["nginx_static_file"], 3),
        "application_kept_to_uncached": round(kept / uncached, 1),
        "application_uncached_to_static_file": round(uncached / medians["nginx_static_file"], 4),
        "bytes": len(_content(record)),
    }


def _content(path: str) -> bytes:
    kept = store.find(path)
    if kept is None:
        raise RuntimeError(f"{path} is not kept")
    return kept.file.read_bytes()


def _started(stack: ExitStack, folder: Path, record: str) -> dict[str, str]:
    """{what is asked: its address}, each server ready."""
    kept = stack.enter_context(site.application(kept=True))
    uncached = stack.enter_context(site.application(kept=False))
    port = site.free_port()
    (folder / "plain").mkdir()
    (folder / "plain" / "page.html").write_bytes(_content(record))
    (folder / "plain.conf").write_text(PLAIN.format(folder=folder, port=port))
    plain = stack.enter_context(site.nginx(folder / "plain.conf", f"http://127.0.0.1:{port}"))
    (folder / "site.conf").write_text(_configuration(folder, kept, port := site.free_port()))
    front = stack.enter_context(site.nginx(folder / "site.conf", f"http://127.0.0.1:{port}"))
    return {
        "nginx_static_file": f"{plain}/page.html",
        "nginx_kept_page": front + record,
        "application_kept_page": kept + record,
        "application_uncached": uncached + record,
    }


def _configuration(folder: Path, application: str, port: int) -> str:
    """The configuration we ship, whole, for an ordinary user on a port of its own."""
    out = io.StringIO()
    call_command(
        "nginx", "--whole", str(folder), "--listen", f"127.0.0.1:{port}",
        "--app", application.removeprefix("http://"), stdout=out,
    )  # fmt: skip
    return out.getvalue()


def _rate(address: str) -> float:
    command = ["wrk", "-t1", "-c16", f"-d{SECONDS}s", "-H", "Host: localhost", address]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in told:
        raise RuntimeError(f"{address} answered with errors: {told}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", told)
    return float(found[1]) if found else 0.0
