"""One benchmark in this process: prints its figures as JSON."""

import json
import os
import sys
from importlib import import_module

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingbai.settings")
django.setup()

TAKES_SIZE = {"searching", "finding"}


def main(part: str) -> None:
    measure = import_module(f"mingbai.bench.{part}").measure  # after Django is set up
    options = {"large": os.environ.get("MINGBAI_BENCH_LARGE") == "1"} if part in TAKES_SIZE else {}
    print(json.dumps(measure(**options), ensure_ascii=False))


main(sys.argv[1])
