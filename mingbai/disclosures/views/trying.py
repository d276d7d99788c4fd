"""What pages with several small forms share."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import readable_by
from mingbai.lib.verdict import Denied
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import scope_of
from mingbai.shell.views import StaffRequest, words_of


def tried(request: StaffRequest, do: Callable[[], Any], done: str) -> list[str]:
    """Do something and say so; what was refused is returned as sentences."""
    try:
        do()
    except (ValidationError, Denied) as refusal:
        return words_of(refusal)
    messages.success(request, done)
    return []


def readable(request: StaffRequest, pk: int) -> Information:
    return get_object_or_404(readable_by(request.user).select_related("latest_revision"), pk=pk)


def places_of(request: StaffRequest, action: str) -> QuerySet[Organisation]:
    """The organisations in which this person may do the action, in the tree's order."""
    return scope_of(request.user, action).filter(Organisation.objects.order_by("path"), "")


def number(typed: str) -> int:
    """A number that stands in a form's hidden or ticked field; what is none does not exist."""
    if not (typed.isascii() and typed.isdigit() and len(typed) < 19):
        raise Http404
    return int(typed)
