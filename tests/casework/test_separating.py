"""Blacking out: marked, tried with its proof, kept as a released part with a withheld one for each ground."""

import io

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mingbai.foi.models import SealedFile
from mingbai.foi.queries import content_of
from tests.casework.conftest import text_of, url

SECRET = "张某某"


def word(*paragraphs: str) -> bytes:
    document, made = docx.Document(), io.BytesIO()
    for one in paragraphs:
        document.add_paragraph(one)
    document.save(made)
    return made.getvalue()


@pytest.fixture
def uploaded(officer, examining) -> SealedFile:
    data = word("施工合同", f"乙方负责人{SECRET}，身份证号已核。", "合同价款120万元。")
    sent = {"file": SimpleUploadedFile("合同.docx", data)}
    response = officer.post(url(examining, "parts/source/"), sent)
    file = SealedFile.objects.get(kind="source")
    assert response["Location"] == url(examining, f"parts/source/{file.pk}/")
    return file


def marked(**values) -> dict:
    first = {"quote": SECRET, "what": "负责人姓名", "ground": "E15", "reason": "属于个人隐私"} | values
    return {"rows": "3", **{f"m0-{name}": value for name, value in first.items()}}


def page_of(file) -> str:
    return url(file.request, f"parts/source/{file.pk}/")


def test_the_text_of_the_file_is_shown_to_be_marked(officer, uploaded):
    assert f"乙方负责人{SECRET}" in text_of(officer.get(page_of(uploaded)))


def test_a_trial_shows_its_proof_and_keeps_nothing(officer, examining, uploaded):
    response = officer.post(page_of(uploaded), marked())
    shown = text_of(response)
    assert response.status_code == 200
    assert "读回检查通过" in shown and "采用这个文件" in shown
    assert examining.parts.count() == 0


def test_the_kept_file_is_without_what_was_marked_and_every_ground_has_its_part(officer, examining, uploaded):
    assert officer.post(page_of(uploaded), {**marked(), "keep": "1"}).status_code == 302
    released, kept = examining.parts.order_by("pk")
    data = content_of(released.released)
    text = "".join(one.text for one in docx.Document(io.BytesIO(data)).paragraphs)
    assert SECRET not in text and "合同价款120万元" in text
    assert (kept.label, kept.ground_id, kept.reason) == ("负责人姓名", "E15", "属于个人隐私")
    assert released.marks == {"E15": 1}
    assert "读回检查通过" in released.reason


BAD = [
    ({"quote": "没有的文字"}, "文件里找不到"),
    ({"quote": "张"}, "太短"),
    ({"what": ""}, "请写这是什么"),
    ({"ground": ""}, "选事由"),
    ({"ground": "E99"}, ""),
    ({"reason": ""}, "请写明不公开的理由"),
    ({"which": "7"}, ""),
    ({"which": "x"}, ""),
    ({"quote": "张\x00某"}, ""),
]


@pytest.mark.parametrize(("wrong", "words"), BAD)
def test_a_wrong_mark_makes_no_file_and_keeps_what_was_typed(officer, examining, uploaded, wrong, words):
    response = officer.post(page_of(uploaded), {**marked(**wrong), "keep": "1"})
    assert response.status_code == 422
    assert words in text_of(response)
    assert "负责人姓名" in text_of(response) or "what" in wrong
    assert examining.parts.count() == 0


@pytest.mark.parametrize("rows", ["", "x", "999999", "0", "-1"])
def test_a_wrong_number_of_rows_breaks_nothing(officer, uploaded, rows):
    assert officer.post(page_of(uploaded), {"rows": rows}).status_code == 422


@pytest.mark.parametrize(
    ("name", "data"), [("图.png", b"\x89PNG\r\n\x1a\n"), ("空.docx", b""), ("假.pdf", b"no")]
)
def test_only_word_and_pdf_are_taken(officer, examining, name, data):
    response = officer.post(url(examining, "parts/source/"), {"file": SimpleUploadedFile(name, data)})
    assert response.status_code == 422
    assert not SealedFile.objects.exists()


def test_a_damaged_file_says_that_it_cannot_be_read(officer, examining):
    sent = {"file": SimpleUploadedFile("坏.docx", b"PK\x03\x04 no archive")}
    officer.post(url(examining, "parts/source/"), sent)
    file = SealedFile.objects.filter(kind="source").first()
    assert file is None or "summary" in text_of(officer.get(page_of(file)))


def test_a_part_is_taken_back_before_the_answer(officer, examining, uploaded):
    officer.post(page_of(uploaded), {**marked(), "keep": "1"})
    part = examining.parts.last()
    assert officer.post(url(examining, f"parts/{part.pk}/drop/")).status_code == 302
    assert examining.parts.count() == 1


@pytest.mark.parametrize("name", ["checker", "approver"])
def test_others_look_at_the_parts_but_change_nothing(before, examining, uploaded, name):
    assert before(name).get(url(examining, "work/")).status_code == 200
    assert before(name).post(page_of(uploaded), {**marked(), "keep": "1"}).status_code == 403
    assert examining.parts.count() == 0
