"""The whole file as one package: what is in it, and that every change is found."""

import io
import json
import zipfile
from datetime import date

import pytest
from django.db import connection

from mingbai.foi import actions as foi
from mingbai.foi.models import SealedFile
from mingbai.ledger.models import Event
from mingbai.lib import digests
from mingbai.lib.verdict import Denied
from mingbai.remedies import actions
from mingbai.remedies.rules.naming import is_safe, path_of
from mingbai.remedies.verification import verify
from tests.foi.making import NAME
from tests.remedies.making import PDF, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(cast, answered, case):
    """The request with a proof of identity and the case with a notice."""
    foi.add_file(request=answered, kind="identity", name="甄有求身份证.pdf", data=PDF, by=cast.foi_officer)
    actions.add_document(
        case=case, kind="notice", name="../../答复通知.pdf", data=PDF, title="答复通知书",
        on=date(2026, 4, 3), by=cast.foi_officer,
    )  # fmt: skip
    return answered


@pytest.fixture
def made(cast, full):
    return actions.export_file(request=full, by=cast.foi_officer)


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {one.filename: archive.read(one) for one in archive.infolist()}


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def rules(data: bytes) -> set[str]:
    return {one.rule for one in verify(data).problems}


def test_the_package_holds_the_letters_the_case_and_the_trail_in_order(made):
    files = members(made.data)
    about = json.loads(files["file.json"])
    titles = [one["title"] for one in about["documents"]]
    assert any(one.startswith("答复书") for one in titles) and "答复通知、应诉通知 答复通知书" in titles
    sections = [one["section"] for one in about["documents"]]
    assert sections == sorted(sections)
    endings = {
        one["path"].rpartition(".")[2] for one in about["documents"] if one["title"].startswith("答复书")
    }
    assert endings == {"pdf", "docx"}
    assert all(one["digest"] == digests.of_bytes(files[one["path"]]) for one in about["documents"])
    answer = next(
        one for one in about["documents"] if one["path"].endswith(".pdf") and "答复书" in one["title"]
    )
    assert answer["pages"] >= 1 and answer["size"] == len(files[answer["path"]])
    page = files["index.html"].decode()
    assert "答复期限的计算" in page and "第1个工作日" in page and NAME in page and "明复议〔2026〕1号" in page
    assert {"目录.docx", "办理情况.docx", "09_操作记录/events.json", "manifest-sha256.txt"} <= files.keys()
    events = json.loads(files["09_操作记录/events.json"])
    assert {"foi.submit", "foi.sign", "foi.letter_sign", "remedy.open", "remedy.add"} <= {
        one["verb"] for one in events
    }


def test_identity_goes_along_only_when_asked_for_by_somebody_who_may_see_it(cast, full, made):
    assert not any("身份证明" in name for name in members(made.data))
    assert "990000199001011234" not in members(made.data)["index.html"].decode()
    told = actions.export_file(request=full, by=cast.foi_officer, with_identity=True)
    files = members(told.data)
    assert any(name.startswith("02_身份证明/") for name in files)
    assert "990000199001011234" in files["index.html"].decode()
    with pytest.raises(Denied, match="身份证明"):
        actions.export_file(request=full, by=cast.approver, with_identity=True)


def test_the_export_stands_in_the_trail_without_the_applicant(cast, made, full):
    event = Event.objects.get(verb="foi.export")
    assert (event.after, event.detail["manifest"]) == (made.digest, made.manifest)
    assert event.actor_id == str(cast.foi_officer.pk)
    assert NAME not in json.dumps(event.detail, ensure_ascii=False)


@pytest.mark.parametrize("who", ["drafter", "checker", "secrecy", "stranger", "county_office", "auditor"])
def test_only_those_who_handle_or_sign_take_the_file_along(cast, full, who):
    with pytest.raises(Denied):
        actions.export_file(request=full, by=getattr(cast, who))
    assert not Event.objects.filter(verb="foi.export").exists()


def test_an_untouched_package_is_confirmed_by_the_trail(made):
    report = verify(made.data)
    assert (report.ok, report.trail, report.files) == (True, "confirmed", made.files)


