"""What is to be done on the channels, all postings, and which channels are missing."""

from datetime import timedelta

from django.http import HttpResponse

from mingbai.channels import queries
from mingbai.channels.exports import missing_table, postings_table
from mingbai.channels.policies import KEEP
from mingbai.channels.states import Channel, PostingState
from mingbai.lib import clock
from mingbai.organisations.policies import may_anywhere
from mingbai.shell.exports import download
from mingbai.shell.paging import paged
from mingbai.shell.views import StaffRequest, page

MOST = 50
LOOK_BACK = timedelta(days=366)


def home(request: StaffRequest) -> HttpResponse:
    """To put up, to follow, without proof: the first of each."""
    user = request.user
    waiting, jobs, bare = queries.to_put_up(user), queries.open_jobs(user), queries.without_proof(user)
    return page(
        request,
        "channels/home.html",
        waiting=waiting[:MOST],
        count_waiting=waiting.count(),
        jobs=jobs[:MOST],
        count_jobs=jobs.count(),
        bare=bare[:MOST],
        count_bare=bare.count(),
        today=clock.today(),
        keeps=bool(may_anywhere(user, KEEP)),
    )


def postings(request: StaffRequest) -> HttpResponse:
    """Every posting within reach, by channel and state; as a workbook with `?xlsx`."""
    channel = request.GET.get("channel", "") if request.GET.get("channel") in Channel.values else ""
    state = request.GET.get("state", "") if request.GET.get("state") in PostingState.values else ""
    rows = queries.readable(request.user).order_by("-pk")
    if channel:
        rows = rows.filter(channel=channel)
    if state:
        rows = rows.filter(state=state)
    if "xlsx" in request.GET:
        return download(postings_table(rows), f"张贴情况{clock.today():%Y%m%d}.xlsx")
    shown, query = paged(request, rows)
    return page(
        request,
        "channels/postings.html",
        shown=shown,
        query=query,
        channel=channel,
        state=state,
        channels=[(one.value, one.label) for one in Channel if one != Channel.SITE],
        states=PostingState.choices,
    )


def missing(request: StaffRequest) -> HttpResponse:
    """Records of the last year that lack a channel their row of the catalogue requires."""
    today = clock.today()
    rows = queries.missing_in(request.user, today - LOOK_BACK)
    if "xlsx" in request.GET:
        return download(missing_table(rows, today), f"渠道没有发齐{today:%Y%m%d}.xlsx")
    shown, query = paged(request, rows)  # type: ignore[arg-type]  # a paginator takes lists too
    late = sum(one.due_on < today for one in rows)
    return page(request, "channels/missing.html", shown=shown, query=query, late=late, today=today)
