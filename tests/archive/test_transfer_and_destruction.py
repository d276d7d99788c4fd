"""Handing over with a receipt; destroying only what is past its time, by two people and a document."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from PIL import Image

from mingbai.archive import actions, exports
from mingbai.archive.models import Destruction, Package
from mingbai.archive.states import DestructionState, PackageState
from mingbai.disclosures.models import Information
from mingbai.ledger.models import Event
from mingbai.lib.bags import verify
from mingbai.lib.verdict import Denied
from tests.archive.conftest import at


def _signed():
    paper = BytesIO()
    Image.new("RGB", (40, 40), "white").save(paper, "PDF")
    return paper.getvalue()


RECEIPT = _signed()


def receipt(data=RECEIPT, name="回执.pdf"):
    return SimpleUploadedFile(name, data, "application/pdf")


@pytest.fixture
def kept_ten_years(package):
    """The package, whatever its records are."""
    Package.objects.filter(pk=package.pk).update(keep_until=date(2036, 1, 10))
    package.refresh_from_db()
    return package


@pytest.fixture
def proposed(cast, kept_ten_years):
    with at(2036, 1, 11):
        return actions.propose(package=kept_ten_years, by=cast.drafter, reason="保管期满")


def test_a_transfer_is_listed_with_who_gave_and_who_took(cast, package):
    with at(2026, 3, 1):
        row = actions.transfer(
            package=package,
            by=cast.drafter,
            institution="县档案馆",
            received_by="档馆员",
            on=date(2026, 2, 27),
        )
        row = actions.add_receipt(transfer=row, by=cast.drafter, receipt=receipt())
    assert (row.digest, row.handed_over_by, row.receipt.read()) == (package.digest, "丁拟", RECEIPT)
    assert exports.transfer_pdf(row, list(package.records.all())).startswith(b"%PDF")
    with pytest.raises(Denied, match="不能再换"):
        actions.add_receipt(transfer=row, by=cast.drafter, receipt=receipt())


@pytest.mark.parametrize(
    "wrong",
    [
        {"institution": ""},
        {"received_by": " "},
        {"on": date(2027, 1, 1)},
        {"receipt": receipt(b"MZ..", "a.exe")},
        {"receipt": receipt(b"%PDF-1.4 half a file")},
        {"receipt": receipt(b"\xff\xd8\xff\xe0 half a picture", "a.jpg")},
    ],
)
def test_a_transfer_says_what_is_missing(cast, package, wrong):
    given = {"institution": "县档案馆", "received_by": "档馆员", "on": date(2026, 2, 27), **wrong}
    with at(2026, 3, 1), pytest.raises(ValidationError):
        actions.transfer(package=package, by=cast.drafter, **given)


def test_what_is_sent_twice_is_one_transfer(cast, package):
    given = {"institution": "县档案馆", "received_by": "档馆员", "on": date(2026, 2, 27)}
    with at(2026, 3, 1):
        actions.transfer(package=package, by=cast.drafter, **given)
        with pytest.raises(ValidationError, match="已经登记过了"):
            actions.transfer(package=package, by=cast.drafter, **given)
    assert package.transfers.count() == 1


def test_nothing_is_destroyed_before_its_time(cast, kept_ten_years):
    with at(2036, 1, 10), pytest.raises(Denied, match="还没有到期"):
        actions.propose(package=kept_ten_years, by=cast.drafter, reason="腾地方")
    assert Path(kept_ten_years.folder).is_dir()


def test_what_is_kept_for_ever_is_never_destroyed(cast, kept_ten_years):
    Package.objects.update(keep_until=None)
    with at(2099, 1, 1), pytest.raises(Denied, match="永久"):
        actions.propose(package=kept_ten_years, by=cast.drafter, reason="腾地方")


def test_nothing_is_destroyed_without_a_document(cast, proposed):
    with at(2036, 1, 12), pytest.raises(ValidationError, match="文件字号"):
        actions.approve(destruction=proposed, by=cast.approver, document_number=" ")
    assert Path(proposed.package.folder).is_dir()
    with pytest.raises(IntegrityError), transaction.atomic():
        Destruction.objects.update(state="approved", decided_by=cast.approver)


@pytest.mark.parametrize("who", ["drafter", "checker", "county_office", "organisation_admin", "stranger"])
def test_only_an_approver_decides_and_not_who_proposed(cast, proposed, who):
    with at(2036, 1, 12), pytest.raises(Denied):
        actions.approve(destruction=proposed, by=getattr(cast, who), document_number="青政发〔2036〕1号")
    assert Path(proposed.package.folder).is_dir()


def test_a_time_made_longer_meanwhile_stops_the_decision(cast, proposed):
    Package.objects.update(keep_until=date(2046, 1, 1))
    with at(2036, 1, 12), pytest.raises(Denied, match="还没有到期"):
        actions.approve(destruction=proposed, by=cast.approver, document_number="青政发〔2036〕1号")


def test_the_files_go_and_the_index_stays(cast, proposed, story, django_capture_on_commit_callbacks):
    with at(2036, 1, 12), django_capture_on_commit_callbacks(execute=True):
        actions.approve(destruction=proposed, by=cast.approver, document_number="青政发〔2036〕1号")
    row = Destruction.objects.get()
    assert not Path(row.package.folder).exists()
    assert (row.state, row.files_gone_at is not None) == (DestructionState.APPROVED, True)
    assert row.index[0]["index_number"] == story.notice.index_number
    assert row.package.state == PackageState.DESTROYED and row.package.records.count() == 1
    assert Information.objects.filter(pk=story.notice.pk).exists()
    assert Event.objects.get(verb="archive.approve").detail == {"document": "青政发〔2036〕1号"}
    assert exports.destruction_pdf(row).startswith(b"%PDF")


def test_a_refusal_keeps_the_files(cast, proposed):
    with at(2036, 1, 12):
        with pytest.raises(ValidationError):
            actions.reject(destruction=proposed, by=cast.approver, note="")
        actions.reject(destruction=proposed, by=cast.approver, note="还有用")
    assert Path(proposed.package.folder).is_dir()


def test_the_desk_leads_through_package_transfer_and_destruction(cast, proposed, client):
    pk = proposed.package_id
    client.force_login(cast.approver)
    with at(2036, 1, 12):
        for name in ("home", "terms", "destructions"):
            assert client.get(reverse(f"archive:{name}")).status_code == 200
        assert "完好" in client.get(reverse("archive:verify", args=[pk])).content.decode()
        decide = reverse("archive:decide", args=[proposed.pk])
        refused = client.post(decide, {"decision": "approve", "document_number": "", "note": "同意"})
        assert (refused.status_code, "同意" in refused.content.decode()) == (422, True)
        assert client.post(decide, {"decision": "approve", "document_number": "1号"}).status_code == 302
        for name in ("destruction", "destruction-list"):
            assert client.get(reverse(f"archive:{name}", args=[proposed.pk])).status_code == 200
        assert client.get(reverse("archive:paper", args=[pk, "index"])).status_code == 200
    client.force_login(cast.stranger)
    assert client.get(reverse("archive:package", args=[pk])).status_code == 404


def test_the_desk_hands_out_the_package_as_a_zip_that_passes(cast, package, client, tmp_path):
    client.force_login(cast.drafter)
    answer = client.get(reverse("archive:zip", args=[package.pk]))
    (tmp_path / "p.zip").write_bytes(b"".join(answer.streaming_content))
    assert verify(tmp_path / "p.zip").problems == []
    client.force_login(cast.checker)
    assert client.get(reverse("archive:zip", args=[package.pk])).status_code == 403


def test_the_check_list_of_copies_names_what_is_missing(cast, story, client):
    client.force_login(cast.drafter)
    shown = client.get(reverse("archive:copies", args=[cast.town.pk, 2025])).content.decode()
    assert "1 件不齐" in shown and story.notice.title in shown
    table = client.get(reverse("archive:copies-table", args=[cast.town.pk, 2025]))
    assert table.status_code == 200
