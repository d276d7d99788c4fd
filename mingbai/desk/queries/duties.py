"""What a person and the person's units still owe, for the first page."""

from datetime import timedelta
from typing import Any

from mingbai.accounts.models import User
from mingbai.duties import queries
from mingbai.lib import clock
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may_anywhere
from mingbai.organisations.queries import memberships_of, scope_of

SHOWN = 5


def duties_now(user: User) -> dict[str, Any]:
    """The lines this person's own units owe until the month's end, and how all units within reach stand."""
    if not may_anywhere(user, queries.READ):
        return {"owed": [], "owed_count": 0, "reach": None}
    today = clock.today()
    until = (today.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    own = Organisation.objects.filter(pk__in={held.organisation_id for held in memberships_of(user)})
    rows = queries.owed(user, until, own)
    reached = scope_of(user, queries.READ)
    several = reached.all or bool(reached.paths)
    year = queries.of_year(queries.instances(user), today.year)
    return {
        "owed": rows[:SHOWN],
        "owed_count": rows.count(),
        "reach": queries.count(year) if several else None,
    }
