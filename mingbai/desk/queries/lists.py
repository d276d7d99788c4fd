"""Lists of records, and the organisations a person reaches."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from mingbai.accounts.models import User
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import readable_by
from mingbai.disclosures.states import Stage, Status
from mingbai.lib import clock
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import scope_of, tree
from mingbai.search.queries import MOST_HITS, Query, search

MOST_FOUND = 500


def filtered(
    user: User, *, state: str, organisation: Organisation | None, own: bool
) -> QuerySet[Information]:
    """The records a person may read, newest change first. `state`: a stage or a status, or ""."""
    rows = readable_by(user).order_by("-edited_at", "-pk")
    if state in Stage.values:
        rows = rows.filter(stage=state)
    elif state in Status.values:
        rows = rows.filter(status=state)
    else:
        rows = rows.exclude(stage=Stage.DISCARDED)
    if organisation is not None:
        rows = rows.filter(organisation__path__startswith=organisation.path)
    if own:
        rows = rows.filter(Q(drafted_by=user) | Q(last_edited_by=user))
    return rows


def found_for(user: User, typed: str, rows: QuerySet[Information]) -> list[Information]:
    """Those of `rows` that hold the words, best first; at most MOST_FOUND hits are looked at.

    The index knows places in the tree; whether the very organisation is within the person's
    reach is asked of `rows`, so that nothing outside it shows in the list or in a count.
    """
    scope = scope_of(user, "search.staff")
    ids: list[int] = []
    for offset in range(0, MOST_FOUND, MOST_HITS):
        result = search(
            Query(
                book="staff",
                words=typed,
                organisation_paths=None if scope.all else reach(user, "search.staff"),
                offset=offset,
                limit=MOST_HITS,
            )
        )
        ids += [hit.record_id for hit in result.hits]
        if len(result.hits) < MOST_HITS:
            break
    found = rows.filter(scope_condition(user, "search.staff")).in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


def reach(user: User, action: str) -> tuple[str, ...]:
    """The tree paths at or below which the action reaches."""
    scope = scope_of(user, action)
    own = Organisation.objects.filter(pk__in=scope.ids).values_list("path", flat=True)
    return tuple(sorted({*scope.paths, *own}))


def scope_condition(user: User, action: str, field: str = "organisation") -> Q:
    return Q(**{f"{field}__in": organisations_of(user, action).values("pk")})


def organisations_of(user: User, action: str) -> QuerySet[Organisation]:
    """The organisations in which this person may do the action, in the tree's order."""
    return scope_of(user, action).filter(Organisation.objects.order_by("path"), "")


def indented(organisations: Iterable[Organisation]) -> list[tuple[int, str]]:
    """(id, name set in by depth) for a select box, in the order of the shown tree."""
    wanted = {one.pk for one in organisations}
    rows = [row for row in tree() if row.pk in wanted]
    top = min((row.depth for row in rows), default=1)
    return [(row.pk, "　" * (row.depth - top) + _named(row)) for row in rows]


def _named(row: Organisation) -> str:
    return f"{row.name}（已撤销）" if row.valid_to and row.valid_to < clock.today() else row.name


def related_choices(user: User, typed: str, exclude: Information) -> list[Information]:
    """Published texts within this person's reach that hold the words; for links and merging."""
    rows = readable_by(user).filter(status=Status.PUBLISHED).exclude(pk=exclude.pk)
    return found_for(user, typed, rows)[:30] if typed.strip() else []
