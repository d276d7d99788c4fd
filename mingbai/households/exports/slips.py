"""Slips with query codes, drawn by `slips.typ`: eight on a page, to be cut apart."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from importlib.resources import files

from django.conf import settings
from django.urls import reverse

from mingbai.documents.official.lettering import clean
from mingbai.documents.typesetting import typeset
from mingbai.households.models import HouseholdList
from mingbai.lib import clock
from mingbai.lib.qr import code_of
from mingbai.printing.exports.faces import board_faces

PROGRAM = (files("mingbai.households.exports") / "slips.typ").read_bytes()


@dataclass(frozen=True)
class Slip:
    name: str = field(repr=False)
    village: str
    group: str
    code: str = field(repr=False)


def slips_pdf(row: HouseholdList, slips: Sequence[Slip]) -> bytes:
    """The square code leads to the page of asking; the household's own code stands in letters alone."""
    address = f"{settings.MINGBAI_BASE_URL.rstrip('/')}{reverse('household_query')}"
    size, path = code_of(address)
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path d="{path}"/></svg>'
    data = {
        "title": clean(row.title),
        "faces": board_faces(),
        "address": address,
        "qr": picture,
        "telephone": clean(row.telephone),
        "slips": [{name: clean(value) for name, value in asdict(one).items()} for one in slips],
    }
    return typeset(PROGRAM, data, on=clock.today())
