"""Requests for information and what is done with them."""

from mingbai.foi.models.offices import Office, Serial
from mingbai.foi.models.requests import Applicant, Entry, FoiRequest, Link, SealedFile, Wish
from mingbai.foi.models.working import (
    Consultation,
    Extension,
    FeeNotice,
    Letter,
    Part,
    ReviewOpinion,
    Search,
)

__all__ = [
    "Applicant",
    "Consultation",
    "Entry",
    "Extension",
    "FeeNotice",
    "FoiRequest",
    "Letter",
    "Link",
    "Office",
    "Part",
    "ReviewOpinion",
    "SealedFile",
    "Search",
    "Serial",
    "Wish",
]
