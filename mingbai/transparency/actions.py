"""Adding leaves, and signing what the log is."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction

from mingbai.ledger.actions import append as tell
from mingbai.lib import clock, merkle, signed_note
from mingbai.transparency import queries
from mingbai.transparency.models import Checkpoint, Head, Leaf, SigningKey, Tile
from mingbai.transparency.rules import CLOCK_TOLERANCE, leaf_text, time_text

BATCH = 5_000


class Entry(NamedTuple):
    """What is to become a leaf; `subject` is the index number of the record it is about."""

    kind: str
    subject: str
    data: dict[str, Any]


@transaction.atomic
def append(*, kind: str, subject: str, data: dict[str, Any]) -> Leaf:
    """Add one leaf inside the caller's transaction; it is rolled back with it.

    Entries never go back in time: one that comes after a later one gets that one's time, and says so.
    """
    head = _locked_head()
    leaf = _leaf(Entry(kind, subject, data), head.size, head.time)
    growth = _Growth(head)
    growth.add(bytes(leaf.hash))
    leaf.save(force_insert=True)
    growth.write(leaf.time)
    return leaf


def append_many(entries: Iterable[Entry]) -> int:
    """Add many leaves, some thousands in one transaction each; how many they were."""
    count, batch = 0, []
    for entry in entries:
        batch.append(entry)
        if len(batch) == BATCH:
            count += _append_batch(batch)
            batch = []
    return count + (_append_batch(batch) if batch else 0)


@transaction.atomic
def _append_batch(entries: list[Entry]) -> int:
    head = _locked_head()
    growth, time, leaves = _Growth(head), head.time, []
    growth.load_tail()
    for number, entry in enumerate(entries, head.size):
        leaf = _leaf(entry, number, time)
        growth.add(bytes(leaf.hash))
        leaves.append(leaf)
        time = leaf.time
    Leaf.objects.bulk_create(leaves)
    growth.write(time)
    return len(leaves)


def _leaf(entry: Entry, number: int, last: datetime | None) -> Leaf:
    now, data = clock.now(), entry.data
    time = max(now, last) if last else now
    if time - now > CLOCK_TOLERANCE:
        data = {"happened": time_text(now), **data, "backfilled": True}
    text = leaf_text(entry.kind, entry.subject, time, data)
    hash_ = merkle.leaf_hash(text.encode())
    return Leaf(number=number, kind=entry.kind, subject=entry.subject, time=time, data=text, hash=hash_)


def _locked_head() -> Head:
    """The end of the log, held until the transaction ends: no two leaves get one place."""
    head = Head.objects.select_for_update().filter(pk=1).first()
    if head is None:
        Head.objects.get_or_create(pk=1)
        head = Head.objects.select_for_update().get(pk=1)
    return head


class _Growth:
    """The tree while leaves are added: its size and peaks, and the tiles that this completes or lengthens."""

    def __init__(self, head: Head) -> None:
        self.size, self.peaks = head.size, merkle.split(bytes(head.peaks))
        self.tail: bytearray | None = None
        self.recent: list[bytes] = []
        self.tiles: dict[tuple[int, int], bytes] = {}

    def load_tail(self) -> None:
        """Read once the hashes that stand in no tile yet, for many that follow."""
        self.tail = bytearray(queries.loose_hashes(self.size))

    def add(self, hash_: bytes) -> None:
        merkle.add(self.peaks, self.size, hash_)
        self.size += 1
        if self.tail is not None:
            self.tail += hash_
        if self.size % merkle.TILE_WIDTH == 0:
            self._close(hash_)

    def _close(self, last: bytes) -> None:
        number = self.size // merkle.TILE_WIDTH - 1
        full = bytes(self.tail) if self.tail is not None else queries.loose_hashes(self.size - 1) + last
        self.tail = bytearray() if self.tail is not None else None
        level = 0
        while len(full) == merkle.TILE_WIDTH * merkle.SIZE:
            self.tiles[level, number] = full
            level, (number, place) = level + 1, divmod(number, merkle.TILE_WIDTH)
            full = self._begun(level, number, place) + merkle.fold(full)
        self.tiles[level, number] = full

    def _begun(self, level: int, number: int, width: int) -> bytes:
        """What stands in that tile before the next hash comes."""
        if width == 0:
            return b""
        kept = self.tiles.get((level, number))
        return kept if kept is not None else bytes(Tile.objects.get(level=level, number=number).hashes)

    def write(self, time: datetime | None) -> None:
        if self.tiles:
            Tile.objects.bulk_create(
                [
                    Tile(level=level, number=number, hashes=data)
                    for (level, number), data in self.tiles.items()
                ],
                update_conflicts=True,
                unique_fields=["level", "number"],
                update_fields=["hashes"],
            )
        Head.objects.filter(pk=1).update(size=self.size, peaks=b"".join(self.peaks), time=time)


# -- checkpoints --------------------------------------------------------------------------------------------


@transaction.atomic
def enter_keys() -> int:
    """Make the configured keys known, each with a leaf of its own; how many were new.

    So a new key stands in a log that the one before it has signed.
    """
    known = set(SigningKey.objects.values_list("public", flat=True))
    fresh = [one for one in map(public_hex, settings.LOG_KEYS) if one not in known]
    for public in reversed(fresh):
        SigningKey.objects.create(public=public, since=clock.now())
        tell(verb="log.key", by=None, subject="log", after=public)
    return len(fresh)


def public_hex(secret: str) -> str:
    return signed_note.key_of("-", signed_note.private_key(secret)).public.hex()


@transaction.atomic
def make_checkpoint() -> Checkpoint:
    """Sign the log as it stands now, with every configured key; the same state is not signed twice a day."""
    enter_keys()
    head = Head.objects.filter(pk=1).first() or Head()
    last = queries.latest_checkpoint()
    if last is not None and last.size == head.size and _day(last.at) == clock.today():
        return last
    peaks, now = merkle.split(bytes(head.peaks)), clock.now()
    root, origin = merkle.root_of_peaks(peaks), queries.origin()
    text = signed_note.Checkpoint(origin, head.size, root, (f"time {time_text(now)}",)).text
    note = signed_note.sign(text, origin, [signed_note.private_key(one) for one in settings.LOG_KEYS])
    checkpoint = Checkpoint.objects.create(
        origin=origin, size=head.size, root=root.hex(), at=now, note=note, peaks=bytes(head.peaks)
    )
    tell(verb="log.checkpoint", by=None, subject="log", after=root.hex(), detail={"size": head.size})
    return checkpoint


def daily_checkpoint() -> str:
    """The round of every minute: one signed checkpoint a day, from the first leaf on."""
    if queries.size() == 0:
        return ""
    last = queries.latest_checkpoint()
    if last is not None and _day(last.at) >= clock.today():
        return ""
    made = make_checkpoint()
    return f"透明日志存证 {made.size} 条"


def _day(moment: datetime) -> Any:
    return moment.astimezone(clock.CHINA).date()
