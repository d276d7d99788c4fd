"""Reading the tree, the names and who holds what."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from mingbai.lib import clock
from mingbai.organisations.authorisation import ACTIONS, scope_for
from mingbai.organisations.models import Membership, Organisation


@dataclass(frozen=True)
class Scope:
    """The organisations an action reaches: all, those below a path, and single ones by id.

    Paths are treebeard paths and include the organisation itself. Organisations that were merged
    into one of these are listed too: whoever took over looks after their records.
    """

    all: bool = False
    paths: tuple[str, ...] = ()
    ids: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.all or self.paths or self.ids)

    def contains(self, organisation: Organisation) -> bool:
        return self.all or organisation.pk in self.ids or organisation.path.startswith(self.paths)

    def filter(self, queryset: QuerySet[Any], field: str = "organisation") -> QuerySet[Any]:
        """The rows whose `field` (a lookup path; "" when rows are organisations) lies within."""
        if self.all:
            return queryset
        if not self:
            return queryset.none()
        if not field:
            return queryset.filter(self._condition())
        within = Organisation.objects.filter(self._condition()).values("pk")
        return queryset.filter(**{f"{field}__in": within})

    def _condition(self) -> Q:
        condition = Q(pk__in=self.ids)
        for path in self.paths:
            condition |= Q(path__startswith=path)
        return condition


def valid_memberships(day: date) -> QuerySet[Membership]:
    """Memberships that count on `day` (last day included).

    A stand-in counts only while the person represented holds the same role there.
    """
    within = Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gte=day))
    represented = Membership.objects.filter(
        within,
        stand_in_for=None,
        user=OuterRef("stand_in_for"),
        organisation=OuterRef("organisation"),
        role=OuterRef("role"),
    )
    return Membership.objects.filter(within & (Q(stand_in_for=None) | Exists(represented)))


def memberships_of(user: Any) -> tuple[Membership, ...]:
    """The memberships of `user` that count today, with their organisations.

    Read once per user instance and day; anonymous and inactive people hold none.
    """
    if not getattr(user, "is_active", False) or user.pk is None:
        return ()
    day = clock.today()
    kept = user.__dict__.get("_memberships")
    if kept is None or kept[0] != day:
        rows = valid_memberships(day).filter(user=user).select_related("organisation").order_by("pk")
        kept = user.__dict__["_memberships"] = (day, tuple(rows))
    return kept[1]


def forget(user: Any) -> None:
    """Drop what was read for this user instance; for actions that have just changed it."""
    user.__dict__.pop("_memberships", None)
    user.__dict__.pop("_scopes", None)


def scope_of(user: Any, action: str) -> Scope:
    """The organisations in which `user` may do `action`; KeyError for an unknown action."""
    ACTIONS[action]
    held = memberships_of(user)
    scopes = user.__dict__.setdefault("_scopes", {}) if held else {}
    key = (action, clock.today())
    if key not in scopes:
        scopes[key] = _with_predecessors(_scope(held, action))
    return scopes[key]


def roles_of(user: Any, organisation: Organisation) -> frozenset[str]:
    """The roles `user` holds today in this very organisation."""
    return frozenset(held.role for held in memberships_of(user) if held.organisation_id == organisation.pk)


def _scope(held: tuple[Membership, ...], action: str) -> Scope:
    reach = [(scope_for(membership.role, action), membership.organisation) for membership in held]
    if any(scope == "all" for scope, _ in reach):
        return Scope(all=True)
    return Scope(
        paths=tuple(sorted({place.path for scope, place in reach if scope == "own_and_below"})),
        ids=tuple(sorted({place.pk for scope, place in reach if scope == "own"})),
    )


def _with_predecessors(scope: Scope) -> Scope:
    if scope.all or not scope:
        return scope
    ids, paths = set(scope.ids), scope.paths
    pairs = _mergers()
    while found := {
        source
        for source, into, path in pairs
        if source not in ids and (into in ids or path.startswith(paths))
    }:
        ids |= found
    return Scope(paths=paths, ids=tuple(sorted(ids)))


def _mergers() -> list[tuple[int, int, str]]:
    merged = Organisation.objects.filter(merged_into__isnull=False)
    return list(merged.values_list("pk", "merged_into_id", F("merged_into__path")))
