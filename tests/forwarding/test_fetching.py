"""The network is asked only where and how it may be."""

import http.client
import socket
import threading
import time

import pytest

from mingbai.forwarding import jobs
from tests.forwarding.conftest import URL, web


def test_nothing_is_fetched_while_it_is_off(settings, network):
    settings.FORWARDING_FETCH = False
    with pytest.raises(jobs.Unreachable, match="没有开通"):
        jobs.fetch(URL)
    assert network.asked == []


def test_it_is_off_by_default(settings):
    assert settings.FORWARDING_FETCH is False and settings.FORWARDING_HOSTS == [".gov.cn"]


def test_a_page_is_read_from_the_address_that_was_checked(network):
    network.pages[URL] = web("每周一检查。")
    assert "每周一检查。" in jobs.fetch(URL).split("\n")
    assert network.asked == [(URL, "8.8.8.8")]


@pytest.mark.parametrize(
    "addresses", [["127.0.0.1"], ["169.254.169.254"], ["10.0.0.5"], ["::1"], ["8.8.8.8", "192.168.0.1"], []]
)
def test_a_name_that_leads_into_this_network_is_not_asked(network, addresses):
    network.names["www.sheng.gov.cn"] = addresses
    with pytest.raises(jobs.Unreachable, match="公网"):
        jobs.fetch(URL)
    assert network.asked == []


def test_a_redirect_within_the_host_is_followed_and_checked_again(network):
    network.pages[URL] = (301, "https://www.sheng.gov.cn/b", b"")
    network.pages["https://www.sheng.gov.cn/b"] = web("正文。")
    assert "正文。" in jobs.fetch(URL)
    assert len(network.asked) == 2


@pytest.mark.parametrize(
    "to", ["http://127.0.0.1/", "http://other.gov.cn/", "//169.254.169.254/x", "file:///etc/passwd"]
)
def test_a_redirect_elsewhere_is_not_followed(network, to):
    network.pages[URL] = (302, to, b"")
    with pytest.raises(jobs.Unreachable):
        jobs.fetch(URL)
    assert len(network.asked) == 1


def test_a_redirect_to_another_port_or_scheme_of_the_same_host_is_refused(network):
    for to in ("http://www.sheng.gov.cn:22/", "ftp://www.sheng.gov.cn/"):
        network.pages[URL] = (302, to, b"")
        with pytest.raises(jobs.Unreachable):
            jobs.fetch(URL)


def test_a_name_that_changes_between_redirects_is_checked_each_time(network, monkeypatch):
    answers = iter([["8.8.8.8"], ["127.0.0.1"]])
    monkeypatch.setattr(
        jobs.socket,
        "getaddrinfo",
        lambda host, port, type: [(2, 1, 6, "", (one, port)) for one in next(answers)],
    )
    network.pages[URL] = (302, "/b", b"")
    with pytest.raises(jobs.Unreachable, match="公网"):
        jobs.fetch(URL)


def test_turning_in_circles_comes_to_an_end(network):
    network.pages[URL] = (302, URL, b"")
    with pytest.raises(jobs.Unreachable, match="转来转去"):
        jobs.fetch(URL)


def test_too_large_an_answer_is_dropped(network, monkeypatch):
    monkeypatch.setattr(jobs, "MOST_BYTES", 100)
    network.pages[URL] = web("字" * 200)
    with pytest.raises(jobs.Unreachable, match="MB"):
        jobs.fetch(URL)


def test_a_page_that_is_gone_is_told(network):
    with pytest.raises(jobs.Unreachable, match="404"):
        jobs.fetch(URL)


def test_an_empty_or_damaged_page_is_told(network):
    network.pages[URL] = (200, "", b"")
    with pytest.raises(jobs.Unreachable):
        jobs.fetch(URL)


def test_a_connection_that_ends_on_this_machine_is_closed():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        pinned = jobs._Pinned("www.sheng.gov.cn", port, "127.0.0.1", False, time.monotonic() + 5)
        with pytest.raises(OSError, match="public"):
            pinned.connect()


def test_a_server_that_drips_is_left_in_time(monkeypatch):
    """Real sockets: one byte at a time, for longer than is allowed."""
    monkeypatch.setattr(jobs, "SECONDS", 0.6)
    monkeypatch.setattr(jobs, "is_public", lambda address: True)
    stop = threading.Event()
    server = socket.create_server(("127.0.0.1", 0))

    def drip():
        connection, _ = server.accept()
        connection.recv(1000)
        connection.sendall(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while not stop.wait(0.1):
            try:
                connection.sendall(b"x")
            except OSError:
                break
        connection.close()

    thread = threading.Thread(target=drip, daemon=True)
    thread.start()
    until = time.monotonic() + jobs.SECONDS
    pinned = jobs._Pinned("x.gov.cn", server.getsockname()[1], "127.0.0.1", False, until)
    pinned.request("GET", "/")
    response = pinned.getresponse()
    assert isinstance(response, http.client.HTTPResponse)
    with pytest.raises(jobs.Unreachable, match="太慢"):
        jobs._body(response, until)
    stop.set()
    thread.join(2)
    server.close()


def test_a_server_that_drips_its_head_is_cut_off_in_time(monkeypatch):
    """Real sockets: every byte comes within the time of a read, the head never ends."""
    stop, server = threading.Event(), socket.create_server(("127.0.0.1", 0))

    def drip():
        connection, _ = server.accept()
        connection.recv(1000)
        connection.sendall(b"HTTP/1.0 200 OK\r\nX-Long: ")
        while not stop.wait(0.1):
            try:
                connection.sendall(b"x")
            except OSError:
                break
        connection.close()

    threading.Thread(target=drip, daemon=True).start()
    monkeypatch.setattr(jobs, "is_public", lambda address: True)
    monkeypatch.setattr(jobs, "_checked_address", lambda host, port: "127.0.0.1")
    monkeypatch.setattr(jobs, "PORTS", {"http": server.getsockname()[1]})
    begun = time.monotonic()
    with pytest.raises(jobs.Unreachable):
        jobs._ask(URL, begun + 0.8)
    assert time.monotonic() - begun < 10
    stop.set()
    server.close()
