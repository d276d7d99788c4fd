"""Who answers for open affairs, and where nobody does."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from mingbai.accounts.models import User
from mingbai.lib import clock
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import Scope, existing, scope_of, valid_memberships
from mingbai.registers.models import Contact, LeadingGroup
from mingbai.registers.policies import READ
from mingbai.registers.queries.kinds import setting
from mingbai.registers.rules import rank
from mingbai.registers.states import ContactKind


def readable_contacts(user: User) -> QuerySet[Contact]:
    return scope_of(user, READ).filter(Contact.objects.select_related("organisation", "user"))


def readable_groups(user: User) -> QuerySet[LeadingGroup]:
    return scope_of(user, READ).filter(LeadingGroup.objects.select_related("organisation", "basis_record"))


def holding(on: date) -> Q:
    """Condition on rows with a first and a last day."""
    return Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gte=on))


@dataclass(frozen=True)
class Gap:
    """A unit without somebody it should have.

    `contact` is who stood there and left (account closed, or no work here any more); None when nobody
    was entered at all. `covered_by` is who answers for the unit meanwhile, perhaps of a body above.
    """

    organisation: Organisation
    kind: str
    contact: Contact | None
    covered_by: Contact | None

    @property
    def kind_label(self) -> str:
        return str(ContactKind(self.kind).label)

    @property
    def reason(self) -> str:
        if self.contact is None:
            return f"没有登记{self.kind_label}"
        left = "账号已停用" if self.contact.user and not self.contact.user.is_active else "已不在本县任职"
        return f"{self.contact.name}{left}，请登记接替的{self.kind_label}"

    @property
    def cover(self) -> str:
        return self.covered_by.said_for(self.organisation) if self.covered_by else "上级也没有联络人员"


@dataclass(frozen=True)
class _Posts:
    """The contacts on a day, those that count and those whose person has left, by organisation."""

    valid: dict[int, list[Contact]]
    left: dict[int, list[Contact]]

    def first(self, organisation_id: int, reachable: bool) -> Contact | None:
        """Whom to ask there: somebody with an account before others, who does the work before who answers."""
        found = [one for one in self.valid.get(organisation_id, []) if one.user_id or not reachable]
        return min(found, key=lambda one: (one.user_id is None, rank(one.kind), one.pk), default=None)


def _posts(on: date) -> _Posts:
    rows = Contact.objects.filter(holding(on)).select_related("user", "organisation").order_by("pk")
    working = set(valid_memberships(on).values_list("user_id", flat=True))
    valid: dict[int, list[Contact]] = defaultdict(list)
    left: dict[int, list[Contact]] = defaultdict(list)
    for row in rows:
        gone = row.user is not None and not (row.user.is_active and row.user_id in working)
        (left if gone else valid)[row.organisation_id].append(row)
    return _Posts(dict(valid), dict(left))


def responsible_for(
    organisation: Organisation, on: date | None = None, *, reachable: bool = False
) -> Contact | None:
    """Who answers for the unit on a day (today), of the unit itself or of the nearest body above it.

    `contact.said_for(organisation)` tells in words when it is somebody above; None when nobody at all.
    With `reachable` only people with an account count, as reminders need.
    """
    return responsible_for_many([organisation], on, reachable=reachable)[organisation.pk]


def responsible_for_many(
    organisations: Iterable[Organisation], on: date | None = None, *, reachable: bool = False
) -> dict[int, Contact | None]:
    """`responsible_for` of each, by organisation id, in three queries."""
    asked = list(organisations)
    posts, ids = _posts(on or clock.today()), dict(Organisation.objects.values_list("path", "pk"))
    return {one.pk: _climbed(one.path, posts, ids, reachable) for one in asked}


def _climbed(path: str, posts: _Posts, ids: dict[str, int], reachable: bool = False) -> Contact | None:
    for end in range(len(path), 0, -Organisation.steplen):
        if found := posts.first(ids.get(path[:end], 0), reachable):
            return found
    return None


def gaps(scope: Scope, on: date | None = None) -> list[Gap]:
    """What is missing in the units within `scope` that exist that day, in the tree's order. Five queries.

    Which kinds a unit should have depends on its own kind (setting `contacts_needed`).
    """
    day = on or clock.today()
    places = scope.filter(Organisation.objects.filter(existing(day)).order_by("path"), "")
    posts, ids = _posts(day), dict(Organisation.objects.values_list("path", "pk"))
    needed = setting("contacts_needed", day)
    return [gap for place in places for gap in _gaps_of(place, needed.get(place.kind, []), posts, ids)]


def _gaps_of(place: Organisation, needed: Collection[str], posts: _Posts, ids: dict[str, int]) -> list[Gap]:
    have = {one.kind for one in posts.valid.get(place.pk, [])}
    gone = {one.kind: one for one in posts.left.get(place.pk, [])}
    wanted = [kind for kind in ContactKind.values if kind not in have and (kind in needed or kind in gone)]
    return [Gap(place, kind, gone.get(kind), _climbed(place.path, posts, ids)) for kind in wanted]
