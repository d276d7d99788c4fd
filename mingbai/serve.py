"""`make run`: the web server, the sweep of each minute and the maker of pages, until Ctrl-C."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time


def is_free(address: str, port: int) -> bool:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((address, port))
        except OSError:
            return False
    return True


def main() -> int:
    parser = argparse.ArgumentParser(prog="mingbai.serve")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--address", default="127.0.0.1")
    parser.add_argument("--check", action="store_true", help="only look whether the port is free")
    options = parser.parse_args()
    if not is_free(options.address, options.port):
        print(f"端口 {options.port} 已有别的程序在用。请换一个，例如：make run PORT={options.port + 1}")  # noqa: T201
        return 1
    if options.check:
        return 0
    python = [sys.executable, "-m"]
    server = [*python, "gunicorn", "mingbai.wsgi", "--bind", f"{options.address}:{options.port}"]
    server += [
        "--workers",
        str(min(4, (os.cpu_count() or 1) + 1)),
        "--threads",
        "4",
        "--log-level",
        "warning",
    ]
    # The processes put their figures for /metrics together here.
    figures = tempfile.TemporaryDirectory(prefix="mingbai-figures-")
    environment = {"PROMETHEUS_MULTIPROC_DIR": figures.name, **os.environ}
    # Ended by another program, it ends its children too, as with Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    programs = [server, [*python, "mingbai", "sweep", "--every", "60"]]
    if os.environ.get("STORED_PAGES") != "":
        programs.append([*python, "mingbai", "pages", "--every", "1"])
    children = [subprocess.Popen(one, env=environment) for one in programs]  # noqa: S603  our own
    try:
        while all(child.poll() is None for child in children):
            time.sleep(0.5)
    except KeyboardInterrupt:
        pass
    finally:
        for child in children:
            child.terminate()
        for child in children:
            child.wait(timeout=20)
        figures.cleanup()
    return next((child.returncode for child in children if child.returncode > 0), 0)


if __name__ == "__main__":
    sys.exit(main())
