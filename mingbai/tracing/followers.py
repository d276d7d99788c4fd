"""What the verbs of a record become in the log; only what is, or was, for everybody."""

from typing import Any

from mingbai.channels.models import Posting
from mingbai.disclosures.models import Audience, Information, Openness
from mingbai.ledger.models import Event
from mingbai.stored.actions import touch
from mingbai.tracing.rules.wording import ENDS
from mingbai.transparency import leaves, queries
from mingbai.transparency.models import Leaf

PUBLISHING = {
    "record.publish": "publish",
    "record.publish_urgent": "publish",
    "record.correct": "correct",
    "record.republish": "republish",
}
AFTERWARDS = {
    "record.withdraw": "withdraw",
    "record.remove": "remove",
    "record.merge": "merge",
    "record.validity": "validity",
}


def register() -> None:
    for verb in PUBLISHING:
        leaves.register(verb, of_publishing)
    for verb in AFTERWARDS:
        leaves.register(verb, of_change)
    leaves.register("posting.take_down", of_posting_end)
    leaves.watch("tracing", follow)


def of_publishing(event: Event, record: Information) -> dict[str, Any] | None:
    """A text that is no longer for everybody after its correction is closed, if it ever was."""
    if is_public(record):
        return facts_of(record, PUBLISHING[event.verb])
    known = queries.leaves_of(record.index_number)
    return facts_of(record, "close") if known and known[-1].kind not in ENDS else None


def of_change(event: Event, record: Information) -> dict[str, Any] | None:
    row = Information.objects.select_related("organisation", "merged_into").get(pk=record.pk)
    if not is_public(row):
        return None
    kind = AFTERWARDS[event.verb]
    facts = facts_of(row, kind)
    if kind == "withdraw":
        facts["version"] += 1  # the version that says so is made after the event
    if kind == "merge" and row.merged_into is not None:
        facts["into"] = row.merged_into.index_number
    return facts


def of_posting_end(event: Event, posting: Posting) -> dict[str, Any]:
    """Which text came down where: only what anybody could see there."""
    facts: dict[str, Any] = {
        "kind": "posting_end",
        "index": posting.information.index_number,
        "organisation": posting.organisation.code,
        "version": posting.version_number,
        "digest": posting.version_digest,
        "channel": posting.channel,
    }
    return facts | ({"place": posting.place.code} if posting.place else {})


def is_public(record: Information) -> bool:
    return (record.audience, record.openness) == (Audience.PUBLIC, Openness.PROACTIVE)


def facts_of(record: Information, kind: str) -> dict[str, Any]:
    return {
        "kind": kind,
        "index": record.index_number,
        "organisation": record.organisation.code,
        "version": record.public_number,
        "digest": record.public_digest,
    }


def follow(leaf: Leaf) -> None:
    """Pages that show the leaves of a record, and those that wait for the next signature."""
    touch(keys=[key_of(leaf.subject), "log/unsigned"])


def key_of(index_number: str) -> str:
    return f"leaves:{index_number}"[:80]
