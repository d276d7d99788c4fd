"""Two boards of 柳湾村, a loudspeaker, and a public notice of 青禾镇."""

from io import BytesIO
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from mingbai.channels import actions
from mingbai.channels.states import PlaceKind, ProofKind
from mingbai.channels.values import Given
from mingbai.disclosures import actions as disclosures
from tests.conftest import cast_again as cast
from tests.conftest import notice_again as notice

__all__ = ["cast", "notice"]


def picture(name: str = "现场.jpg", with_place: bool = False) -> SimpleUploadedFile:
    exif = Image.Exif()
    if with_place:
        exif.get_ifd(0x8825).update({1: "N", 2: (24.0, 42.0, 0.0), 3: "E", 4: (98.0, 3.0, 0.0)})
        exif[0x0110] = "PHONE-MODEL"
    made = BytesIO()
    Image.new("RGB", (64, 48), "white").save(made, "JPEG", exif=exif)
    return SimpleUploadedFile(name, made.getvalue(), "image/jpeg")


def photo(**given) -> Given:
    return Given(ProofKind.PHOTO, upload=picture(**given))


@pytest.fixture
def places(cast):
    def add(kind: PlaceKind, name: str):
        return actions.add_place(organisation=cast.village, kind=kind, name=name, by=cast.drafter)

    return SimpleNamespace(
        gate=add(PlaceKind.BOARD, "村委会门口公示栏"),
        hill=add(PlaceKind.BOARD, "山后组公示栏"),
        horn=add(PlaceKind.LOUDSPEAKER, "村大喇叭"),
    )


@pytest.fixture
def correct(cast, desk):
    """Correct a record through the whole office."""

    def corrected(record, body="<p>各村民委员会：</p><p>管道检查改为每周五。</p>", note="检查日改为周五"):
        record.refresh_from_db()
        disclosures.edit(information=record, by=cast.drafter, base=record.latest_revision_id, body=body)
        record.refresh_from_db()
        disclosures.submit(information=record, by=cast.drafter, change_note=note)
        record.refresh_from_db()
        return disclosures.publish(information=desk.approve_all(record), by=cast.approver)

    return corrected
