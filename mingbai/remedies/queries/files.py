"""Where the papers of cases lie."""

from collections.abc import Iterator

from django.db.models.fields.files import FieldFile

from mingbai.remedies.models import CaseFile


def sealed_files() -> Iterator[FieldFile]:
    """Every kept paper, for `foi.actions.resealing`."""
    for row in CaseFile.objects.filter(dropped_at=None).iterator():
        yield row.file
