"""A folder of mixed files: nothing lost, nothing doubled, every refusal in words."""

import json
import os
import subprocess
import sys

import pytest
from django.core.management import call_command

from mingbai.disclosures.actions import import_folder
from mingbai.disclosures.models import Information
from mingbai.ledger.models import Event
from mingbai.lib.verdict import Denied
from tests import kept


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    for n in range(3):
        text = f"青禾镇人民政府关于第{n}号事项的通知\n\n各村民委员会：\n\n请按要求办理第{n}项工作。\n"
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
    (folder / "坏文件.docx").write_bytes(b"PK\x03\x04 not a word file")
    (folder / "空.txt").write_bytes(b"")
    return folder


def results(folder, cast):
    return list(import_folder(folder=folder, organisation=cast.town, by=cast.drafter))


def test_good_files_become_drafts_and_bad_ones_are_refused_in_words(folder, cast):
    found = {result.file: result for result in results(folder, cast)}
    assert [found[f"{n}.txt"].status for n in range(3)] == ["created"] * 3
    assert found["坏文件.docx"].status == found["空.txt"].status == "refused"
    assert "。" in found["坏文件.docx"].reason
    assert Information.objects.count() == 3


def test_the_same_bytes_are_a_duplicate_whatever_the_name(folder, cast):
    results(folder, cast)
    (folder / "0.txt").rename(folder / "换个名字.txt")
    again = results(folder, cast)
    assert {r.status for r in again} == {"duplicate", "refused"}
    assert Information.objects.count() == 3


def test_the_next_town_may_import_the_same_bytes(folder, cast):
    results(folder, cast)
    theirs = import_folder(folder=folder, organisation=cast.next_town, by=cast.stranger)
    assert [r.status for r in theirs].count("created") == 3


def test_nobody_imports_into_another_town(folder, cast):
    with pytest.raises(Denied):
        list(import_folder(folder=folder, organisation=cast.next_town, by=cast.drafter))


def test_a_refused_file_leaves_nothing_behind(tmp_path, cast):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "坏.docx").write_bytes(b"PK\x03\x04")
    results(tmp_path / "a", cast)
    assert not Information.objects.exists()
    assert not Event.objects.exists()


def test_the_command_prints_the_promised_json(folder, cast, capsys):
    with pytest.raises(SystemExit) as stopped:
        call_command("import", str(folder), organisation="MB10", as_json=True)
    data = json.loads(capsys.readouterr().out)
    assert stopped.value.code == 1
    assert (data["created"], data["duplicate"], data["refused"]) == (3, 0, 2)
    assert {"file", "status", "id", "index_number", "findings", "reason"} <= set(data["files"][0])


SET_UP = """
import django; django.setup()
from datetime import date
from django.core.management import call_command
call_command("setup")
from mingbai.accounts.models import User
from mingbai.organisations.models import Membership, Organisation
town = Organisation.add_root(code="MB10", kind="township", name="青禾镇人民政府", slug="qinghe")
user = User.objects.create(username="d", full_name="丁拟")
Membership.objects.create(user=user, organisation=town, role="drafter", valid_from=date(2020, 1, 1))
"""
COUNT = """
import django; django.setup()
from mingbai.disclosures.models import Information
from mingbai.disclosures.verification import verify
print(Information.objects.count(), len({i.title for i in Information.objects.all()}), verify().ok)
"""


def test_an_import_killed_at_any_moment_and_run_again_loses_and_doubles_nothing(tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    for n in range(30):
        (folder / f"{n:02}.txt").write_text(f"关于第{n}号事项的通知\n\n请办理。{n}\n", encoding="utf-8")
    kept.copy_to(database := tmp_path / "kill.sqlite3")
    environ = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{database}",
        "MINGBAI_DATA": str(tmp_path / "data"),
        "DJANGO_SETTINGS_MODULE": "mingbai.settings",
    }
    run = [sys.executable, "-m", "mingbai", "import", str(folder), "--organisation", "MB10"]
    subprocess.run([sys.executable, "-c", SET_UP], env=environ, check=True, capture_output=True)
    for lines in (1, 7, 12):
        process = subprocess.Popen(run, env=environ, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
        for _ in range(lines):
            process.stderr.readline()
        process.kill()
        process.communicate()
    last = subprocess.run([*run, "--json"], env=environ, capture_output=True, text=True, check=True)
    data = json.loads(last.stdout)
    counted = subprocess.run(
        [sys.executable, "-c", COUNT], env=environ, capture_output=True, text=True, check=True
    )
    assert data["created"] + data["duplicate"] == 30
    assert counted.stdout.split() == ["30", "30", "True"]
