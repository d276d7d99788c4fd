"""A leaflet (明白纸): one page, as large as it fits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from mingbai.disclosures.models import Information
from mingbai.documents.official.lettering import clean, width_of
from mingbai.documents.typesetting import typeset
from mingbai.lib import clock
from mingbai.printing.exports.faces import board_faces
from mingbai.printing.exports.pictures import page_count
from mingbai.printing.exports.records import address_of, complaint_of, contact_of
from mingbai.printing.exports.sheets import code_svg
from mingbai.printing.rules.leaflets import QUESTIONS, SIZES, SMALLEST

PROGRAM = (files("mingbai.printing.exports") / "leaflet.typ").read_bytes()
TEXT_WIDTH = 595.28 - 92
SCAN = "手机扫码，看全文和最新内容"
RULE = "本页为简明介绍，以公开的文件原文为准。"


@dataclass(frozen=True)
class Drawn:
    """`size` in points; `fits`: all of it stands on one page."""

    data: bytes
    size: float
    fits: bool


def leaflet_pdf(information: Information, answers: Mapping[str, str]) -> Drawn:
    """Drawn in the largest type in which it takes one page; where even the smallest takes more it says so."""
    changed = information.changed_at or information.published_at or clock.now()
    on = changed.astimezone(clock.CHINA).date()
    for size in SIZES:
        data = _page(information, answers, size, on)
        if page_count(data) == 1:
            return Drawn(data, size, True)
    return Drawn(data, SMALLEST, False)


def _page(information: Information, answers: Mapping[str, str], size: float, on: date) -> bytes:
    title = clean(answers["title"]) or information.title
    organisation = information.organisation
    data = {
        "title": title,
        "title_size": max(min(TEXT_WIDTH / (width_of(title) + 1), 40), 26),
        "size": size,
        "issuer": clean(information.issuer_name),
        "answers": [
            [one.label, clean(answers[one.key])] for one in QUESTIONS if answers.get(one.key, "").strip()
        ],
        "code": code_svg(address_of(information)),
        "address": address_of(information),
        "scan": SCAN,
        "foot": [
            one
            for one in (address_of(information), contact_of(organisation), complaint_of(organisation), RULE)
            if one
        ],
        "faces": board_faces(),
    }
    return typeset(PROGRAM, data, on=on)