def test_every_changed_byte_of_the_package_is_found(made):
    """A byte anywhere: in headers, in papers, in the directory at the end."""
    for place in range(0, len(made.data), max(len(made.data) // 60, 1)):
        changed = bytearray(made.data)
        changed[place] ^= 0x01
        assert not verify(bytes(changed)).ok, place


@pytest.mark.parametrize("name", ["index.html", "file.json", "目录.docx", "09_操作记录/events.json"])
def test_a_changed_file_is_named(made, name):
    files = members(made.data)
    files[name] = files[name].replace(b"2026", b"2025", 1) + b" "
    report = verify(packed(files))
    assert (("changed", name)) in {(one.rule, one.file) for one in report.problems}


def test_a_removed_and_an_added_file_are_named(made):
    files = members(made.data)
    gone = next(name for name in files if "答复通知书" in name)
    del files[gone]
    files["08_复议诉讼/假证据.pdf"] = PDF
    found = {(one.rule, one.file) for one in verify(packed(files)).problems}
    assert {("missing", gone), ("contents", gone), ("added", "08_复议诉讼/假证据.pdf")} <= found


def forged(files: dict[str, bytes]) -> bytes:
    """A package whose manifest was computed anew, as a careful forger does."""
    files.pop("manifest-sha256.txt")
    files["manifest-sha256.txt"] = "".join(
        f"{digests.of_bytes(data)}  {name}\n" for name, data in files.items()
    ).encode()
    return packed(files)


def test_a_package_with_a_new_manifest_is_not_the_one_in_the_trail(made):
    files = members(made.data)
    files["index.html"] += b"<!-- -->"
    assert rules(forged(files)) == {"not_in_trail"}


def test_an_altered_event_is_found_even_under_a_new_manifest(made):
    files = members(made.data)
    events = json.loads(files["09_操作记录/events.json"])
    events[0]["actor_name"] = "别人"
    files["09_操作记录/events.json"] = json.dumps(events).encode()
    assert {"event", "not_in_trail"} <= rules(forged(files))


def test_a_dropped_event_is_found_even_under_a_new_manifest(made):
    files = members(made.data)
    events = json.loads(files["09_操作记录/events.json"])
    files["09_操作记录/events.json"] = json.dumps(events[1:]).encode()
    assert {"event", "not_in_trail"} <= rules(forged(files))


def test_an_event_of_a_trail_that_was_rewritten_is_found(made):
    """Whoever changes the database behind the product's back cannot change what was handed out."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_event SET digest = 'x' || substr(digest, 2) WHERE verb = 'foi.submit'")
    assert "event" in rules(made.data)


def test_a_repacked_zip_is_told_from_the_original(made):
    assert rules(packed(members(made.data))) == {"repacked"}


def test_what_is_put_before_or_behind_the_zip_is_found(made):
    assert "repacked" in rules(made.data + b"PK-trailing-bytes")
    assert rules(b"#!/bin/sh\n" + made.data) >= {"appended"}


def test_two_files_of_one_name_and_names_that_climb_out_are_refused(made):
    out = io.BytesIO(made.data)
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning):
        archive.writestr("index.html", b"other")
    assert "duplicate" in rules(out.getvalue())
    out = io.BytesIO(made.data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("../../etc/cron.d/x", b"other")
    assert "unsafe_name" in rules(out.getvalue())


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a zip", packed({}), packed({"a.txt": b"x"})])
def test_what_is_no_package_is_said_to_be_none(data):
    report = verify(data)
    assert not report.ok and report.about == {}


def test_the_package_of_another_installation_is_checked_by_itself(made, full, cast):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE foi_foirequest SET number = 'elsewhere' WHERE id = %s", [full.pk])
    report = verify(made.data)
    assert (report.ok, report.trail) == (True, "unavailable")


def test_a_damaged_paper_is_listed_and_the_rest_goes_on(cast, full):
    paper = (
        SealedFile.objects.filter(request=full, kind="other").first()
        or SealedFile.objects.filter(request=full).exclude(kind="identity").first()
    )
    with paper.file.storage.open(paper.file.name, "rb") as stored:
        data = bytearray(stored.read())
    data[-5] ^= 0x01
    (paper.file.storage.path(paper.file.name))
    with open(paper.file.storage.path(paper.file.name), "wb") as stored:
        stored.write(data)
    made = actions.export_file(request=full, by=cast.foi_officer)
    assert len(made.problems) == 1
    assert verify(made.data).ok
    assert "没有放进来" in members(made.data)["index.html"].decode()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("../../etc/passwd", "x.pdf"),
        ("答复书 青政公复〔2026〕3号", "答复.PDF"),
        ('a/b\\c:d*e?f"g<h>i|j', "x.tar.gz"),
        ("\u202egnp.exe", "a.docx\x00.exe"),
        ("...", ".."),
        ("长" * 300, "长.pdf"),
    ],
)
def test_names_in_the_package_are_safe_and_not_too_long(title, name):
    path = path_of(7, "03_程序文书", title, name)
    assert is_safe(path) and path.count("/") == 1
    assert len(path.rpartition("/")[2].encode()) <= 255


def test_two_hundred_papers_take_a_moment(cast, answered, case):
    """Not a measurement; only that nothing is read more often than it must be."""
    with at(date(2026, 4, 20)):
        for number in range(200):
            actions.add_document(
                case=case, kind="evidence", name=f"{number}.pdf", data=PDF + b"%" + bytes(str(number), "ascii"),
                title=f"证据{number}", on=date(2026, 4, 10), by=cast.foi_officer,
            )  # fmt: skip
    made = actions.export_file(request=answered, by=cast.foi_officer)
    assert made.documents >= 200
    assert verify(made.data).ok
