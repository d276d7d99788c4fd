"""The county's decisions about annual reports."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from mingbai.accounts.models import User
from mingbai.annual.models import Parameter
from mingbai.annual.policies import may_set_parameters
from mingbai.annual.queries.parameters import packaged, parameter
from mingbai.ledger.actions import append
from mingbai.lib import clock
from mingbai.lib.verdict import require


@transaction.atomic
def set_parameters(*, by: User, **values: Any) -> int:
    """Set parameters by their keys (see `data/parameters.json`); how many changed. KeyError for others."""
    require(may_set_parameters(by))
    changed = {key: value for key, value in values.items() if parameter(key) != _plain(key, value)}
    for key, value in changed.items():
        Parameter.objects.update_or_create(
            key=key, defaults={"value": _plain(key, value), "set_by": by, "set_at": clock.now()}
        )
    if changed:
        append(verb="annual.set_parameters", by=by, subject="annual", detail=_told(changed))
    return len(changed)


def _plain(key: str, value: Any) -> Any:
    """Lists in the order in which they were given; what the packaged value is, this is too."""
    return list(value) if isinstance(packaged()[key]["value"], list) else value


def _told(changed: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _plain(key, value) for key, value in changed.items()}
