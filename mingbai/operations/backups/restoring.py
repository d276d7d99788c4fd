"""Putting a backup in the place of what is there. Nothing is touched before all of it was found whole."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import call_command
from django.db import connection

from mingbai.ledger.actions import append
from mingbai.ledger.models import ChainHead
from mingbai.lib.verdict import Denied
from mingbai.operations.backups import archive, kept_files, keys, kinds, rows
from mingbai.stored import store
from mingbai.stored.actions import touch
from mingbai.stored.queries import EVERYTHING

KEY_NAMES = {
    "foi": "申请人材料的密钥（FOI_KEYS）",
    "secret": "两步验证和登录用的密钥（SECRET_KEY）",
    "log": "透明日志的签名密钥（LOG_KEYS）",
}
OCCUPIED = (
    "这个库里已经有机构和人员，没有恢复。确实要用备份替换现有的全部内容，请先停掉网站，"
    "另做一份备份，再加上 --replace。"
)


@dataclass(frozen=True)
class Restored:
    """`files` written; `warnings` tell what the person still has to do."""

    made_at: str
    rows: int
    files: int
    warnings: list[str]


def restore(*, path: Path, replace: bool = False) -> Restored:
    """Restore the backup at `path`. `Denied` for a backup that is not whole, of another kind of database,
    or when the installation is not empty and `replace` is false.
    """
    with archive.opened(path) as backup:
        kind = kinds.kind_for(backup.manifest.vendor)
        if not replace and not rows.is_empty():
            raise Denied(OCCUPIED)
        backup.check()
        with TemporaryDirectory(prefix="mingbai-restore-") as scratch:
            dumped = Path(scratch) / kind.MEMBER
            backup.extract(kind.MEMBER, dumped)
            files = kept_files.restore_all(backup)
            _forget_pages()
            before = _head()
            kind.restore(dumped)
        warnings = warnings_of(backup)
        manifest = backup.manifest
    call_command("migrate", interactive=False, verbosity=0)
    _note(path, manifest, before)
    return Restored(manifest.made_at, sum(manifest.tables.values()), files, warnings)


def _head() -> dict[str, object]:
    """The end of the trail that is replaced; nothing where there is no trail yet."""
    if ChainHead._meta.db_table not in connection.introspection.table_names():
        return {}
    head = ChainHead.objects.filter(pk=1).first()
    return {"events": head.sequence, "digest": head.digest} if head else {}


def _forget_pages() -> None:
    """Kept pages may show what the backup does not know; they are made anew."""
    if store.is_on():
        for path, _ in store.every():
            store.drop(path)


def _note(path: Path, manifest: archive.Manifest, before: dict[str, object]) -> None:
    touch(urgent=[EVERYTHING])
    detail = {"file": path.name, "made_at": manifest.made_at, "replaced": before}
    append(verb="system.restore", by=None, subject="system", detail=detail)


def warnings_of(backup: archive.Reader) -> list[str]:
    """What the person has to do about keys that are not those of the backup."""
    told = [
        f"现在的{KEY_NAMES.get(name, name)}不是做备份时的，有的内容打不开。"
        for name in keys.missing(backup.manifest.keys)
    ]
    if told and backup.manifest.with_keys:
        with backup.opened(keys.MEMBER) as source:
            path = keys.laid_aside(source.read())
        told.append(f"备份里的密钥写在 {path}：把里面的几行抄进设置文件，重新启动，然后删除这个文件。")
    elif told:
        told.append(
            "这份备份没有带密钥：请把另外保存的密钥写进设置文件（FOI_KEYS、SECRET_KEY、LOG_KEYS），重新启动。"
        )
    return told
