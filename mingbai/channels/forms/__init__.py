"""What is typed about places and postings. Keys of `cleaned_data` are the arguments of the action."""

from mingbai.channels.forms.places import EditPlaceForm, PlaceForm
from mingbai.channels.forms.planning import NarrowForm, PlanForm
from mingbai.channels.forms.postings import (
    AddProofForm,
    DownForm,
    ReasonForm,
    ReplaceForm,
    UpForm,
    given_in,
)

__all__ = [
    "AddProofForm",
    "DownForm",
    "EditPlaceForm",
    "NarrowForm",
    "PlaceForm",
    "PlanForm",
    "ReasonForm",
    "ReplaceForm",
    "UpForm",
    "given_in",
]
