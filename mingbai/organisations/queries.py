"""Reading the tree, the names and who holds what."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from mingbai.lib import clock
from mingbai.organisations.authorisation import ACTIONS, roles_for, scope_for
from mingbai.organisations.models import FormerName, Membership, Organisation, SecondFactorDemand
from mingbai.organisations.rules import normal_code, split_list


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
    represented = Membership.objects.filter(
        _within(day),
        stand_in_for=None,
        user=OuterRef("stand_in_for"),
        organisation=OuterRef("organisation"),
        role=OuterRef("role"),
    )
    return Membership.objects.filter(_within(day) & (Q(stand_in_for=None) | Exists(represented)))


def _within(day: date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gte=day))


def memberships_of(user: Any) -> tuple[Membership, ...]:
    """The memberships of `user` that count today, with their organisations.

    Read once per user instance and day; anonymous and inactive people hold none.
    """
    if not getattr(user, "is_active", False) or user.pk is None:
        return ()
    day = clock.today()
    kept = user.__dict__.get("_memberships")
    if kept is None or kept[0] != day:
        kept = user.__dict__["_memberships"] = (day, _memberships_on(day, user))
    return kept[1]


def _memberships_on(day: date, user: Any) -> tuple[Membership, ...]:
    """Every page asks this, and few people stand in for somebody: only they pay for the longer question."""
    rows = Membership.objects.filter(_within(day), user=user).select_related("organisation").order_by("pk")
    if any(row.stand_in_for_id for row in rows):
        rows = rows.filter(pk__in=valid_memberships(day).filter(user=user))
    return tuple(rows)


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
        if "mergers" not in scopes:
            scopes["mergers"] = _mergers()
        scopes[key] = _with_predecessors(_scope(held, action), scopes["mergers"])
    return scopes[key]


def roles_of(user: Any, organisation: Organisation) -> frozenset[str]:
    """The roles `user` holds today in this very organisation."""
    return frozenset(held.role for held in memberships_of(user) if held.organisation_id == organisation.pk)


def acting_role(user: Any, action: str, organisation: Organisation | None) -> str:
    """The role on which `user` does `action` there, for the trail; "" when none allows it."""
    for membership in memberships_of(user):
        reach = _with_predecessors(_scope((membership,), action), _mergers())
        if reach.all or (organisation is not None and reach.contains(organisation)):
            return membership.role
    return ""


def nearest_holders(organisation: Organisation, role: str) -> tuple[Membership, ...]:
    """Who holds `role` today in the organisation or, when nobody does, in the nearest body above it.

    For queues and notices: a village without a checker is handled by its township, not by the county.
    """
    paths = [organisation.path[:end] for end in range(len(organisation.path), 0, -Organisation.steplen)]
    held = valid_memberships(clock.today()).filter(
        role=role, organisation__path__in=paths, user__is_active=True
    )
    found = list(held.select_related("user", "organisation").order_by("-organisation__depth", "pk"))
    return tuple(row for row in found if row.organisation_id == found[0].organisation_id)


def nearest_with(action: str, organisation: Organisation) -> list[Any]:
    """Users who may do `action` there today, those only whose own place is nearest to it in the tree."""
    paths = [organisation.path[:end] for end in range(len(organisation.path), 0, -Organisation.steplen)]
    held = valid_memberships(clock.today()).filter(
        role__in=roles_for(action), organisation__path__in=paths, user__is_active=True
    )
    rows = [row for row in held.select_related("user", "organisation") if reaches(row, action, organisation)]
    nearest = max((row.organisation.depth for row in rows), default=0)
    return list({row.user_id: row.user for row in rows if row.organisation.depth == nearest}.values())


def reaches(held: Membership, action: str, organisation: Organisation) -> bool:
    """Whether that membership lets its holder do `action` in the organisation."""
    scope = _scope((held,), action)
    return scope.all or scope.contains(organisation)


def tree(on: date | None = None) -> tuple[Organisation, ...]:
    """All organisations depth first, siblings by order and name; with `on` only those existing that day.

    `depth` of each is 1 for the root. One query.
    """
    rows = Organisation.objects.all() if on is None else Organisation.objects.filter(existing(on))
    below: dict[str, list[Organisation]] = defaultdict(list)
    for row in rows:
        below[row.path[: -Organisation.steplen]].append(row)
    return tuple(_depth_first(below, ""))


def _depth_first(below: dict[str, list[Organisation]], path: str) -> list[Organisation]:
    found = []
    for row in sorted(below[path], key=lambda one: (one.order, one.name)):
        found += [row, *_depth_first(below, row.path)]
    return found


def existing(on: date) -> Q:
    """Condition on organisations: founded by that day and not yet ended (the last day still counts)."""
    founded = Q(valid_from=None) | Q(valid_from__lte=on)
    return founded & (Q(valid_to=None) | Q(valid_to__gte=on))


def by_code(code: str) -> Organisation | None:
    """The organisation with that code, however it is typed."""
    return Organisation.objects.filter(code=normal_code(code)).first()


def find_by_name(text: str) -> tuple[Organisation, ...]:
    """Organisations that bear or bore exactly that name: by full name first, then short, then former.

    Several villages may share a short name; the caller decides. Spaces are ignored.
    """
    name = "".join(text.split())
    if not name:
        return ()
    rows = tree()
    former = set(FormerName.objects.filter(name=name).values_list("organisation_id", flat=True))
    ranked = (
        [row for row in rows if row.name == name],
        [row for row in rows if name in row.short_names],
        [row for row in rows if row.pk in former],
    )
    return tuple({row.pk: row for group in ranked for row in group}.values())


@dataclass(frozen=True)
class Former:
    """A name that is out of use: last day, and the name to write instead ("" when there is none)."""

    name: str
    until: date
    now: str


@dataclass(frozen=True)
class NamesForChecks:
    """What wording and personal-data checks need to know about organisations."""

    names: tuple[str, ...]
    short_names: tuple[str, ...]
    former: tuple[Former, ...]
    telephones: tuple[str, ...]


def names_for_checks() -> NamesForChecks:
    """Names, short names and telephones of organisations existing today; former names of all.

    The name of an organisation that ended counts as a former name of the one that took over.
    """
    day = clock.today()
    rows = {row.pk: row for row in Organisation.objects.all()}
    current = [row for row in rows.values() if row.valid_to is None or row.valid_to >= day]
    former = [
        Former(old.name, old.until, _present_name(rows[old.organisation_id], rows, day))
        for old in FormerName.objects.order_by("pk")
    ]
    former += [
        Former(row.name, row.valid_to, _present_name(row, rows, day))
        for row in rows.values()
        if row.valid_to is not None and row.valid_to < day
    ]
    return NamesForChecks(
        names=tuple(row.name for row in current),
        short_names=tuple(dict.fromkeys(name for row in current for name in row.short_names)),
        former=tuple(former),
        telephones=tuple(dict.fromkeys(one for row in current for one in split_list(row.telephone))),
    )


def _present_name(row: Organisation, rows: dict[int, Organisation], day: date) -> str:
    while row.valid_to is not None and row.valid_to < day:
        if row.merged_into_id is None:
            return ""
        row = rows[row.merged_into_id]
    return row.name


def second_factor_reason(user: Any) -> str | None:
    """Why this person's roles demand a second factor today, in Chinese; None when they do not."""
    held = {membership.role: membership.get_role_display() for membership in memberships_of(user)}
    if not held:
        return None
    demands = SecondFactorDemand.objects.filter(role__in=held, since__lte=clock.today())
    roles = "、".join(f"“{held[demand.role]}”" for demand in demands.order_by("pk"))
    return f"安全管理员要求{roles}登录时使用两步验证。" if roles else None


def _scope(held: tuple[Membership, ...], action: str) -> Scope:
    reach = [(scope_for(membership.role, action), membership.organisation) for membership in held]
    if any(scope == "all" for scope, _ in reach):
        return Scope(all=True)
    return Scope(
        paths=tuple(sorted({place.path for scope, place in reach if scope == "own_and_below"})),
        ids=tuple(sorted({place.pk for scope, place in reach if scope == "own"})),
    )


def _with_predecessors(scope: Scope, pairs: list[tuple[int, int, str]]) -> Scope:
    if scope.all or not scope:
        return scope
    ids, paths = set(scope.ids), scope.paths
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
