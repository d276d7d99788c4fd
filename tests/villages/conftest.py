"""A village with a clerk, a second clerk, and sheets at every step."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from mingbai.lib import clock
from mingbai.organisations.models import Role
from mingbai.villages import actions
from mingbai.villages.rules import Line
from tests.conftest import _person

LINES = (
    Line("income", "果园承包款", Decimal("23800.00")),
    Line("expense", "机耕路修补", Decimal("17600.50")),
    Line("welfare", "农村低保", Decimal("9000"), households=12, people=19),
)


def photo(name="公开栏.jpg", place=True) -> SimpleUploadedFile:
    """A telephone's photograph, which knows where it was taken."""
    exif = Image.Exif()
    if place:
        exif.get_ifd(0x8825).update({1: "N", 2: (30.0, 15.0, 0.0), 3: "E", 4: (104.0, 3.0, 0.0)})
    buffer = BytesIO()
    Image.new("RGB", (40, 30), "white").save(buffer, "JPEG", exif=exif)
    return SimpleUploadedFile(name, buffer.getvalue(), "image/jpeg")


@pytest.fixture
def on():
    """on(date): let the clock stand at noon of a day until the test ends."""
    opened = []

    def stand(day: date):
        block = clock.at(datetime(day.year, day.month, day.day, 4, tzinfo=UTC))
        block.__enter__()
        opened.append(block)

    yield stand
    for block in reversed(opened):
        block.__exit__(None, None, None)


@pytest.fixture
def april(on):
    on(date(2026, 4, 3))


@pytest.fixture
def second_clerk(cast):
    return _person("clerk2", "柳二", cast.village, Role.REPORTER)


@pytest.fixture
def sheet(cast, april):
    """March, filled in and balanced."""
    made = actions.start_sheet(village=cast.village, period_key="2026-03", by=cast.reporter)
    return actions.edit_sheet(
        sheet=made,
        by=cast.reporter,
        opening=Decimal("1000"),
        closing=Decimal("7199.50"),
        lines=LINES,
    )


@pytest.fixture
def signed(sheet, cast, second_clerk):
    for by, role, name in (
        (cast.reporter, "村委会主任", "柳大"),
        (cast.reporter, "村务监督委员会主任", "柳监"),
        (second_clerk, "报账员", "柳账"),
    ):
        actions.sign(sheet=sheet, role=role, name=name, signed_on=date(2026, 4, 2), by=by)
    return sheet


@pytest.fixture
def posted(signed, cast):
    actions.post(sheet=signed, by=cast.reporter, posted_on=date(2026, 4, 3), photo=photo())
    return signed


@pytest.fixture
def at_desk(cast):
    def sign_in(name: str) -> Client:
        client = Client()
        client.force_login(getattr(cast, name), "allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in
