"""The log itself: explained for everybody, and as programs read it (C2SP tlog-tiles)."""

import json

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from mingbai.lib.merkle import TILE_WIDTH
from mingbai.portal.models import SiteSettings
from mingbai.portal.views.pages import public_page
from mingbai.stored.depending import depends_on
from mingbai.tracing.models import Receipt, Witness
from mingbai.transparency import queries
from mingbai.transparency.models import Checkpoint
from mingbai.transparency.rules import tile_number

SHOWN = 60
PLAIN, BYTES = "text/plain; charset=utf-8", "application/octet-stream"
FOR_EVER = "log/for-ever"
"""The key of what never changes; nobody touches it."""


@public_page
def log(request: HttpRequest) -> HttpResponse:
    depends_on("log")
    signed = queries.checkpoints()
    shown, older = signed[:SHOWN], signed[1 : SHOWN + 1]
    context = {
        "site": SiteSettings.current(),
        "latest": signed[0] if signed else None,
        "checkpoints": list(zip(shown, [*older, None], strict=False)),
        "count": len(signed),
        "keys": queries.public_keys(),
        "witnesses": Witness.objects.filter(ended_at=None),
        "receipts": Receipt.objects.filter(signed=True).select_related("witness", "checkpoint")[:SHOWN],
    }
    return render(request, "tracing/log.html", context)


@public_page
def checkpoint(request: HttpRequest) -> HttpResponse:
    """The latest one, as witnesses fetch it."""
    depends_on("log")
    last = queries.latest_checkpoint()
    if last is None:
        raise Http404
    return HttpResponse(last.note, content_type=PLAIN)


@public_page
def signed(request: HttpRequest, size: int) -> HttpResponse:
    """The first one of that many leaves."""
    found = Checkpoint.objects.filter(size=size).order_by("pk").first()
    if found is None:
        raise Http404
    depends_on(FOR_EVER)
    return HttpResponse(found.note, content_type=PLAIN)


@public_page
def key(request: HttpRequest) -> HttpResponse:
    """Every public key the log was ever signed with, a line each, the newest first."""
    depends_on("log")
    return HttpResponse("".join(f"{one}\n" for one in queries.public_keys()), content_type=PLAIN)


@public_page
def tile(request: HttpRequest, level: int, name: str, width: int = TILE_WIDTH) -> HttpResponse:
    number = tile_number(name)
    return _bytes(queries.tile(level, number, width) if number is not None and level < 8 else None)


@public_page
def entries(request: HttpRequest, name: str, width: int = TILE_WIDTH) -> HttpResponse:
    number = tile_number(name)
    return _bytes(queries.entries(number, width) if number is not None else None)


def _bytes(content: bytes | None) -> HttpResponse:
    if content is None:
        raise Http404
    depends_on(FOR_EVER)
    return HttpResponse(content, content_type=BYTES)


@public_page
def unsigned(request: HttpRequest) -> HttpResponse:
    """What came after the latest checkpoint, a line each; nobody has signed for it yet."""
    depends_on("log", "log/unsigned")
    lines = [json.dumps({"number": one.number, "data": one.data}) + "\n" for one in queries.unsigned()]
    return HttpResponse("".join(lines), content_type="application/x-ndjson; charset=utf-8")


@public_page
def consistency(request: HttpRequest, first: int, second: int) -> HttpResponse:
    """That one checkpoint only added to another."""
    # Not `in`, which does not refuse numbers that no database holds.
    pair = Checkpoint.objects.filter(Q(size=first) | Q(size=second)).order_by("size", "pk")
    roots = {one.size: one.root for one in pair.defer("peaks", "note")}
    if first >= second or not first or roots.keys() != {first, second}:
        raise Http404
    depends_on(FOR_EVER)
    proof = [one.hex() for one in queries.consistency_proof(first, second)]
    sizes = {"first": first, "first_root": roots[first], "second": second, "second_root": roots[second]}
    return JsonResponse({**sizes, "proof": proof}, json_dumps_params={"indent": 1})
