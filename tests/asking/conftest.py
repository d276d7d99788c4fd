"""A browser before the pages for applicants, and an office that takes requests."""

import re

import pytest
from django.test import Client

from mingbai.foi.models import Office

ID = "110101199003074530"
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 200
ADDRESS = "/apply/"


@pytest.fixture
def office(cast) -> Office:
    """青禾镇 takes requests."""
    return Office.objects.create(
        organisation=cast.town,
        name="党政综合办公室",
        address="青禾镇府前路1号",
        postcode="999100",
        hours="工作日 8:30—17:30",
        telephone="0999-5550101",
        fax="0999-5550102",
        email="foi@qinghe.example",
        symbol="青政公复",
        review_body="明白县人民政府",
        court="明白县人民法院",
        review_url="https://review.example.cn/",
        fee_account="到镇财政所缴纳",
    )


def answers(office) -> dict[str, dict[str, str]]:
    """What is typed on each page, in their order."""
    return {
        "organ": {"organisation": str(office.organisation_id)},
        "kind": {"kind": "information"},
        "who": {"applicant_kind": "person"},
        "name": {"name": "欧阳测"},
        "identity": {"identity_kind": "居民身份证", "identity_number": ID},
        "what": {"content": "柳湾村2025年低保对象公示名单", "document_number": ""},
        "how": {"form_wanted": "electronic", "delivery_wanted": "online"},
        "contact": {"telephone": "139 0999 4321", "email": "", "address": "", "postcode": ""},
        "others": {"more": "no"},
    }


class Citizen:
    """Somebody without an account and without JavaScript."""

    def __init__(self, office, **kwargs) -> None:
        self.client, self.office = Client(**kwargs), office
        self.seen: list = []

    def get(self, name: str):
        return self._kept(self.client.get(f"{ADDRESS}{name}"))

    def post(self, name: str, data: dict | None = None, **kwargs):
        return self._kept(self.client.post(f"{ADDRESS}{name}", data or {}, **kwargs))

    def _kept(self, response):
        self.seen.append(response)
        return response

    def fill(self, **changed: dict[str, str]) -> None:
        """Answer every question; `changed` replaces what is typed on a page."""
        self.post("start/")
        for name, typed in answers(self.office).items():
            response = self.post(f"{name}/", typed | changed.get(name, {}))
            assert response.status_code == 302, (name, problems(response))

    def send(self) -> str:
        """Send the form and read the query code from the receipt."""
        response = self.post("check/")
        assert response.status_code == 302, problems(response)
        return code_on(self.get("receipt/"))

    def open_status(self, code: str, tail: str = "4321"):
        return self.post("status/", {"code": code, "tail": tail})


def problems(response) -> str:
    page = response.content.decode()
    found = re.search(r'<div class="summary.*?</div>', page, re.DOTALL)
    return found[0] if found else page[:500]


def code_on(response) -> str:
    page = re.sub(r"</?span[^>]*>|<wbr>", "", response.content.decode())
    return re.search(r"<strong>((?:[0-9A-Z]{4}-){4}[0-9A-Z]{4})</strong>", page)[1]


@pytest.fixture
def citizen(office) -> Citizen:
    return Citizen(office)
