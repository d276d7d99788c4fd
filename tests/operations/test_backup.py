"""Backups on the database in use: made whole or not at all, tried out, and put back."""

import stat
import tarfile
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command

from mingbai.disclosures import actions
from mingbai.disclosures.models import Information
from mingbai.disclosures.verification import verify as verify_all
from mingbai.ledger.models import Event
from mingbai.ledger.queries import verify_chain
from mingbai.lib.verdict import Denied
from mingbai.operations.backups import archive, kept_files, keys, kinds, making, postgres, restoring
from mingbai.operations.backups.making import backups_in, make
from mingbai.operations.backups.restoring import restore
from mingbai.operations.backups.verifying import verify
from mingbai.operations.doctor import safety
from mingbai.operations.doctor.findings import Level

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(desk, content, cast):
    """A published record with a public file."""
    draft = actions.create(organisation=cast.town, by=cast.drafter, **content)
    actions.attach(information=draft, by=cast.drafter, data="供水点名单".encode(), filename="名单.txt")
    draft.refresh_from_db()
    actions.submit(information=draft, by=cast.drafter)
    draft.refresh_from_db()
    return actions.publish(information=desk.approve_all(draft), by=cast.approver)


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "backups"


@pytest.fixture
def small(monkeypatch, cast) -> None:
    """A dump that costs nothing, for tests of what is around it."""

    def dump(folder):
        packed = folder / kinds.in_use().MEMBER
        packed.write_bytes(b"rows")
        return packed, {}

    monkeypatch.setattr(kinds.in_use(), "dump", dump)
    storages["public"].save("1/list.txt", ContentFile(b"list"))


def changed(path: Path, name: str, data: bytes) -> Path:
    """A copy of a backup in which one member holds something else."""
    other = path.with_name("changed.tar")
    with tarfile.open(path) as source, tarfile.open(other, "w") as target:
        for info in source:
            content = source.extractfile(info)
            if info.name == name:
                content = None
                info.size = len(data)
            target.addfile(info, content or archive.BytesIO(data))
    return other


# pg_dump is another client and sees only what is committed; emptying the tables afterwards takes long.
@pytest.mark.django_db(transaction=True)
def test_a_backup_brings_everything_back_and_tells_when_something_is_missing(
    record, folder, cast, monkeypatch
):
    made = make(folder=folder)
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert [one.name for one in folder.iterdir()] == [made.path.name]
    assert safety.backup().level == Level.OK
    found = verify(path=made.path)
    assert (found.problems, found.records) == ([], 1)
    file = record.files.get()
    storages["public"].delete(file.public_path)
    record.refresh_from_db()
    actions.withdraw(information=record, by=cast.approver, reason="内容有误，撤回更正。")
    with pytest.raises(Denied, match="--replace"):
        restore(path=made.path)
    assert Information.objects.get().status == "withdrawn"
    done = restore(path=made.path, replace=True)
    assert done.files >= 1
    assert Information.objects.get().status == "published"
    assert storages["public"].exists(file.public_path)
    assert verify_all().ok
    last = Event.objects.order_by("-sequence").first()
    assert last.verb == "system.restore" and last.detail["replaced"]["events"] > found.events
    assert verify_chain().broken_at is None
    _spoil_the_next(monkeypatch)
    monkeypatch.setattr(making, "NAME", "mingbai-20261101-020000.tar")
    told = "\n".join(verify(path=make(folder=folder).path).problems)
    assert "表 ledger_event 应有" in told
    assert "附件“名单.txt”不在备份里" in told


def _spoil_the_next(monkeypatch):
    """Let a backup count an event too many and leave out the public files."""
    written = archive.Writer.close

    def wrong(self, manifest):
        manifest.tables["ledger_event"] += 1
        written(self, manifest)

    monkeypatch.setattr(archive.Writer, "close", wrong)
    monkeypatch.setattr(kept_files, "PLACES", {"files/private/": "default"})


def test_a_backup_that_was_changed_or_cut_off_is_refused_before_anything_is_touched(small, folder, cast):
    made = make(folder=folder)
    with pytest.raises(Denied, match="内容不对"):
        restore(path=changed(made.path, "files/public/1/list.txt", b"other"), replace=True)
    made.path.write_bytes(made.path.read_bytes()[:-10_000])
    with pytest.raises(Denied, match="不完整"):
        verify(path=made.path)
    with pytest.raises(Denied, match="没有这个备份文件"):
        verify(path=folder / "none.tar")
    assert storages["public"].open("1/list.txt").read() == b"list"


def archive_names(path: Path) -> list[str]:
    with tarfile.open(path) as tar:
        return tar.getnames()


def test_a_failed_backup_leaves_nothing_behind(small, folder, monkeypatch):
    def full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(kept_files, "_add", full)
    with pytest.raises(Denied, match="No space left"):
        make(folder=folder)
    assert list(folder.iterdir()) == []


def test_keys_are_left_out_unless_asked_for_and_told_when_they_are_others(small, folder, settings, tmp_path):
    settings.DATA_DIR, settings.FOI_KEYS = tmp_path, ["k" * 50]
    assert keys.MEMBER not in archive_names(make(folder=folder / "a").path)
    made = make(folder=folder / "b", with_keys=True)
    assert keys.MEMBER in archive_names(made.path)
    log_key = settings.LOG_KEYS[0]
    settings.FOI_KEYS = settings.LOG_KEYS = ["n" * 50]
    with archive.opened(made.path) as backup:
        told = restoring.warnings_of(backup)
    assert "FOI_KEYS" in told[0] and "LOG_KEYS" in told[1] and "restored_keys.env" in told[2]
    laid = tmp_path / "restored_keys.env"
    assert f"FOI_KEYS={'k' * 50}" in laid.read_text() and f"LOG_KEYS={log_key}" in laid.read_text()
    assert stat.S_IMODE(laid.stat().st_mode) == 0o600


def test_only_the_newest_are_kept(small, folder, monkeypatch):
    folder.mkdir()
    (folder / "mine.tar").write_text("x")
    for day in ("01", "02", "03"):
        monkeypatch.setattr(making, "NAME", f"mingbai-202611{day}-020000.tar")
        make(folder=folder, keep=2)
    assert [one.name[14:16] for one in backups_in(folder)] == ["03", "02"]
    assert (folder / "mine.tar").exists()


def test_the_verbs_say_what_they_did_and_what_to_do_next(small, folder):
    call_command("backup", str(folder), stdout=(told := StringIO()))
    assert "不带密钥" in told.getvalue() and "mingbai restore --verify" in told.getvalue()
    with pytest.raises(SystemExit):
        call_command("restore", str(folder), stdout=(told := StringIO()))
    assert "先停掉网站" in told.getvalue()


def test_tools_that_are_missing_or_older_are_named(monkeypatch):
    monkeypatch.setattr(postgres, "_places", lambda name: [])
    with pytest.raises(Denied, match="没有找到 pg_dump.*postgresql-client-15"):
        postgres.tool("pg_dump", 15)
    monkeypatch.setattr(postgres, "_places", lambda name: ["/old/pg_dump", "/new/pg_dump"])
    monkeypatch.setattr(postgres, "_version", lambda path: 13 if "old" in path else 14)
    assert postgres.tool("pg_dump", 14) == "/new/pg_dump"
    with pytest.raises(Denied, match="是 14 版，比数据库旧"):
        postgres.tool("pg_dump", 15)


def test_a_backup_of_the_other_database_is_refused(cast):
    with pytest.raises(Denied, match="DATABASE_URL"):
        kinds.kind_for("postgresql" if kinds.in_use().MEMBER.endswith("gz") else "sqlite")
