"""Nobody outside the handling staff meets an applicant: planted marks are looked for in every output."""

import json
import logging
import subprocess

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client

from mingbai.foi.states import State
from mingbai.lib import clock
from mingbai.notifications.models import Notice
from tests.foi.making import NAME, TELEPHONE, make_request, submitted

pytestmark = pytest.mark.django_db

MARKS = (NAME, TELEPHONE, "990000199001011234", "zhen@example.cn", "招标文件和中标通知书")
"""Name, telephone, certificate, e-mail and own words of the planted applicant."""

MAY_HOLD = {"foi_applicant", "foi_wish"}
"""The two tables made for it; everything else about a request is sealed or says nothing of the person."""


def marks_in(text: str) -> list[str]:
    return [mark for mark in MARKS if mark in text]


def test_no_table_but_the_two_made_for_it_holds_anything_of_an_applicant(cast):
    for state in State:
        make_request(cast, state)
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            # The index of words keeps no text and refuses to be read; its own tables are read like the others.
            if table.endswith("_words"):
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            if marks := marks_in(str(cursor.fetchall())):
                found[table] = marks
    assert set(found) == MAY_HOLD


def test_no_log_line_and_no_mail_names_an_applicant(cast, caplog, settings):
    settings.EMAIL_URL = "memory://"
    caplog.set_level(logging.DEBUG)
    request = make_request(cast, State.ARCHIVED)
    client = Client()
    client.force_login(cast.foi_officer)
    assert client.get(f"/desk/foi/{request.pk}/").status_code == 200
    assert marks_in(caplog.text) == []
    assert marks_in(" ".join(f"{one.subject}{one.body}" for one in mail.outbox)) == []
    assert marks_in(" ".join(Notice.objects.values_list("text", flat=True))) == []


def test_no_public_page_feed_or_search_shows_an_applicant(cast):
    submitted(cast)
    make_request(cast, State.ANSWERED)
    client = Client()
    for address in ("/", "/apply/", "/feed/", "/sitemap.xml", f"/search/?q={NAME}", "/search/?q=中标通知书",
                    "/list/", f"/organisations/{cast.town.slug}/", "/annual-reports/"):  # fmt: skip
        shown = client.get(address, follow=True).content.decode()
        assert marks_in(shown.replace(f'value="{NAME}"', "").replace(f"“{NAME}”", "")) == [], address


def test_the_annual_report_with_its_records_names_no_applicant(cast, capsys):
    make_request(cast, State.ANSWERED)
    year = str(clock.today().year)
    call_command(
        "report", "annual", "--organisation", cast.town.code, "--year", year, "--records", as_json=True
    )
    printed = capsys.readouterr().out
    assert json.loads(printed)["tables"] and marks_in(printed) == []


def test_what_is_kept_on_disk_is_sealed(cast, tmp_path):
    make_request(cast, State.ANSWERED)
    for mark in MARKS:
        found = subprocess.run(["grep", "-rl", mark, str(tmp_path)], capture_output=True, text=True)
        assert found.stdout == ""


def test_an_error_page_says_nothing_of_the_request_it_broke_on(cast, monkeypatch):
    request = make_request(cast)
    client = Client(raise_request_exception=False)
    client.force_login(cast.foi_officer)
    monkeypatch.setattr("mingbai.foi.queries.reckoning.clock", lambda *_, **__: 1 / 0)
    response = client.get(f"/desk/foi/{request.pk}/")
    assert response.status_code == 500 and marks_in(response.content.decode()) == []
