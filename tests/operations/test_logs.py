"""What the log says of requests and errors, with personal data planted where it could come in."""

import json
import logging
from io import StringIO

import pytest
from django.db import IntegrityError
from django.test import Client, override_settings

from mingbai.operations.logs import Json, Plain, WithoutRequest

NAME, TELEPHONE, IDENTITY = "张翠花", "13900001234", "110101199003070038"
PLANTED = (NAME, TELEPHONE, IDENTITY, "203.0.113.9", "%E5%BC%A0", "drafter", "丁拟")


@pytest.fixture(params=[Json, Plain])
def written(request):
    """Everything that is logged, as it would be written."""
    lines = StringIO()
    handler = logging.StreamHandler(lines)
    pattern = "%(asctime)s %(levelname)s %(name)s %(message)s"
    handler.setFormatter(request.param(pattern) if request.param is Json else Plain(pattern))
    handler.addFilter(WithoutRequest())
    logging.getLogger().addHandler(handler)
    yield lines
    logging.getLogger().removeHandler(handler)


@override_settings(ACCESS_LOG=True)
def test_no_line_holds_what_people_typed_or_who_and_where_they_are(cast, written):
    client = Client(REMOTE_ADDR="203.0.113.9", HTTP_USER_AGENT=NAME, raise_request_exception=False)
    client.get("/search/", {"q": f"{NAME}{TELEPHONE}"})
    client.post("/accounts/login/", {"login": NAME, "password": IDENTITY})
    client.post("/apply/status/", {"code": IDENTITY, "tail": "1234"})
    client.force_login(cast.drafter)
    client.get("/desk/records/", {"q": NAME})
    client.get(f"/desk/foi/{TELEPHONE}/")
    told = written.getvalue()
    assert "search" in told and "desk:records" in told and "account_login" in told
    assert [planted for planted in PLANTED if planted in told] == []


@override_settings(ACCESS_LOG=True)
def test_a_crash_says_where_and_of_which_kind_without_the_values(cast, written, monkeypatch):
    def crash():
        try:
            raise ValueError(f"no such person: {NAME}")
        except ValueError as cause:
            raise IntegrityError(f"duplicate key\nDETAIL: Key (telephone)=({TELEPHONE})") from cause

    monkeypatch.setattr("mingbai.portal.models.SiteSettings.current", crash)
    client = Client(REMOTE_ADDR="203.0.113.9", raise_request_exception=False)
    assert client.get("/search/", {"q": NAME}).status_code == 500
    told = written.getvalue()
    assert "IntegrityError: duplicate key" in told and "ERROR in search" in told
    assert [planted for planted in PLANTED if planted in told] == []


@override_settings(ACCESS_LOG=True)
def test_a_line_of_a_request_has_its_facts_as_fields(client, cast, monkeypatch):
    lines = []
    monkeypatch.setattr(logging.getLogger("mingbai.access"), "handle", lines.append)
    client.get("/search/", {"q": "低保"})
    fields = json.loads(Json("%(message)s").format(lines[0]))
    assert (fields["method"], fields["address"], fields["status"]) == ("GET", "search", 200)
    assert fields["bytes"] > 1000 and fields["ms"] > 0
