"""Everybody of the cast before a browser of their own, and the request they look at."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.foi.making import make_request


@pytest.fixture
def before(cast):
    """A client signed in as `before("checker")`, one for each person."""
    clients: dict[str, Client] = {}

    def client(name: str) -> Client:
        if name not in clients:
            clients[name] = Client()
            clients[name].force_login(getattr(cast, name))
        return clients[name]

    return client


@pytest.fixture
def officer(before) -> Client:
    return before("foi_officer")


@pytest.fixture
def examining(cast):
    return make_request(cast)


def url(row, tail: str = "") -> str:
    return f"/desk/foi/{row.pk}/{tail}"


def text_of(response) -> str:
    return response.content.decode()


def put_in(officer, row, label="中标通知书", name="中标通知书.pdf") -> None:
    """A file for the applicant, through the page for it."""
    file = SimpleUploadedFile(name, b"%PDF-1.4 for the applicant")
    sent = {"label": label, "is_released": "yes", "released": file}
    assert officer.post(url(row, "parts/"), sent).status_code == 302
