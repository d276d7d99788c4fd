"""How an event's digest is computed."""

from typing import Any

from mingbai.lib import digests

FIELDS = (
    "sequence",
    "verb",
    "actor_id",
    "actor_name",
    "role",
    "organisation_code",
    "subject_type",
    "subject_id",
    "subject_label",
    "before",
    "after",
    "detail",
    "previous",
)


def digest_of(event: Any) -> str:
    """Digest over every column of the event but its own digest; the time as UTC microseconds."""
    values = {name: getattr(event, name) for name in FIELDS}
    values["at"] = round(event.at.timestamp() * 1_000_000)
    return digests.of_value(values)
