"""Who may open the log and its proofs, for `table.WHO`; nothing is published or signed in this test."""

from mingbai.lib import clock
from mingbai.tracing.models import Witness

_OPEN = "log log_key log_unsigned".split()
_ABSENT = "proof log_checkpoint log_signed log_consistency log_entries log_tile".split()
MANAGE = [f"tracing:{one}" for one in "home add end receipt".split()]


def tracing(everybody: set[str]) -> dict[str, set[str]]:
    return {
        **dict.fromkeys(_OPEN, everybody),
        **dict.fromkeys(_ABSENT, set()),
        **dict.fromkeys(MANAGE, {"county_office"}),
    }


def tracing_arguments(cast) -> dict:
    return {
        "log_signed": {"size": 1},
        "log_consistency": {"first": 1, "second": 2},
        "log_entries": {"name": "000", "width": 1},
        "log_tile": {"level": 0, "name": "000", "width": 1},
        "tracing:end": {"pk": Witness.objects.create(name="县档案馆", added_at=clock.now()).pk},
    }
