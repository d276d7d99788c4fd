"""What texts are made of, and which were made of a record."""

from django.conf import settings
from django.db.models import QuerySet

from mingbai.accounts.models import User
from mingbai.channels.models import Rendering
from mingbai.channels.rules.short import code_of
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import with_page
from mingbai.documents.official.blocks import blocks_of
from mingbai.organisations.queries import scope_of
from mingbai.outbox.rules.texts import Facts, body_of
from mingbai.outbox.values import KIND_OF

READ = "posting.read"


def facts_of(information: Information, note: str = "") -> Facts:
    """What texts are made of: the row of a live record holds what the public sees."""
    place = information.organisation
    return Facts(
        title=information.title,
        issuer=information.issuer_name or place.name,
        body=body_of(blocks_of(information.body)),
        address=address_of(information),
        telephone=place.telephone,
        note=note,
    )


def address_of(information: Information) -> str:
    """The short address, which survives corrections and explains a withdrawal."""
    return f"{settings.MINGBAI_BASE_URL.rstrip('/')}/q/{code_of(information.pk)}/"


def renderings_of(information: Information) -> dict[str, list[Rendering]]:
    """The texts made of the record for accounts and groups, newest first, by kind."""
    kinds = list(KIND_OF.values())
    rows = Rendering.objects.filter(information=information, kind__in=kinds)
    found: dict[str, list[Rendering]] = {kind: [] for kind in kinds}
    for row in rows.select_related("information", "made_by", "confirmed_by"):
        found[row.kind].append(row)
    return found


def text_rows(user: User) -> QuerySet[Rendering]:
    rows = Rendering.objects.filter(kind__in=list(KIND_OF.values()))
    return scope_of(user, READ).filter(
        rows.select_related("information__organisation", "made_by", "confirmed_by"),
        "information__organisation",
    )


def records_within(user: User) -> QuerySet[Information]:
    return scope_of(user, READ).filter(with_page())
