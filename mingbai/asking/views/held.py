"""The form that this browser is filling in, found through its session."""

from django.http import HttpRequest

from mingbai.asking.actions import drafts
from mingbai.asking.models import Draft
from mingbai.asking.queries import answers_of, draft_of
from mingbai.asking.values import Answers

WORD = "asking"


def held_draft(request: HttpRequest) -> Draft | None:
    """The form being filled in, or the receipt of the one that was just sent."""
    return draft_of(request.session.get(WORD, ""))


def open_draft(request: HttpRequest) -> tuple[Draft, Answers] | None:
    """The form being filled in and its answers; None when there is none, or it was sent."""
    draft = held_draft(request)
    answers = answers_of(draft) if draft is not None else None
    return (draft, answers) if draft is not None and answers is not None else None


def new_draft(request: HttpRequest, answers: Answers) -> Draft:
    """Begin a form in this browser; one that was being filled in before is forgotten."""
    before = held_draft(request)
    if before is not None and before.submitted_at is None:
        drafts.erase(before)
    request.session[WORD] = drafts.begin(answers)
    found = held_draft(request)
    assert found is not None
    return found
