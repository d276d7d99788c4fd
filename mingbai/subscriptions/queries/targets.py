"""What a visitor may be told of, from the address that led here or from a stored subscription."""

from collections.abc import Callable, Mapping

from django.db.models import QuerySet
from django.urls import Resolver404, resolve
from django.utils.http import urlencode

from mingbai.catalogue.models import Field, Theme
from mingbai.columns.queries.belonging import shown
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import is_listed, listed
from mingbai.lib.text import one_line
from mingbai.organisations.models import Organisation
from mingbai.subscriptions.models import Kind, Subscription
from mingbai.subscriptions.values import Target

LONGEST_WORDS = 100
LONGEST_SLUG = 60
PART = {"organisation": Kind.ORGANISATION, "field": Kind.FIELD, "theme": Kind.THEME, "column": Kind.COLUMN}
GIVEN = (*PART, "record", "q")
"""Names in the query of an address that preset what to subscribe to."""

GONE = "（已不再公开的内容）"


def target_of(given: Mapping[str, str]) -> Target | None:
    """What an address's query asks for; None for what does not exist, or not any more."""
    name = next((name for name in GIVEN if given.get(name, "").strip()), None)
    if name is None:
        return None
    typed = one_line(given[name])
    if name == "organisation":
        return _organisation(typed, below=bool(given.get("below")))
    return _OTHERS[name](typed) if typed else None


def _organisation(slug: str, *, below: bool) -> Target | None:
    row = Organisation.objects.filter(slug=slug).first() if len(slug) <= LONGEST_SLUG else None
    return in_organisation(row, below=below) if row else None


def in_organisation(row: Organisation, *, below: bool) -> Target:
    """New texts of an organisation; a leaf of the tree has nothing below it."""
    below = below and not row.is_leaf()
    label = f"{row.name}{'和它下面各单位' if below else ''}的新内容"
    return Target(Kind.ORGANISATION, label, organisation=row, below=below)


def _field(key: str) -> Target | None:
    row = Field.objects.filter(key=key[:LONGEST_SLUG]).first()
    return Target(Kind.FIELD, f"“{row.name}”领域的新内容", key=row.key) if row else None


def _theme(name: str) -> Target | None:
    rows: QuerySet[Theme] = Theme.objects.select_related("parent")
    known = name.isascii() and name.isdigit() and len(name) < 10
    row = rows.filter(pk=int(name)).first() if known else rows.filter(parent=None, name=name).first()
    return Target(Kind.THEME, f"“{row}”主题的新内容", key=str(row.pk)) if row else None


def _column(slug: str) -> Target | None:
    row = shown().filter(slug=slug[:LONGEST_SLUG]).first()
    return Target(Kind.COLUMN, f"“{row.name}”栏目的新内容", key=row.slug) if row else None


def _record(number: str) -> Target | None:
    known = number.isascii() and number.isdigit() and len(number) < 19
    row = listed().filter(pk=int(number)).first() if known else None
    return about_record(row) if row else None


def about_record(row: Information) -> Target:
    """Changes of one text; it is named only while the public may read it."""
    label = f"《{row.title}》的更正、废止、撤回" if is_listed(row) else GONE
    return Target(Kind.RECORD, label, information=row)


def _search(words: str) -> Target | None:
    return Target(Kind.SEARCH, f"含有“{words}”的新内容", key=words) if len(words) <= LONGEST_WORDS else None


_OTHERS: dict[str, Callable[[str], Target | None]] = {
    "field": _field,
    "theme": _theme,
    "column": _column,
    "record": _record,
    "q": _search,
}


def target_of_row(row: Subscription) -> Target:
    """What a stored subscription is about; organisation and record come with it, others by one query."""
    if row.organisation is not None:
        return in_organisation(row.organisation, below=row.below)
    if row.information is not None:
        return about_record(row.information)
    name = "q" if row.kind == Kind.SEARCH else row.kind
    return _OTHERS[name](row.key) or Target(Kind(row.kind), GONE, key=row.key)


def feed_of(target: Target) -> str:
    """The path of the feed with the same texts; "" when this installation has none."""
    path = {
        Kind.ORGANISATION: f"/feed/organisation/{target.organisation.slug}/" if target.organisation else "",
        Kind.FIELD: f"/feed/field/{target.key}/",
        Kind.THEME: f"/feed/theme/{target.key}/",
        Kind.COLUMN: f"/feed/column/{target.key}/",
        Kind.SEARCH: "/feed/search/",
    }.get(target.kind, "")
    try:
        resolve(path or "?")
    except Resolver404:
        return ""
    return f"{path}?{urlencode({'q': target.key})}" if target.kind == Kind.SEARCH else path
