"""The pages on which a person draws, looks, confirms and downloads."""

import zipfile
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse

from mingbai.channels.models import Rendering
from mingbai.documents.official import NoChineseFont
from mingbai.lib import clock
from mingbai.printing.exports import sheets
from mingbai.printing.models import PrintRound
from mingbai.printing.rules.leaflets import QUESTIONS
from mingbai.printing.views import boards
from tests.printing.reading import texts
from tests.printing.test_records import ANSWERS


@pytest.fixture
def office(cast) -> Client:
    client = Client()
    client.force_login(cast.drafter)
    return client


def body_of(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def make_sheet(office, notice, **given):
    sent = {"size": "A4", "from_on": "2026-11-03", "until": "2026-11-12", **given}
    response = office.post(reverse("printing:sheet", args=[notice.pk]), sent)
    return response, Rendering.objects.order_by("-pk").first()


def test_a_sheet_is_drawn_previewed_confirmed_and_downloaded(office, notice):
    assert "公示栏张贴稿" in office.get(reverse("printing:record", args=[notice.pk])).content.decode()
    response, row = make_sheet(office, notice)
    here = reverse("printing:rendering", args=[row.pk])
    assert response["Location"] == here and row.state == "draft"
    assert row.version_digest == notice.public_digest
    assert "看过了，确认可以用" in office.get(here).content.decode()
    picture = office.get(reverse("printing:rendering-page", args=[row.pk, 1]))
    assert picture["Content-Type"] == "image/png" and picture.content.startswith(b"\x89PNG")
    office.post(here)
    row.refresh_from_db()
    assert row.state == "confirmed" and row.confirmed_by.username == "drafter"
    onwards = f"{reverse('channels:record', args=[notice.pk])}?rendering={row.pk}"
    assert f'href="{onwards}#plan"' in office.get(here).content.decode()
    assert f'<option value="{row.pk}" selected>' in office.get(onwards).content.decode()
    data = body_of(office.get(reverse("printing:rendering-pdf", args=[row.pk])))
    assert "2026年11月3日至2026年11月12日" in texts(data)[0]


def test_a_draft_is_changed_and_what_was_confirmed_is_not(office, notice):
    _, row = make_sheet(office, notice)
    edit = reverse("printing:rendering-edit", args=[row.pk])
    assert 'value="2026-11-12"' in office.get(edit).content.decode()
    office.post(edit, {"size": "A3", "from_on": "", "until": ""})
    row.refresh_from_db()
    assert row.content["size"] == "A3" and Rendering.objects.count() == 1
    office.post(reverse("printing:rendering", args=[row.pk]))
    response = office.post(edit, {"size": "A4"})
    assert response.status_code == 422 and "不能再改" in response.content.decode()


def test_days_in_the_wrong_order_are_told_and_nothing_typed_is_lost(office, notice):
    response, row = make_sheet(office, notice, until="2026-11-01")
    assert response.status_code == 422 and row is None
    assert "比开始的日期早" in response.content.decode() and "2026-11-03" in response.content.decode()


def test_a_corrected_record_makes_its_old_sheet_out_of_date(office, notice, correct):
    _, row = make_sheet(office, notice)
    correct(notice, "<p>检查日改为周五。</p>")
    here = reverse("printing:rendering", args=[row.pk])
    page = office.get(here).content.decode()
    assert "已过时" in page and "确认可以用" not in page and "下载 PDF" not in page
    assert office.post(here).status_code == 403
    assert "已过时" in office.get(reverse("printing:record", args=[notice.pk])).content.decode()


def test_a_leaflet_is_proposed_edited_and_confirmed(office, notice):
    address = reverse("printing:leaflet", args=[notice.pk])
    assert "0999-5550101" in office.get(address).content.decode()
    office.post(address, ANSWERS)
    row = Rendering.objects.get(kind="leaflet")
    assert row.content["how"].startswith("1. 村里") and row.content["fits"]
    office.post(reverse("printing:rendering", args=[row.pk]))
    row.refresh_from_db()
    assert row.state == "confirmed"


def test_a_leaflet_that_does_not_fit_is_shown_but_not_confirmed(office, notice):
    many = {one.key: "\n".join("行" * (one.longest // 2)) for one in QUESTIONS} | {"title": "题"}
    office.post(reverse("printing:leaflet", args=[notice.pk]), many)
    row = Rendering.objects.get(kind="leaflet")
    here = reverse("printing:rendering", args=[row.pk])
    assert "一页放不下" in office.get(here).content.decode()
    assert office.post(here).status_code == 403
    row.refresh_from_db()
    assert row.state == "draft"


def test_answers_that_are_too_long_or_missing_are_told_at_their_fields(office, notice):
    sent = {**ANSWERS, "how": "长" * 121, "where": ""}
    response = office.post(reverse("printing:leaflet", args=[notice.pk]), sent)
    assert response.status_code == 422 and "请填写到哪里问" in response.content.decode()
    assert "长" * 121 in response.content.decode() and not Rendering.objects.exists()


def test_the_official_layout_is_kept_and_the_word_file_downloaded(office, notice):
    office.post(reverse("printing:official", args=[notice.pk]))
    assert Rendering.objects.get().kind == "official"
    word = office.get(reverse("printing:word", args=[notice.pk]))
    assert word.content.startswith(b"PK")


def test_labels_are_downloaded_and_a_silly_number_is_told(office, notice, board):
    address = reverse("printing:labels", args=[notice.pk])
    assert office.get(address, {"count": 20}).content.startswith(b"%PDF")
    assert office.get(address, {"count": "很多"}).status_code == 422
    assert office.get(reverse("printing:place-labels")).content.startswith(b"%PDF")


def test_a_machine_without_chinese_letters_says_what_to_install(office, notice, monkeypatch):
    def none():
        raise NoChineseFont

    monkeypatch.setattr(sheets, "board_faces", none)
    response, row = make_sheet(office, notice)
    assert response.status_code == 422 and "fonts-noto-cjk" in response.content.decode() and row is None


def test_a_month_of_one_village_is_there_at_once(office, cast, board, hang):
    hang(board)
    sent = {"month": f"{clock.today():%Y-%m}", "organisation": cast.town.pk}
    response = office.post(reverse("printing:round-new"), sent)
    round_ = PrintRound.objects.get()
    assert response["Location"] == reverse("printing:round", args=[round_.pk])
    page = office.get(response["Location"])
    assert "1 份" in page.content.decode() and "Refresh" not in page
    assert office.get(reverse("printing:round-zip", args=[round_.pk])).status_code == 404
    job = round_.jobs.get()
    assert body_of(office.get(reverse("printing:job-pdf", args=[job.pk]))).startswith(b"%PDF")
    office.post(reverse("printing:job", args=[job.pk]))
    packed = zipfile.ZipFile(BytesIO(body_of(office.get(reverse("printing:round-zip", args=[round_.pk])))))
    assert packed.namelist() == [f"001 柳湾村村民委员会{round_.month}公示栏.pdf"]


def test_a_round_of_many_villages_goes_on_in_the_background(office, cast, board, monkeypatch):
    monkeypatch.setattr(boards, "AT_ONCE", 0)
    office.post(reverse("printing:round-new"), {"month": "2026年5月", "organisation": cast.town.pk})
    page = office.get(reverse("printing:round", args=[PrintRound.objects.get().pk]))
    assert "正在生成：完成 0 个，共 1 个" in page.content.decode() and page["Refresh"] == "15"


@pytest.mark.parametrize("month", ["2026-13", "不知道", "9", ""])
def test_a_month_that_is_none_is_told(office, cast, month):
    response = office.post(reverse("printing:round-new"), {"month": month, "organisation": cast.town.pk})
    assert response.status_code == 422


def test_nobody_from_elsewhere_reaches_a_record_a_sheet_or_a_board(office, cast, notice, board, hang):
    hang(board)
    _, row = make_sheet(office, notice)
    sent = {"month": f"{clock.today():%Y-%m}", "organisation": cast.town.pk}
    office.post(reverse("printing:round-new"), sent)
    round_ = PrintRound.objects.get()
    client = Client()
    client.force_login(cast.stranger)
    for name, pk in (
        ("record", notice.pk), ("sheet", notice.pk), ("word", notice.pk), ("rendering", row.pk),
        ("rendering-pdf", row.pk), ("round", round_.pk), ("round-zip", round_.pk),
        ("job", round_.jobs.get().pk), ("job-pdf", round_.jobs.get().pk),
    ):  # fmt: skip
        assert client.get(reverse(f"printing:{name}", args=[pk])).status_code == 404, name
    assert client.post(reverse("printing:round-new"), sent).status_code == 422
