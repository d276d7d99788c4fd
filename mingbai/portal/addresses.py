"""The portal's addresses that can be kept: texts with their versions and files, promises, written pages."""

from collections.abc import Iterator

from django.urls import reverse

from mingbai.disclosures.models import Attachment, AttachmentState, Version
from mingbai.disclosures.queries import listed
from mingbai.portal.models import EditorialPage
from mingbai.promises.queries import public_promises

ALONE = ("home", "about", "help", "closed", "public_promises", "apply")
CHUNK = 2_000


def every_address() -> Iterator[str]:
    """Read lazily: there may be hundreds of thousands. What cannot be kept after all is passed by."""
    yield from (reverse(name) for name in ALONE)
    yield from (f"/about/{slug}/" for slug in _written())
    yield from (reverse("public_promise", args=[pk]) for pk in public_promises().values_list("pk", flat=True))
    records = listed().order_by("-pk").values_list("pk", "public_number")
    for pk, number in records.iterator(chunk_size=CHUNK):
        yield reverse("record", args=[pk])
        if number > 1:
            yield reverse("versions", args=[pk])
    yield from _versions()
    yield from _files()


def _written() -> Iterator[str]:
    yield from EditorialPage.objects.live().filter(depth=3).values_list("slug", flat=True)


def _versions() -> Iterator[str]:
    """Of texts that were changed."""
    rows = Version.objects.filter(
        concealed=False, information__in=listed().filter(public_number__gt=1).values("pk")
    )
    for pk, number in rows.values_list("information", "number").iterator(chunk_size=CHUNK):
        yield reverse("version", args=[pk, number])


def _files() -> Iterator[str]:
    rows = Attachment.objects.filter(information__in=listed().values("pk"), state=AttachmentState.CLEAN)
    clean = rows.exclude(public_digest="").values_list("pk", flat=True)
    for pk in clean.iterator(chunk_size=CHUNK):
        yield reverse("file", args=[pk])
