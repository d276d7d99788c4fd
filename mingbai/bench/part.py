"""One benchmark in this process: prints its figures as JSON."""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingbai.settings")
django.setup()

from mingbai.bench import accounting, answering, checking, planning, publishing, reading, searching  # noqa: E402 - after Django is set up


def main(part: str) -> None:
    large = os.environ.get("MINGBAI_BENCH_LARGE") == "1"
    figures = {
        "reading": reading.measure,
        "checking": checking.measure,
        "planning": planning.measure,
        "publishing": publishing.measure,
        "accounting": accounting.measure,
        "answering": answering.measure,
        "searching": lambda: searching.measure(large=large),
    }[part]()
    print(json.dumps(figures, ensure_ascii=False))


main(sys.argv[1])
