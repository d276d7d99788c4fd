"""What is typed stays between the applicant and the handling staff."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from mingbai.asking.actions.drafts import clear_old
from mingbai.asking.models import Draft, DraftFile
from mingbai.foi.models import FoiRequest
from mingbai.lib import clock
from tests.asking.conftest import ID, PNG, answers

MARKS = ("欧阳测", ID, "13909994321", "139 0999 4321", "低保对象公示名单", "欧阳测的身份证")


@pytest.fixture
def filled(citizen):
    citizen.fill()
    photo = SimpleUploadedFile("欧阳测的身份证.png", PNG)
    citizen.post("identity/", answers(citizen.office)["identity"] | {"proofs": photo})
    return citizen


def tables_of_waiting_forms() -> str:
    """Every value of sessions and of the tables of this app, sessions decoded too."""
    found = [str(row.get_decoded()) + row.session_data for row in Session.objects.all()]
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            if name.startswith("asking_"):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
                found += [str(row) for row in cursor.fetchall()]
    return "\n".join(found)


def test_forms_being_filled_in_are_readable_in_no_table_and_no_file(filled):
    kept, file = tables_of_waiting_forms(), DraftFile.objects.get().file
    assert PNG[:8] not in file.read() and "欧阳" not in file.name
    for mark in MARKS:
        assert mark not in kept
        assert mark.encode("unicode_escape").decode() not in kept


def test_after_sending_the_code_is_readable_in_no_table(filled):
    code = filled.send()
    assert code not in tables_of_waiting_forms()
    assert not any(code in str(row) for row in FoiRequest.objects.values_list())


def test_no_address_title_or_redirect_ever_holds_what_was_typed(filled):
    code = filled.send()
    filled.open_status(code)
    filled.get("status/mine/")
    for response in filled.seen:
        title = re.search(r"<title>.*?</title>", response.content.decode(), re.DOTALL)
        said = response.request["PATH_INFO"] + response.request["QUERY_STRING"]
        said += response.headers.get("Location", "") + (title[0] if title else "")
        assert "?" not in response.headers.get("Location", "")
        for mark in (*MARKS, code, code.replace("-", ""), "4321"):
            assert mark not in said


def test_every_private_page_is_stored_nowhere_and_sends_no_referrer(filled):
    code = filled.send()
    filled.open_status(code)
    for name in ("status/mine/withdraw/", "status/mine/", "gone/", "look/", "status/", "receipt/"):
        filled.get(name)
    assert len(filled.seen) >= 20
    for response in filled.seen:
        assert response.headers["Referrer-Policy"] == "no-referrer", response.request["PATH_INFO"]
        assert "no-store" in response.headers["Cache-Control"]
        assert "noindex" in response.headers["X-Robots-Tag"]


def test_the_check_page_shows_the_identity_to_this_browser_alone(filled, office):
    assert ID in filled.get("check/").content.decode()
    stranger = type(filled)(office)
    stranger.post("start/")
    for name in (*answers(office), "check", "receipt"):
        page = stranger.get(f"{name}/").content.decode()
        assert not any(mark in page for mark in ("欧阳测", ID))


def test_two_hours_without_a_word_clear_form_and_files(filled, tmp_path):
    with clock.at(clock.now() + timedelta(hours=2, minutes=1)):
        assert filled.get("name/").headers["Location"] == "/apply/gone/"
        assert clear_old() == "清除 1 份过期的申请草稿"
        assert clear_old() == ""
    assert not Draft.objects.exists() and not DraftFile.objects.exists()


def test_files_of_a_cleared_form_are_gone_from_disk(filled, tmp_path, django_capture_on_commit_callbacks):
    stored = DraftFile.objects.get().file
    with django_capture_on_commit_callbacks(execute=True), clock.at(clock.now() + timedelta(hours=3)):
        clear_old()
    assert not stored.storage.exists(stored.name)


def test_the_receipt_is_shown_for_half_an_hour(filled):
    filled.send()
    with clock.at(clock.now() + timedelta(minutes=31)):
        assert filled.get("receipt/").headers["Location"] == "/apply/gone/"


def test_forms_from_other_sites_are_refused_and_own_ones_taken_without_a_referrer(office):
    client = Client(enforce_csrf_checks=True)
    page = client.get("/apply/status/").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    typed = {"code": "K7QF", "tail": "1234"}
    assert client.post("/apply/status/", typed).status_code == 403
    typed["csrfmiddlewaretoken"] = token
    assert client.post("/apply/status/", typed, headers={"origin": "https://evil.example"}).status_code == 403
    for secure in (False, True):
        own = client.post("/apply/status/", typed, headers={"origin": "null"}, secure=secure)
        assert own.status_code == 422
    assert client.post("/apply/status/", typed, secure=True).status_code == 422
    elsewhere = {"referer": "https://evil.example/"}
    assert client.post("/apply/status/", typed, secure=True, headers=elsewhere).status_code == 403
