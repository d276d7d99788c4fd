"""A look at what somebody typed, for what must not stand there."""

from collections.abc import Iterable

from mingbai.checks.findings import BLOCK
from mingbai.checks.masking import mask
from mingbai.checks.personal_data import find
from mingbai.checks.queries import context_for
from mingbai.lib import clock
from mingbai.organisations.models import Organisation

SHOWN = 60
"""Characters of the text that are shown, masked, with the refusal."""


def personal_data_in(texts: Iterable[str], organisation: Organisation) -> str:
    """The first text with an identity number, a private telephone or a bank card, masked; "" without any."""
    today = clock.today()
    known = context_for(organisation, today).telephones
    for text in texts:
        if any(hit.severity == BLOCK for hit in find(text, today, known)):
            return mask(text, today, known)[:SHOWN]
    return ""
