"""A notice that 青禾镇 took from the province, and a source that is played on this machine."""

from types import SimpleNamespace

import pytest
from django.test import Client

from mingbai.forwarding import actions, jobs

TAKEN = "各村民委员会：\n为保障冬季供水，请各村于每周一检查管道。"
CHANGED = TAKEN.replace("每周一", "每周五")
URL = "http://www.sheng.gov.cn/a/1.html"


@pytest.fixture
def notice(desk, content):
    return desk.published(**content, source_name="省水利厅", source_url=URL)


@pytest.fixture
def taken(notice, cast):
    return actions.take(
        information=notice, source_name="省水利厅", source_url=URL, text=TAKEN, by=cast.drafter
    )


@pytest.fixture
def network(settings, monkeypatch):
    """The network of the tests: `pages` by address, `names` by host; nothing leaves the machine."""
    settings.FORWARDING_FETCH = True
    played = SimpleNamespace(pages={}, names={"www.sheng.gov.cn": ["8.8.8.8"]}, asked=[])

    class Played:
        def __init__(self, host, port, address, secure, until):
            self.host, self.address, self.secure = host, address, secure

        def request(self, method, path, headers):
            self.url = f"{'https' if self.secure else 'http'}://{self.host}{path}"
            played.asked.append((self.url, self.address))

        def getresponse(self):
            status, location, data = played.pages.get(self.url, (404, "", b""))
            chunks = [data, b""]
            headers = SimpleNamespace(
                get_content_type=lambda: "text/html", get=lambda name, other="": location or other
            )
            return SimpleNamespace(status=status, headers=headers, read1=lambda size: chunks.pop(0))

        def close(self):
            pass

        cut = close

    def resolve(host, port, type):
        if host not in played.names:
            raise OSError("no such name")
        return [(2, 1, 6, "", (address, port)) for address in played.names[host]]

    monkeypatch.setattr(jobs, "_Pinned", Played)
    monkeypatch.setattr(jobs.socket, "getaddrinfo", resolve)
    return played


def web(text: str) -> tuple[int, str, bytes]:
    """A page of a portal with its menu, the date and the text."""
    lines = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    page = f"<html><meta charset='utf-8'><body><div>首页</div><div>今天是星期三</div>{lines}<div>版权所有</div></body></html>"
    return 200, "", page.encode()


@pytest.fixture
def at_desk(cast):
    def sign_in(name: str) -> Client:
        client = Client()
        client.force_login(getattr(cast, name), "allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in
