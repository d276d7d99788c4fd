"""Promises of the year, and the months that villages posted."""

from django.http import HttpRequest, HttpResponseBase
from ninja import Query

from mingbai.api.exports.progress import MONTHS, PROMISES
from mingbai.api.queries import progress as queries
from mingbai.api.read.answering import organisation_of, page
from mingbai.api.read.interface import NEXT, listing
from mingbai.api.read.parameters import OfYear


@listing("/promises", PROMISES, "年度承诺和进展", next=NEXT, about=("民生实事和年度目标，经过核对的进展。"))
def promises(request: HttpRequest, asked: Query[OfYear]) -> HttpResponseBase:
    return page(request, asked, PROMISES, queries.promises(organisation_of(asked.organisation), asked.year))


@listing(
    "/village-months",
    MONTHS,
    "村务公开",
    next=NEXT,
    about=("各村在公开栏张贴过的村务公开表：哪一期、何时张贴、有没有更正，以及网上公开的内容。"),
)
def village_months(request: HttpRequest, asked: Query[OfYear]) -> HttpResponseBase:
    return page(request, asked, MONTHS, queries.months(organisation_of(asked.organisation), asked.year))
