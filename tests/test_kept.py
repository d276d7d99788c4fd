"""The database that all tests begin with. Run by itself, this makes it ahead of the others."""

from mingbai.catalogue.models import Theme
from tests import kept


def test_every_test_begins_with_the_packaged_catalogue(db):
    assert Theme.objects.exists()


def test_the_kept_database_has_the_same_name_in_every_process():
    assert kept._key() == kept._key()
