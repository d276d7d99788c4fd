"""Tokens as they are presented, and the rows they open."""

from django.db.models import QuerySet

from mingbai.api.models import Token
from mingbai.catalogue.models import CatalogueItem
from mingbai.catalogue.queries import held
from mingbai.lib import clock


def token_with(digest: str) -> Token | None:
    """The token with that digest that opens today; None for any other."""
    found = Token.objects.select_related("organisation", "drafter").filter(digest=digest).first()
    return found if found is not None and found.is_valid(clock.today()) else None


def usable_rows(token: Token) -> QuerySet[CatalogueItem]:
    """The rows the system may draft for: those named at the token, else the organisation's own list."""
    own = held(token.organisation).values("item")
    rows = CatalogueItem.objects.filter(pk__in=own).select_related("field").order_by("pk")
    named = token.rows.values("pk")
    return rows.filter(pk__in=named) if token.rows.exists() else rows
