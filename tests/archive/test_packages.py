"""Yearly packages: what lies in them, what never does, and that they come out the same."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from openpyxl import load_workbook

from mingbai.archive import actions, followers, queries
from mingbai.archive.actions import making
from mingbai.archive.jobs import make_waiting
from mingbai.archive.models import ArchivedRecord, Package
from mingbai.archive.rules import kind_of
from mingbai.archive.states import PackageState
from mingbai.book.models import BookSeal
from mingbai.disclosures import actions as disclosures
from mingbai.filings import actions as filings
from mingbai.ledger.models import Event
from mingbai.lib import digests
from mingbai.lib.bags import verify
from mingbai.lib.verdict import Denied
from mingbai.transparency.actions import daily_checkpoint
from tests.archive.conftest import at, make


def files_of(package) -> set[str]:
    root = Path(package.folder)
    return {one.relative_to(root).as_posix() for one in root.rglob("*") if one.is_file()}


def bytes_of(package) -> dict[str, bytes]:
    return {name: (Path(package.folder) / name).read_bytes() for name in files_of(package)}


def test_a_package_holds_text_files_metadata_trail_proof_register_and_lists(package, story):
    report = verify(Path(package.folder))
    assert report.problems == []
    names = files_of(package)
    (folder,) = {name.split("/")[2] for name in names if name.startswith("data/records/")}
    assert folder.startswith("00001-MB10_")
    proof = story.posting.proofs.get()
    inside = {name.split("/", 3)[3] for name in names if name.startswith("data/records/")}
    assert inside == {
        "document.pdf", "metadata.json", "metadata.xml", "events.jsonl", "channels.json",
        "attachments/01-说明.txt", f"proofs/{proof.pk}.jpg",
    }  # fmt: skip
    assert {
        "data/index.pdf", "data/index.xlsx", "data/binding.pdf", "data/copies.xlsx", "data/metadata.csv",
        "data/register/2025-03.json", "data/register/register.pdf", "bag-info.txt", "manifest-sha256.txt",
    } <= names  # fmt: skip


def test_what_lies_in_it_agrees_with_the_register_and_the_trail(package, story):
    read = bytes_of(package)
    seal = BookSeal.objects.get(month="2025-03")
    assert digests.of_bytes(read["data/register/2025-03.json"]) == seal.digest
    folder = ArchivedRecord.objects.get().folder
    told = json.loads(read[f"{folder}/channels.json"])
    assert [one["channel"] for one in told] == ["政府网站", "公示栏"]
    assert told[1]["proofs"] == [
        digests.of_bytes(read[f"{folder}/proofs/{story.posting.proofs.get().pk}.jpg"])
    ]
    verbs = [json.loads(line)["verb"] for line in read[f"{folder}/events.jsonl"].splitlines()]
    assert {"record.create", "record.publish", "posting.put_up"} <= set(verbs)
    assert read[f"{folder}/document.pdf"].startswith(b"%PDF")


def test_the_photograph_in_the_package_does_not_say_where_it_was_taken(package):
    assert not any(b"PHONE-MODEL" in data for data in bytes_of(package).values())


def test_the_log_goes_with_it(cast, story):
    with at(2026, 1, 9):
        daily_checkpoint()
    read = bytes_of(make(cast))
    told = json.loads(read["data/log/inclusion.jsonl"].splitlines()[0])
    assert told["index"] == story.notice.index_number
    assert "data/log/checkpoint.txt" in read


def test_the_same_state_gives_the_same_bytes_and_is_not_kept_twice(cast, story, tmp_path):
    with at(2026, 1, 10):
        one = actions.build(actions.ask(organisation=cast.town, year=2025, by=cast.drafter), tmp_path / "1")
    with at(2026, 1, 12):
        two = actions.build(actions.ask(organisation=cast.town, year=2025, by=cast.drafter), tmp_path / "2")
        three = actions.build(actions.ask(organisation=cast.town, year=2025, by=cast.drafter), tmp_path / "2")
    assert bytes_of(one) == bytes_of(two)
    assert three.state == PackageState.SAME


def test_an_interrupted_making_goes_on_where_it_stopped(cast, desk, content, story, monkeypatch):
    with at(2025, 5, 6):
        desk.published(**content | {"written_on": date(2025, 5, 1), "title": "青禾镇关于防汛工作的通知"})
    package = actions.ask(organisation=cast.town, year=2025, by=cast.drafter)
    written, real = [], making.contents

    def broken(information, kind, out):
        written.append(information.pk)
        if len(written) == 2:
            raise OSError("no space left")
        return real(information, kind, out)

    monkeypatch.setattr(making, "contents", broken)
    with pytest.raises(OSError):
        actions.build(package)
    assert actions.build(package).state == PackageState.MADE
    assert len(written) == 3 and len(set(written)) == 2
    assert verify(Path(Package.objects.get().folder)).ok


def test_a_withdrawn_record_leaves_its_words_out(cast, story):
    with at(2025, 6, 1):
        disclosures.withdraw(information=story.notice, by=cast.county_office, reason="有误")
    package = make(cast)
    assert verify(Path(package.folder)).ok
    row = ArchivedRecord.objects.get()
    assert "不入包" in row.left_out
    assert not any(name.endswith(("document.pdf", ".jpg", "01-说明.txt")) for name in files_of(package))


def test_what_an_app_above_refuses_stays_out(cast, story, monkeypatch):
    monkeypatch.setattr(followers, "_refusers", {"households": lambda one: "到户名单，不入包"})
    package = make(cast)
    assert ArchivedRecord.objects.get().left_out == "到户名单，不入包"
    assert not any("document.pdf" in name or "proofs" in name for name in files_of(package))


def test_photographs_that_may_show_names_stay_out_while_the_text_goes_in(cast, story, monkeypatch):
    monkeypatch.setattr(followers, "_private", {"households": lambda one: True})
    names = files_of(make(cast))
    assert any(name.endswith("document.pdf") for name in names)
    assert not any("/proofs/" in name for name in names)


def test_a_damaged_package_is_refused(package, capsys):
    call_command("archive", "verify", package.folder)
    assert "完好" in capsys.readouterr().out
    (Path(package.folder) / "data" / "index.pdf").write_bytes(b"%PDF other")
    with pytest.raises(SystemExit) as end:
        call_command("archive", "verify", package.folder)
    assert end.value.code == 1
    assert "被改动或损坏：'data/index.pdf'" in capsys.readouterr().out


def test_the_round_makes_what_was_asked_for(cast, story):
    with at(2026, 1, 10):
        actions.ask(organisation=cast.town, year=2025, by=cast.drafter)
        assert make_waiting(seconds=-1) == ""
        assert make_waiting() == "制作档案包 1 个"
    assert Package.objects.get().is_made
    assert Event.objects.filter(verb="archive.make", actor_name="丁拟").count() == 1


def test_a_folder_of_a_lost_database_stays_as_it_is(cast, story, archive_folder):
    left = archive_folder / f"{cast.town.code}-2025-1"
    left.mkdir(parents=True)
    (left / "note").write_text("old")

    package = make(cast)

    assert (package.state, (left / "note").read_text()) == ("made", "old")
    assert verify(Path(package.folder)).ok and Path(package.folder) != left


def test_asking_twice_makes_one(cast):
    one, two = (actions.ask(organisation=cast.town, year=2025, by=cast.drafter) for _ in range(2))
    assert one == two
    with pytest.raises(ValidationError):
        actions.ask(organisation=cast.town, year=1990, by=cast.drafter)
    with pytest.raises(Denied):
        actions.ask(organisation=cast.town, year=2025, by=cast.stranger)


def test_missing_copies_are_named(cast, story):
    (before,) = queries.copies(cast.town, 2025)
    assert before.missing == ["报县", "本单位存档"]
    filing = filings.file(
        organisation=cast.town, title="报备", kind="other", information=story.notice, by=cast.drafter
    )
    filings.receive(filing=filing, by=cast.county_office)
    make(cast)
    (after,) = queries.copies(cast.town, 2025)
    assert (after.missing, after.board) == ([], f"{story.posting.where}，2025-03-03")


def test_the_check_list_in_the_package_counts_the_package_itself(package, story):
    sheet = load_workbook(Path(package.folder) / "data" / "copies.xlsx").active
    assert [cell.value for cell in sheet[2]][4:] == [
        "2025年档案第 1 件",
        f"{story.posting.where}，2025-03-03",
        "报县",
    ]


@pytest.mark.parametrize(
    ("genre", "is_policy", "title", "term"),
    [
        ("通知", False, "冬季供水", "10年"),
        ("公告", False, "冬季供水", "30年"),
        ("公告", False, "2025年预算", "永久"),
        ("通知", False, "耕地地力保护补贴公示", "30年"),
        ("通知", True, "管理办法", "永久"),
    ],
)  # fmt: skip
def test_the_longest_term_wins(genre, is_policy, title, term):
    assert kind_of(genre=genre, is_policy=is_policy, title=title).term == term


def test_the_command_makes_and_lists(cast, story, tmp_path, capsys):
    call_command("archive", "make", str(tmp_path / "out"), organisation="MB10", year=2025)
    assert "已制作" in capsys.readouterr().out
    call_command("archive", "index", organisation="MB10", year=2025, as_json=True)
    (row,) = json.loads(capsys.readouterr().out)["records"]
    assert row["missing"] == ["报县"]
