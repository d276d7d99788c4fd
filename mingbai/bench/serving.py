"""Requests per second: kept pages through nginx and through the application, beside a plain static file.

Needs nginx and wrk. Rounds alternate, so that whatever else the machine does meets all of them.
"""

import io
import os
import re
import shutil
import signal
import statistics
import subprocess
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.core.management import call_command

from mingbai.bench import site
from mingbai.stored import store

ROUNDS = 3
SECONDS = 4
GOAL = 0.9  # of a plain static file of the same size, through nginx
# What an ordinary user needs around a configuration to run nginx with it.
WHOLE = """
worker_processes 1;
pid {folder}/{name}.pid;
events {{ worker_connections 1024; }}
http {{
    client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
    uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    sendfile on; tcp_nopush on;
    keepalive_requests 100000;
    {inside}
}}
"""
PLAIN = """
    access_log off;
    types {{ text/html html; }}
    server {{ listen 127.0.0.1:{port}; root {folder}/plain; }}
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
        killed = _killed_under_load(folder, record)
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
        "application_killed_under_load": killed,
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
    (folder / "plain").mkdir()
    (folder / "plain" / "page.html").write_bytes(_content(record))
    port = site.free_port()
    plain = _nginx(stack, folder, "plain", port, PLAIN.format(folder=folder, port=port))
    port = site.free_port()
    front = _nginx(stack, folder, "site", port, _shipped(kept, port))
    return {
        "nginx_static_file": f"{plain}/page.html",
        "nginx_kept_page": front + record,
        "application_kept_page": kept + record,
        "application_uncached": uncached + record,
    }


def _nginx(stack: ExitStack, folder: Path, name: str, port: int, inside: str) -> str:
    file = folder / f"{name}.conf"
    file.write_text(WHOLE.format(folder=folder, name=name, inside=inside))
    return stack.enter_context(site.nginx(file, f"http://127.0.0.1:{port}"))


def _shipped(application: str, port: int) -> str:
    """The configuration that the product writes for its site."""
    out = io.StringIO()
    facts = ["--listen", f"127.0.0.1:{port}", "--app", application.removeprefix("http://")]
    call_command("nginx", "--domain", "localhost", "--access-log", "off", *facts, stdout=out)
    return out.getvalue()


def _killed_under_load(folder: Path, record: str) -> dict[str, int]:
    """Reads of a kept page, and failed ones, while the application behind nginx is killed after a second."""
    with ExitStack() as stack:
        process, address = stack.enter_context(site.killable_application())
        port = site.free_port()
        front = _nginx(stack, folder, "killed", port, _shipped(address, port))
        load = subprocess.Popen(_wrk(front + record), stdout=subprocess.PIPE, text=True)
        time.sleep(1)
        os.killpg(process.pid, signal.SIGKILL)
        told = load.communicate()[0]
    reads = re.search(r"(\d+) requests in", told)
    failed = [int(number) for number in re.findall(r"(?:connect|read|write|timeout|responses:) (\d+)", told)]
    return {"reads": int(reads[1]) if reads else 0, "failed": sum(failed)}


def _wrk(address: str) -> list[str]:
    return ["wrk", "-t1", "-c16", f"-d{SECONDS}s", "-H", "Host: localhost", address]


def _rate(address: str) -> float:
    told = subprocess.run(_wrk(address), capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in told:
        raise RuntimeError(f"{address} answered with errors: {told}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", told)
    return float(found[1]) if found else 0.0
