"""Records in the log, signed, and a site that keeps its pages."""

import pytest
from django.conf import settings

from mingbai.transparency import actions as log
from tests.conftest import again
from tests.conftest import cast_again as cast
from tests.portal.conftest import office, visitor

__all__ = ["cast", "office", "visitor"]


@pytest.fixture
def kept(tmp_path, files_in_a_temporary_folder):
    settings.STORED_PAGES = str(tmp_path / "pages")
    yield
    settings.STORED_PAGES = ""


@pytest.fixture(scope="module")
def shared_record(shared_notice):
    log.make_checkpoint()
    return shared_notice


@pytest.fixture
def published(shared_record, db):
    """A record that is public and stands in a signed log."""
    return again(shared_record)
