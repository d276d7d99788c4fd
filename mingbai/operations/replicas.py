"""Searches, filtered lists and the interface for machines may be answered by a replica of the database.

Never a page that is being stored, never for somebody who has signed in: what was taken down must not come
back from a copy that lags. How far it lags is measured by the ledger, to which every change adds an event:
the replica is current as of the last moment whose newest event it has.
"""

import logging
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponseBase

from mingbai.ledger.queries import last_event
from mingbai.lib.routing import MAIN, reading_from

logger = logging.getLogger(__name__)
REPLICA = "replica"
INTERFACE = "/api/v1/"
SEARCHES = {"search"}  # names of public addresses that are made for each visitor
CHECKED_EVERY = 2.0  # seconds
RESTS = 15.0  # seconds without a question to a replica that failed


class Freshness:
    """Whether the replica may be asked now; asks both databases at most every `CHECKED_EVERY` seconds."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self.now = now
        self.next_check = 0.0
        self.usable = False
        self.unreached: deque[tuple[float, int]] = deque(maxlen=1000)
        """(moment, newest event in the main database then) that the replica has not shown yet."""

    def is_usable(self) -> bool:
        if self.now() >= self.next_check:
            self.next_check = self.now() + CHECKED_EVERY
            self.usable = self._check()
        return self.usable

    def failed(self) -> None:
        self.usable, self.next_check = False, self.now() + RESTS

    def _check(self) -> bool:
        there = _newest_in(REPLICA)
        if there is None:
            self.failed()
            return False
        # While the main database is away nothing can change, and the replica says what it knows.
        if (here := _newest_in(MAIN)) is not None:
            self.unreached.append((self.now(), here))
        while self.unreached and self.unreached[0][1] <= there:
            self.unreached.popleft()
        lag = self.now() - self.unreached[0][0] if self.unreached else 0.0
        return lag <= settings.REPLICA_MAX_LAG


def _newest_in(alias: str) -> int | None:
    try:
        with reading_from(alias):
            return last_event()
    except (DatabaseError, InterfaceError) as problem:
        logger.warning("The database %s does not answer: %s", alias, type(problem).__name__)
        return None


class ReadReplica:
    """Last of all: answers what may come from the replica, and leaves everything else to go on as usual."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if REPLICA not in settings.DATABASES:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.freshness = Freshness()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """The answer read from the replica; None lets the view be asked again, with the main database."""
        if not may_lag(request, view) or not self.freshness.is_usable():
            return None
        try:
            with reading_from(REPLICA):
                response: HttpResponseBase = view(request, *args, **kwargs)
        except (DatabaseError, InterfaceError) as problem:
            # Gone, or asked for what a replica cannot do: whatever it is, the main database knows better.
            logger.warning("The replica did not answer: %s", type(problem).__name__)
            self.freshness.failed()
            return None
        response["X-Read-From"] = REPLICA
        return response


def may_lag(request: HttpRequest, view: Callable[..., Any]) -> bool:
    """Public, asked by nobody in particular, and with a query, so that it is never stored."""
    if request.method not in ("GET", "HEAD") or settings.SESSION_COOKIE_NAME in request.COOKIES:
        return False
    if request.path_info.startswith(INTERFACE):
        return True
    return bool(request.META.get("QUERY_STRING")) and _is_public(request, view)


def _is_public(request: HttpRequest, view: Callable[..., Any]) -> bool:
    match = request.resolver_match
    return bool(getattr(view, "is_public_page", False)) or bool(match and match.view_name in SEARCHES)
