"""What somebody needs before them to check or sign an answer."""

from typing import Any

from django.core.exceptions import ValidationError

from mingbai.casework.queries.letters import paragraphs, text_of
from mingbai.casework.rules.outcomes import PLAIN, remedy_words
from mingbai.foi.models import FoiRequest, SealedFile
from mingbai.foi.queries import answer_of
from mingbai.foi.rules.answering import RELEASING
from mingbai.letters.rules.outcomes import article_of, outcome


def answer_to_review(row: FoiRequest) -> dict[str, Any]:
    """The letter as it will look, its outcome in plain words, and what it rests on."""
    letter = answer_of(row)
    shown, problems = None, []
    if letter is not None:
        letter.request = row
        try:
            shown = text_of(letter)
        except ValidationError as error:
            problems = list(error.messages)
    return {
        "shown": shown,
        "pieces": paragraphs(shown.official) if shown else [],
        "lacking": problems,
        "outcome": outcome_words(row.leaf, row.variant),
        "searches": row.searches.all(),
        "consultations": row.consultations.all(),
        "parts": row.parts.select_related("ground", "released", "source"),
        "released": released_of(row),
        "gives": row.leaf in RELEASING,
        "opinions": row.opinions.select_related("by"),
        "extension": getattr(row, "extension", None),
    }


def released_of(row: FoiRequest) -> list[SealedFile]:
    """The files that the applicant gets with the answer; those of parts taken back are left out."""
    parts = row.parts.filter(is_released=True).values("released")
    return list(row.files.filter(kind=SealedFile.Kind.RELEASED, deleted_at=None, pk__in=parts))


def outcome_words(leaf: str, variant: str) -> dict[str, str]:
    """An outcome for the screen; empty for a correction, which has none of the 21."""
    if not leaf:
        return {}
    found = outcome(leaf)
    return {
        "label": found.label,
        "plain": PLAIN[found.leaf],
        "article": article_of(leaf, variant),
        "ground": found.ground_words,
        "remedy": remedy_words(found),
    }
