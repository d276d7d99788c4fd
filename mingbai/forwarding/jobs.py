"""Reading a source over the network: only where a setting allows it, only from listed public hosts.

The name is resolved once, every address of it must be public, and the connection goes to exactly the address
that was checked: a name that answers differently a moment later leads nowhere else.
"""

import contextlib
import http.client
import socket
import ssl
import threading
import time
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.conf import settings

from mingbai.documents.reading import read
from mingbai.documents.refusals import Refused
from mingbai.forwarding.rules import PORTS, address_problem, is_public, normal

MOST_BYTES = 5 * 1024 * 1024
SECONDS = 20.0
MOST_REDIRECTS = 3
FILES = ("pdf", "doc", "docx", "ofd", "wps", "xls", "xlsx", "txt")
AGENT = "Mingbai forwarding check"
MOVED = (301, 302, 303, 307, 308)


class Unreachable(Exception):
    """The source could not be read; the message says why, in Chinese."""


@dataclass(frozen=True)
class Answer:
    status: int
    kind: str
    location: str
    data: bytes


def is_on() -> bool:
    return bool(settings.FORWARDING_FETCH)


def fetch(url: str) -> str:
    """The words of what stands at `url`, normal; Unreachable."""
    if not is_on():
        raise Unreachable("没有开通自动读取来源网址。请打开来源网页，把现在的原文复制过来核对。")
    until = time.monotonic() + SECONDS
    first = (urlsplit(url).hostname or "").lower()
    for _ in range(MOST_REDIRECTS + 1):
        answer = _ask(url, until)
        if answer.status not in MOVED:
            return _words(url, answer)
        url = urljoin(url, answer.location)
        if (urlsplit(url).hostname or "").lower() != first:
            raise Unreachable("来源网址转到了别的网站，没有跟过去。请核对来源网址。")
    raise Unreachable("来源网址转来转去，没有读到内容。")


def _ask(url: str, until: float) -> Answer:
    """One request to one checked address."""
    if problem := address_problem(url, settings.FORWARDING_HOSTS):
        raise Unreachable(problem)
    parts = urlsplit(url)
    address = _checked_address(parts.hostname or "", PORTS[parts.scheme])
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if not path.isascii():
        raise Unreachable("来源网址里有汉字，请从浏览器地址栏复制完整网址。")
    connection = _Pinned(parts.hostname or "", PORTS[parts.scheme], address, parts.scheme == "https", until)
    # The time limit of a socket counts for each read; a server that drips is cut off by the clock.
    watch = threading.Timer(_left(until), connection.cut)
    watch.daemon = True
    watch.start()
    try:
        connection.request("GET", path, headers={"User-Agent": AGENT, "Accept-Encoding": "identity"})
        response = connection.getresponse()
        kind = response.headers.get_content_type()
        return Answer(response.status, kind, response.headers.get("Location", ""), _body(response, until))
    except (OSError, http.client.HTTPException, ValueError) as problem_:
        raise Unreachable("来源网站没有正常回答，可能暂时打不开。") from problem_
    finally:
        watch.cancel()
        connection.close()


def _checked_address(host: str, port: int) -> str:
    try:
        found = {str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as problem:
        raise Unreachable("来源网站的域名解析不了。") from problem
    if not found or not all(map(is_public, found)):
        raise Unreachable("来源网站的地址不是公网地址，没有读取。")
    return sorted(found)[0]


class _Pinned(http.client.HTTPConnection):
    """A connection to an address already checked, whatever the name resolves to now."""

    def __init__(self, host: str, port: int, address: str, secure: bool, until: float) -> None:
        super().__init__(host, port, timeout=_left(until))
        self.address, self.secure, self.default_port = address, secure, port

    def cut(self) -> None:
        """End whatever waits for the other side; safe from another thread."""
        if self.sock is not None:
            with contextlib.suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)

    def connect(self) -> None:
        self.sock = socket.create_connection((self.address, self.port), self.timeout)
        if not is_public(self.sock.getpeername()[0]):
            self.sock.close()
            raise OSError("not a public address")
        if self.secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise Unreachable("来源网站太慢，没有读完。")
    return left


def _body(response: http.client.HTTPResponse, until: float) -> bytes:
    parts, size = [], 0
    while part := response.read1(64 * 1024):
        size += len(part)
        if size > MOST_BYTES:
            raise Unreachable(f"来源超过 {MOST_BYTES // 1024 // 1024} MB，没有读完。请人工核对。")
        _left(until)
        parts.append(part)
    _left(until)  # what was cut off by the clock looks like the end
    return b"".join(parts)


def _words(url: str, answer: Answer) -> str:
    if answer.status != 200:
        raise Unreachable(f"来源网页打不开（{answer.status}），可能已经删除或者换了地址。")
    ending = urlsplit(url).path.rpartition(".")[2].lower()
    name = f"source.{ending}" if ending in FILES and answer.kind != "text/html" else "source.html"
    return words_of(answer.data, name)


def words_of(data: bytes, name: str) -> str:
    """The words of a file that was fetched or uploaded, normal; Unreachable."""
    try:
        return normal(read(data, name).text)
    except Refused as refusal:
        raise Unreachable(f"来源的文件读不了：{refusal.message}") from refusal
