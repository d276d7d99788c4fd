"""With REDIS_URL, throttles and locks are shared by every machine instead of living in one process."""

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.redis

WRITE = "from django.core.cache import cache; cache.set('mingbai-test', '明白', 30)"
READ = "from django.core.cache import cache; print(cache.get('mingbai-test'))"


def in_another_process(code: str, tmp_path) -> str:
    environ = {
        **os.environ,
        "REDIS_URL": os.environ["TEST_REDIS_URL"],
        "DJANGO_SETTINGS_MODULE": "mingbai.settings",
        "MINGBAI_DATA": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup(); {code}"],
        env=environ,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_what_one_process_notes_another_knows(tmp_path):
    in_another_process(WRITE, tmp_path)
    assert in_another_process(READ, tmp_path) == "明白"
