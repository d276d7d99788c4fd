"""Reading cases: for the desk, for table four, for retention."""

from mingbai.remedies.queries.cases import (
    Shown,
    deadlines_of,
    first_instances,
    of_request,
    readable,
    reviews_before,
    shown,
    warnings_of,
)
from mingbai.remedies.queries.figures import Counted, cases_in, counted, figures
from mingbai.remedies.queries.files import sealed_files
from mingbai.remedies.queries.holding import held_back

__all__ = [
    "Counted",
    "Shown",
    "cases_in",
    "counted",
    "deadlines_of",
    "figures",
    "first_instances",
    "held_back",
    "of_request",
    "readable",
    "reviews_before",
    "sealed_files",
    "shown",
    "warnings_of",
]
