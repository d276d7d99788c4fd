"""Records in the log, signed, and a site that keeps its pages."""

import pytest
from django.conf import settings

from mingbai.transparency import actions as log
from tests.portal.conftest import office, visitor

__all__ = ["office", "visitor"]


@pytest.fixture
def kept(tmp_path, files_in_a_temporary_folder):
    settings.STORED_PAGES = str(tmp_path / "pages")
    yield
    settings.STORED_PAGES = ""


@pytest.fixture
def published(office):
    """A record that is public and stands in a signed log."""
    record = office.published()
    log.make_checkpoint()
    return record
