"""Public copies of files in the public storage, where a web server may hand them out alone."""

from functools import partial

from django.core.files.storage import storages
from django.db import transaction

from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import files_of


def put_out(information: Information) -> None:
    """Copy the stripped files of a text to the public storage and take away those it lost.

    The copy is made before the commit and is harmless if it fails; removal waits for the commit.
    """
    public, listed = storages["public"], files_of(information)
    for file in listed:
        if not public.exists(file.public_path):
            with file.cleaned.open("rb") as content:
                public.save(file.public_path, content)
    lost = information.files.exclude(pk__in=[file.pk for file in listed]).exclude(public_digest="")
    for file in lost:
        transaction.on_commit(partial(public.delete, file.public_path))


def take_in(information: Information) -> None:
    """Remove every public copy of a text's files once the transaction is committed."""
    for file in information.files.exclude(public_digest=""):
        transaction.on_commit(partial(storages["public"].delete, file.public_path))
