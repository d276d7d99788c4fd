"""Stickers with the codes of records and places: their addresses never change, whatever is corrected."""

from collections.abc import Sequence
from datetime import date
from importlib.resources import files

from django.conf import settings

from mingbai.channels.models import Place
from mingbai.channels.rules.short import code_of
from mingbai.disclosures.models import Information
from mingbai.documents.official.lettering import clean
from mingbai.documents.typesetting import typeset
from mingbai.printing.exports.faces import board_faces
from mingbai.printing.exports.records import address_of
from mingbai.printing.exports.sheets import code_svg
from mingbai.printing.values import Label

PROGRAM = (files("mingbai.printing.exports") / "labels.typ").read_bytes()
ON_A_PAGE = 10
LONGEST = 48
RECORD_SCAN, PLACE_SCAN = "扫码看最新内容", "扫码看这里公开的内容"


def record_label(information: Information) -> Label:
    code = code_of(information.pk)
    issuer = information.issuer_name
    return Label(information.title, address_of(information), code, RECORD_SCAN, issuer)


def place_label(place: Place) -> Label:
    address = f"{settings.MINGBAI_BASE_URL}/at/{place.code}/"
    return Label(place.name, address, place.code, PLACE_SCAN, place.organisation.name)


def labels_pdf(labels: Sequence[Label], *, on: date) -> bytes:
    """Ten on a page, to be cut along the dashed lines."""
    data = {"title": "二维码标签", "faces": board_faces(), "labels": [_drawn(one) for one in labels]}
    return typeset(PROGRAM, data, on=on)


def _drawn(label: Label) -> dict[str, object]:
    title = " ".join(clean(label.title).split())
    short = title if len(title) <= LONGEST else f"{title[: LONGEST - 1]}…"
    return {
        "title": short,
        "size": 14 if len(short) <= 16 else 12 if len(short) <= 28 else 10,
        "under": clean(label.under),
        "scan": label.scan,
        "code": label.code,
        "address": label.address,
        "svg": code_svg(label.address),
    }
