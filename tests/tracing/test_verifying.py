"""Whoever rewrites, removes or back-dates a record is named, by the database and by an offline copy."""

import json
import shutil
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from mingbai.disclosures import actions as records
from mingbai.disclosures.models import Information, Version
from mingbai.disclosures.rules import digest_of
from mingbai.lib import clock, signed_note
from mingbai.mirror import manifest
from mingbai.stored import actions as pages
from mingbai.tracing.queries import addresses
from mingbai.transparency import actions as log
from mingbai.transparency import queries
from mingbai.transparency.models import Leaf
from tests.tracing.test_leaves import forget_the_log

pytestmark = pytest.mark.django_db


def verify(*arguments):
    out = StringIO()
    try:
        call_command("verify", *map(str, arguments), "--json", stdout=out)
    except SystemExit as ended:
        return ended.code, json.loads(out.getvalue())
    return 0, json.loads(out.getvalue())


def problems(*arguments):
    return "\n".join(verify(*arguments)[1]["findings"])


@pytest.fixture
def slip(published, tmp_path):
    """A checkpoint that a villager kept."""
    file = tmp_path / "checkpoint.txt"
    file.write_text(queries.latest_checkpoint().note, "utf-8")
    return file


def rewrite(record, content, **values):
    """As somebody with the database in hand would: text, digests and row agree with each other."""
    version = record.versions.get(number=record.public_number)
    version.content = version.content | content
    digest = digest_of(version.content)
    Version.objects.filter(pk=version.pk).update(content=version.content, digest=digest)
    Information.objects.filter(pk=record.pk).update(public_digest=digest, **content, **values)


def test_an_honest_log_agrees_with_an_old_and_a_new_checkpoint(slip, office, cast):
    other = office.published(title="另一份")
    office.corrected(other, body="<p>更正后的正文。</p>")
    records.withdraw(information=Information.objects.get(pk=other.pk), reason="有误", by=cast.approver)
    log.make_checkpoint()

    status, told = verify("--checkpoint", slip)
    assert (status, told["findings"], told["leaves"]) == (0, [], queries.size())


def test_a_month_sealed_while_the_clock_was_behind_agrees(slip, published, monkeypatch):
    behind = clock.now() - timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: behind)
    sealed = {"organisation": published.organisation.code, "happened": "2025-12", "digest": "0" * 64}
    log.append(kind="book", subject="", data=sealed)
    assert '"backfilled":true' in Leaf.objects.latest("number").data
    assert verify()[1]["findings"] == []


def test_a_rewritten_text_is_named(slip, published):
    rewrite(published, {"body": "<p>改过的正文。</p>"})

    assert f"{published.index_number}：" in problems("--checkpoint", slip)
    assert "改写" in problems()


def test_a_back_dated_record_is_named(slip, published):
    day = published.published_at - timedelta(days=40)
    Information.objects.filter(pk=published.pk).update(published_at=day)

    assert f"{published.index_number}：" in problems() and "倒签" in problems()


def test_a_record_that_was_taken_away_without_a_word_is_named(slip, published):
    Information.objects.filter(pk=published.pk).update(status="withdrawn")
    assert f"{published.index_number}：" in problems() and "没有登记就撤走" in problems()


def test_a_record_that_was_put_in_beside_the_system_is_named(slip, published):
    fresh = "MB10-2020-00001"
    row = Information.objects.get(pk=published.pk)
    row.pk, row.index_number = None, fresh
    row.save(force_insert=True)

    assert f"{fresh}：公开着，日志里却没有" in problems()


def test_a_deleted_leaf_is_noticed_and_its_record_named(slip, published):
    Leaf.objects.filter(subject=published.index_number)._raw_delete("default")
    told = problems("--checkpoint", slip)

    assert "缺少第" in told and f"{published.index_number}：" in told


def test_a_forged_leaf_is_noticed_even_when_the_whole_log_was_computed_anew(slip, office, published):
    office.published(title="另一份")
    leaf = queries.leaves_of(published.index_number)[0]
    texts = [(one.kind, one.subject, json.loads(one.data)) for one in queries.leaves()]

    forget_the_log()
    for kind, subject, facts in texts:
        facts = {key: value for key, value in facts.items() if key not in ("kind", "index", "time")}
        if subject == leaf.subject:
            facts["digest"] = "0" * 64
        log.append(kind=kind, subject=subject, data=facts)

    told = problems("--checkpoint", slip)
    assert "对不上" in told and f"{published.index_number}：在被改动的这一段" in told


