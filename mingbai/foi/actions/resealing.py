"""Putting everything that is sealed under the newest key, so that an old key can be given up."""

from collections.abc import Callable, Iterator

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models.fields.files import FieldFile

from mingbai.foi.models import Applicant, Letter, SealedFile
from mingbai.foi.sealing import reseal
from mingbai.ledger.actions import append

_others: dict[str, Callable[[], Iterator[FieldFile]]] = {}
_texts: dict[str, Callable[[], int]] = {}


def register(name: str, files: Callable[[], Iterator[FieldFile]]) -> None:
    """Let `files` name the sealed files that another app keeps; each is the field of a saved row."""
    _others[name] = files


def register_texts(name: str, reseal: Callable[[], int]) -> None:
    """Let `reseal` put the sealed rows of another app under the newest key; it returns how many."""
    _texts[name] = reseal


def reseal_all() -> dict[str, int]:
    """Reseal row by row; how many of each kind. May be run again after an interruption.

    `sealing.Unreadable` at the first thing whose key is missing: what came before is already resealed.
    """
    counts = {"files": 0, "numbers": 0, "letters": 0}
    for file in _files():
        _reseal_file(file)
        counts["files"] += 1
    for person in Applicant.objects.exclude(identity_sealed=b"").iterator():
        Applicant.objects.filter(pk=person.pk).update(identity_sealed=reseal(bytes(person.identity_sealed)))
        counts["numbers"] += 1
    for letter in Letter.objects.exclude(values=b"").iterator():
        Letter.objects.filter(pk=letter.pk).update(values=reseal(bytes(letter.values)))
        counts["letters"] += 1
    counts |= {name: reseal_them() for name, reseal_them in _texts.items()}
    append(verb="foi.reseal", by=None, subject="foi", detail=counts)
    return counts


def _files() -> Iterator[FieldFile]:
    for row in SealedFile.objects.filter(deleted_at=None).iterator():
        yield row.file
    for files in _others.values():
        yield from files()


@transaction.atomic
def _reseal_file(file: FieldFile) -> None:
    """The new file is written before the old one goes, so that an interruption loses nothing."""
    storage, old = file.storage, str(file.name)
    with storage.open(old, "rb") as stored:
        data = reseal(stored.read())
    file.save("sealed", ContentFile(data), save=False)
    file.instance.save(update_fields=[file.field.name])
    transaction.on_commit(lambda: storage.delete(old))
