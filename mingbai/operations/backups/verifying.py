"""Trying a backup out: restored into a database of its own, counted, and compared with what it says."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connections

from mingbai.disclosures.models import Audience, Information, Version
from mingbai.disclosures.queries import files_of
from mingbai.disclosures.rules import digest_of
from mingbai.disclosures.states import SEEN, Status
from mingbai.ledger.queries import verify_chain
from mingbai.lib.routing import reading_from
from mingbai.operations.backups import archive, kinds, rows

SAMPLE = 500  # records whose digests are computed anew


@dataclass(frozen=True)
class Verified:
    """`problems` in Chinese; none when the backup can be restored as it is."""

    made_at: str
    rows: int
    events: int
    records: int
    files: int
    problems: list[str]


def verify(*, path: Path) -> Verified:
    """Try the backup at `path`; `Denied` when it is not whole or cannot be tried here."""
    with archive.opened(path) as backup, TemporaryDirectory(prefix="mingbai-verify-") as scratch:
        backup.check()
        kind = kinds.kind_for(backup.manifest.vendor)
        dumped = Path(scratch) / kind.MEMBER
        backup.extract(kind.MEMBER, dumped)
        with kind.tried(dumped) as alias, reading_from(alias):
            return _compared(backup.manifest, alias, len(backup.names("files/")))


def _compared(manifest: archive.Manifest, alias: str, files: int) -> Verified:
    problems = []
    with connections[alias].cursor() as cursor:
        counts = rows.counted(cursor)
    for table, number in manifest.tables.items():
        if counts.get(table, 0) != number:
            problems.append(f"表 {table} 应有 {number} 行，恢复后是 {counts.get(table, 0)} 行。")
    chain = verify_chain()
    if chain.broken_at is not None:
        problems.append(f"操作记录不相符：{chain.reason}。")
    if chain.events < manifest.events:
        problems.append(f"操作记录少了：应有 {manifest.events} 件，恢复后是 {chain.events} 件。")
    checked, wrong = _sampled(manifest)
    return Verified(manifest.made_at, sum(counts.values()), chain.events, checked, files, problems + wrong)


def _sampled(manifest: archive.Manifest) -> tuple[int, list[str]]:
    """How many published records were looked at, and those that are not what was published."""
    records = Information.objects.filter(status__in=SEEN).order_by("?")[:SAMPLE]
    problems = [problem for one in records for problem in _problems_of(one, manifest)]
    return len(records), problems


def _problems_of(record: Information, manifest: archive.Manifest) -> list[str]:
    version = Version.objects.filter(information=record).order_by("-number").first()
    if version is None or digest_of(version.content) != version.digest:
        return [f"{record.index_number}：公开的版本不相符。"]
    if record.public_digest != version.digest:
        return [f"{record.index_number}：内容与公开的版本不一致。"]
    public = record.status == Status.PUBLISHED and record.audience == Audience.PUBLIC
    return [
        f"{record.index_number}：附件“{file.public_name}”不在备份里或者不相符。"
        for file in files_of(record)
        if _digest_in(manifest, file.public_path if public else str(file.cleaned.name), public)
        != file.public_digest
    ]


def _digest_in(manifest: archive.Manifest, name: str, public: bool) -> str:
    member = f"files/{'public' if public else 'private'}/{name}"
    return str(manifest.members.get(member, {}).get("sha256", ""))