def test_a_log_that_was_cut_off_is_shorter_than_the_checkpoint(slip, published):

    forget_the_log()
    assert "比存证单少" in problems("--checkpoint", slip)


def test_a_checkpoint_of_somebody_else_is_refused(slip, published):
    other = signed_note.sign(
        signed_note.Checkpoint("x/log", 1, bytes(32)).text, "x/log", [signed_note.private_key("x")]
    )
    slip.write_text(other, "utf-8")
    status, told = verify("--checkpoint", slip)

    assert status == 1 and "签名" in told["refused"]


# -- an offline copy ------------------------------------------------------------------------------------------


@pytest.fixture
def copy(kept, slip, office, published, tmp_path):
    """A stick with two records, one of them corrected; how to spoil it is the test's."""
    other = office.published(title="另一份")
    office.corrected(other, body="<table><tr><td>甲</td><td>乙</td></tr></table><p>更正后。</p>")
    log.make_checkpoint()
    paths = [
        *addresses.every(),
        *(f"/r/{one.pk}/" for one in (published, other)),
        f"/r/{other.pk}/versions/1/",
    ]
    pages.build(paths)
    folder = tmp_path / "stick"
    shutil.copytree(tmp_path / "pages", folder, ignore=shutil.ignore_patterns("*.gz", ".*"))
    return folder


def test_an_honest_copy_agrees_without_the_database(copy, slip, django_db_blocker):
    with django_db_blocker.block():
        status, told = verify("--checkpoint", slip, "--mirror", copy, "--key", copy / "log/key")

    assert (status, told["findings"], told["records"]) == (0, [], 2)


def test_an_altered_page_of_a_copy_is_named(copy, slip, published):
    page = copy / f"r/{published.pk}/index.html"
    page.write_text(page.read_text().replace("每周一检查", "每月一检查"))

    assert f"{published.index_number}：网页上的文字" in problems("--checkpoint", slip, "--mirror", copy)


def test_another_digest_another_date_and_a_missing_page_are_named(copy, slip, published):
    page = copy / f"r/{published.pk}/index.html"
    honest = page.read_text()
    page.write_text(honest.replace(published.public_digest, "a" * 64))
    assert f"{published.index_number}：" in problems("--mirror", copy)
    day = f"{published.published_at:%Y}-"
    page.write_text(honest.replace(f"，{day}", "，2019-"))
    assert "倒签" in problems("--mirror", copy)
    page.unlink()
    assert f"{published.index_number}：日志里说公开着，现在却找不到了" in problems("--mirror", copy)


def test_a_file_that_differs_from_the_list_of_the_copy_is_named(copy, published):
    name = f"r/{published.pk}/index.html"
    entry = manifest.Entry(f"/r/{published.pk}/", name, "0", "0")
    manifest.write(copy, {name: entry})

    assert f"{published.index_number}：副本里的网页文件被改动过" in problems("--mirror", copy)


def test_altered_entries_of_a_copy_do_not_lead_to_the_signed_root(copy, published):
    (bundle,) = (copy / "log/tile/entries/000.p").iterdir()
    bundle.write_bytes(bundle.read_bytes().replace(published.public_digest.encode(), b"b" * 64))

    assert "对不上" in problems("--mirror", copy)


def test_a_newer_checkpoint_than_the_copy_needs_a_proof(copy, slip, office, visitor, tmp_path):
    old = queries.latest_checkpoint().size
    office.published(title="第三份")
    new = log.make_checkpoint()
    slip.write_text(new.note, "utf-8")
    assert "--proof" in problems("--checkpoint", slip, "--mirror", copy)
    proof = tmp_path / "proof.json"
    proof.write_bytes(visitor.get(f"/log/consistency/{old}-{new.size}.json").content)

    assert verify("--checkpoint", slip, "--mirror", copy, "--proof", proof)[0] == 0


def test_a_folder_without_a_log_is_refused(tmp_path):
    status, told = verify("--mirror", tmp_path)
    assert status == 1 and "没有可以核对的透明日志" in told["refused"]
