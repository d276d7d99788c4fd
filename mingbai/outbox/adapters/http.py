"""One request to one configured host: no redirects, a time limit for the whole, and no secret in errors."""

import http.client
import json
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

MOST_BYTES = 1024 * 1024
PIECE = 16 * 1024


class NotSent(Exception):
    """The host was not reached, so it has seen nothing of the request."""


class Lost(Exception):
    """The request went out and no whole answer came back: what the platform did is not known."""


@dataclass(frozen=True)
class Answer:
    status: int
    data: dict[str, Any] = field(repr=False)


@dataclass(frozen=True)
class Host:
    """`base` like https://api.weixin.qq.com; only it is ever asked."""

    base: str
    timeout: float

    def post_json(self, path: str, body: dict[str, Any], query: dict[str, str] | None = None) -> Answer:
        # The platform shows \\u escapes as they stand, so the text is sent as it is.
        data = json.dumps(body, ensure_ascii=False).encode()
        return self._post(path, data, "application/json; charset=utf-8", query or {})

    def post_form(self, path: str, body: dict[str, str]) -> Answer:
        return self._post(path, urlencode(body).encode(), "application/x-www-form-urlencoded", {})

    def _post(self, path: str, data: bytes, kind: str, query: dict[str, str]) -> Answer:
        """NotSent or Lost; the text of both is empty, because addresses of these platforms hold tokens."""
        parts = urlsplit(self.base)
        make = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        connection = make(parts.hostname or "", parts.port, timeout=self.timeout)
        target = parts.path.rstrip("/") + path + (f"?{urlencode(query)}" if query else "")
        try:
            try:
                connection.connect()
            except (OSError, http.client.HTTPException):
                raise NotSent from None
            try:
                connection.request("POST", target, data, {"Content-Type": kind, "Connection": "close"})
                return _answer(connection.getresponse(), time.monotonic() + self.timeout)
            except (OSError, http.client.HTTPException, ValueError):
                raise Lost from None
        finally:
            connection.close()


def _answer(response: http.client.HTTPResponse, until: float) -> Answer:
    """A host that trickles is given up on as one that is silent. ValueError for what is no JSON object."""
    body = b""
    while piece := response.read1(PIECE):
        body += piece
        if time.monotonic() > until or len(body) > MOST_BYTES:
            raise TimeoutError
    if response.status >= 500 or 300 <= response.status < 400:
        return Answer(response.status, {})
    data = json.loads(body)
    if not isinstance(data, dict):
        raise ValueError
    return Answer(response.status, data)
