"""Years packed for download: complete, the same bytes for the same records, and gone with what is taken back."""

import gzip
import hashlib
import json
from pathlib import Path

from django.conf import settings

from mingbai.api.actions import bulk
from mingbai.api.models import BulkYear
from mingbai.commands import rounds
from mingbai.disclosures import actions
from mingbai.lib import clock

YEAR = clock.today().year
FILE = f"bulk/{YEAR}.jsonl.gz"


def packed_lines() -> list[str]:
    """What anybody can download of all years."""
    bulk.pack_due()
    files = [Path(settings.API_BULK_DIR) / row.file_name for row in BulkYear.objects.exclude(digest="")]
    return [line for file in files for line in gzip.decompress(file.read_bytes()).decode().splitlines()]


def test_a_year_holds_every_public_record_with_text_and_a_digest_of_the_file(published, copies, get):
    copies(3)
    assert rounds.registered()["bulk"]() == f"重新打包了 {YEAR} 年的公开信息"
    [entry] = get("bulk/").json()["items"]
    answer = get(FILE)
    data = b"".join(answer.streaming_content)
    assert entry["sha256"] == hashlib.sha256(data).hexdigest() and entry["size"] == len(data)
    lines = [json.loads(line) for line in gzip.decompress(data).decode().splitlines()]
    assert len(lines) == entry["count"] == 4 and lines[0]["id"] == published.pk
    assert lines[0]["body"] == published.body and lines[0]["digest"] == published.public_digest
    assert get(FILE, **{"If-None-Match": answer["ETag"]}).status_code == 304


def test_the_same_records_are_the_same_bytes_and_nothing_is_packed_twice(published):
    assert bulk.pack_due().made == [YEAR] and bulk.pack_due().made == []
    digest = BulkYear.objects.get().digest
    BulkYear.objects.update(fingerprint="")
    assert bulk.pack_due().made == [YEAR] and BulkYear.objects.get().digest == digest


def test_a_new_record_is_packed_by_the_next_round(desk, published, content, get):
    bulk.pack_due()
    desk.published(**{**content, "title": "第二条通知"})
    assert get(FILE).status_code == 200, "what was packed is still true"
    bulk.pack_due()
    assert BulkYear.objects.get().count == 2 and len(list(Path(settings.API_BULK_DIR).iterdir())) == 1


def test_what_is_withdrawn_takes_its_year_away_at_once(
    cast, published, get, django_capture_on_commit_callbacks
):
    bulk.pack_due()
    [file] = Path(settings.API_BULK_DIR).iterdir()
    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw(information=published, reason="数据有误", by=cast.approver)
    assert not file.exists() and get(FILE).status_code == 404 and get("bulk").json()["items"] == []
    assert packed_lines() == []


def test_a_correction_that_conceals_the_old_wording_takes_its_year_away(
    published, correct, get, django_capture_on_commit_callbacks
):
    bulk.pack_due()
    with django_capture_on_commit_callbacks(execute=True):
        correct(published, conceal=True)
    assert get(FILE).status_code == 404
    assert "改正了" in packed_lines()[0]


def test_a_year_that_was_being_packed_during_a_withdrawal_is_dropped(cast, published, monkeypatch, get):
    written = bulk._write

    def slowly(path, year):
        count = written(path, year)
        actions.withdraw(information=published, reason="数据有误", by=cast.approver)
        return count

    monkeypatch.setattr(bulk, "_write", slowly)
    assert bulk.pack_due().put_off == [YEAR]
    assert get(FILE).status_code == 404 and list(Path(settings.API_BULK_DIR).iterdir()) == []
