"""Packing the public records of a year for download, and taking a packed year away at once."""

import gzip
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F

from mingbai.api.models import BulkYear
from mingbai.api.queries import bulk
from mingbai.api.rules.wording import as_json
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import is_listed
from mingbai.lib import clock, digests


@dataclass
class Packed:
    """Years that were packed anew, and those whose records changed meanwhile, which the next round packs."""

    made: list[int] = field(default_factory=list)
    put_off: list[int] = field(default_factory=list)


def pack_due(most: int | None = None) -> Packed:
    """Pack every year whose records are no longer those of its file, the newest first; `most` so many."""
    packed, states = Packed(), bulk.fingerprints()
    known = {row.year: row for row in BulkYear.objects.all()}
    for row in known.values():
        if row.year not in states and row.digest:
            _drop(row.year)
    due = [year for year in sorted(states, reverse=True) if _is_due(known.get(year), states[year])]
    for year in due[:most]:
        (packed.made if _pack(year, states[year]) else packed.put_off).append(year)
    _sweep_folder()
    return packed


def _is_due(row: BulkYear | None, state: str) -> bool:
    return row is None or not row.digest or row.fingerprint != state or not bulk.path_of(row).exists()


def _pack(year: int, state: str) -> bool:
    """False when a text of the year was taken away while its file was being written: that file is dropped.

    The row is locked last, so that a withdrawal either sees the new file and takes it away, or is seen.
    """
    generation = BulkYear.objects.get_or_create(year=year)[0].generation
    draft = _folder() / f".{year}-{secrets.token_hex(8)}"
    try:
        count = _write(draft, year)
        digest, size = digests.of_file(draft), draft.stat().st_size
        with transaction.atomic():
            row = BulkYear.objects.select_for_update().get(year=year)
            if row.generation != generation:
                return False
            before = row.file_name if row.digest else ""
            row.fingerprint, row.digest, row.size, row.count = state, digest, size, count
            row.made_at = clock.now()
            os.replace(draft, bulk.path_of(row))
            row.save()
        if before and before != row.file_name:
            (_folder() / before).unlink(missing_ok=True)
        return True
    finally:
        draft.unlink(missing_ok=True)


def _write(path: Path, year: int) -> int:
    """One JSON object a line, in the order of numbers; the same records give the same bytes."""
    count = 0
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 6, raw, mtime=0) as packed:
        for one in bulk.lines_of(year):
            packed.write(as_json(one) + b"\n")
            count += 1
    return count


def _folder() -> Path:
    folder = Path(settings.API_BULK_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _sweep_folder() -> None:
    """Files that no row names: left behind by a process that was killed."""
    named = {row.file_name for row in bulk.offered()}
    old = clock.now().timestamp() - 3600
    for path in _folder().iterdir():
        if path.name not in named and path.stat().st_mtime < old:
            path.unlink(missing_ok=True)


def _drop(year: int) -> None:
    """The row first: without it nobody gets the file, even where it cannot be deleted."""
    row = BulkYear.objects.filter(year=year).first()
    BulkYear.objects.filter(year=year).update(
        generation=F("generation") + 1, digest="", fingerprint="", size=0, count=0, made_at=None
    )
    if row is not None and row.digest:
        path = bulk.path_of(row)
        transaction.on_commit(lambda: path.unlink(missing_ok=True))


def follow(information: Information) -> None:
    """In the transaction that takes a text, or an earlier wording of it, away from the public."""
    if information.published_at is None or not _takes_away(information):
        return
    year = information.published_at.astimezone(clock.CHINA).year
    # A year nobody packed yet may be in the making: its row is there, or will see this change.
    _drop(year)


def _takes_away(information: Information) -> bool:
    if not is_listed(information):
        return True
    return information.public_number > 1 and information.versions.filter(concealed=True).exists()


def round_() -> str:
    """For the sweep of each minute: at most three years a time, so that other rounds get their turn."""
    packed = pack_due(most=3)
    return f"重新打包了 {'、'.join(map(str, packed.made))} 年的公开信息" if packed.made else ""
