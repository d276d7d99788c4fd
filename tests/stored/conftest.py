"""Kept pages switched on, in a folder of their own."""

import pytest
from django.conf import settings

from mingbai.stored import store


@pytest.fixture(autouse=True)
def pages(tmp_path, files_in_a_temporary_folder):
    settings.STORED_PAGES = str(tmp_path / "pages")
    yield store.root()
    settings.STORED_PAGES = ""


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Run in here what waits for the commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
