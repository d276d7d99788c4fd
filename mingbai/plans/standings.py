"""How the work on confirmed tasks stands, as an app above tells it.

The ledger registers itself when it is loaded; without it the pages show no such column.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from mingbai.accounts.models import User
from mingbai.plans.models import PlanTask


@dataclass(frozen=True)
class Standing:
    """`label` in words; `kind` is a class of the tags (done, late, in_review or ""); `url` opens the list."""

    label: str
    kind: str = ""
    url: str = ""


Source = Callable[[User, Collection[PlanTask]], Mapping[int, Standing]]
_sources: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """`source` gives standings by task number, for those of the tasks that it knows."""
    _sources[name] = source


def of_tasks(user: User, tasks: Collection[PlanTask]) -> dict[int, Standing]:
    found: dict[int, Standing] = {}
    for source in _sources.values():
        found.update(source(user, tasks))
    return found
