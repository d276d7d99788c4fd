"""`make run`: the web server and the sweep of each minute, side by side, until Ctrl-C."""

import argparse
import os
import subprocess
import sys
import time


def main() -> int:
    parser = argparse.ArgumentParser(prog="mingbai.serve")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--address", default="127.0.0.1")
    options = parser.parse_args()
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
    children = [subprocess.Popen(server), subprocess.Popen([*python, "mingbai", "sweep", "--every", "60"])]  # noqa: S603
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
    return next((child.returncode for child in children if child.returncode > 0), 0)


if __name__ == "__main__":
    sys.exit(main())
