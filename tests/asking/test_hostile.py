"""Whatever is typed or uploaded: a clear message, nothing lost, nothing half stored, never a broken page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mingbai.asking.models import DraftFile
from mingbai.foi.models import Applicant, FoiRequest, Wish
from mingbai.foi.values import LARGEST_FILE
from tests.asking.conftest import ID, PNG, answers

ODD = [
    "\x00",
    "a\x00b",
    "🏞️" * 10,
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "\ud800",
    "字" * 1_000_000,
    "\u202e",
]


@pytest.mark.parametrize("number", range(len(ODD)))
def test_odd_text_never_breaks_a_page(citizen, office, number):
    citizen.fill()
    text = ODD[number].encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    for name, typed in answers(office).items():
        response = citizen.post(
            f"{name}/", dict.fromkeys(list(typed)[:1] if len(text) > 999 else typed, text)
        )
        assert response.status_code in (200, 302, 422), name
        assert b"<script>alert" not in response.content
    for name, field in (("look", "words"), ("start", "words"), ("others/add", "name"), ("status", "code")):
        assert citizen.post(f"{name}/", {field: text}).status_code in (200, 302, 422)
    for field in ("number", "tail"):
        assert (
            citizen.post("others/remove/" if field == "number" else "status/", {field: text}).status_code
            < 500
        )
    assert citizen.post("identity/", {"drop": text}).status_code == 302


@pytest.mark.parametrize(
    ("page", "typed", "words"),
    [
        ("organ", {"organisation": "999999999999999999999"}, "没有这一项"),
        ("kind", {}, "请选一项"),
        ("name", {"name": " "}, "请填写姓名"),
        (
            "identity",
            {"identity_kind": "居民身份证", "identity_number": "110101199003074531"},
            "身份证号码好像写错了",
        ),
        ("what", {"content": ""}, "请填写要的信息"),
        ("what", {"content": "字" * 5001}, "最多 5000"),
        ("how", {"form_wanted": "paper", "delivery_wanted": "online"}, "只能选"),
        ("contact", {"telephone": "12"}, "手机 11 位；座机 7 到 8 位"),
        ("contact", {"telephone": "1390999432"}, "手机 11 位；座机 7 到 8 位"),
        ("contact", {"telephone": "139099943210"}, "手机 11 位；座机 7 到 8 位"),
        ("how", {"form_wanted": "", "delivery_wanted": "online"}, "请选要纸质的还是电子的。"),
        ("how", {"form_wanted": "paper", "delivery_wanted": ""}, "请选怎样给您。"),
        ("contact", {"telephone": "13909994321", "email": "不是邮箱"}, "电子邮箱的写法不对"),
        ("contact", {"telephone": "13909994321", "postcode": "12"}, "6 位数字"),
        ("others", {"more": "也许"}, "没有这一项"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(citizen, page, typed, words):
    citizen.fill()
    response = citizen.post(f"{page}/", typed)
    shown = response.content.decode()
    assert response.status_code == 422
    assert words in shown and "有错误：" in shown
    assert all(
        value.strip() in shown for name, value in typed.items() if name not in ("organisation", "more")
    )


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("照片.pdf", b"MZ\x90\x00" + b"0" * 100, "内容和扩展名不符"),
        ("程序.exe", b"MZ\x90\x00", "格式不能收"),
        ("空.png", b"", "是空的"),
        ("大.png", PNG + b"0" * (30 * 1024 * 1024), "太大"),
    ],
)
def test_a_wrong_file_is_refused_and_a_good_one_beside_it_kept(citizen, office, name, data, words):
    citizen.fill()
    files = [SimpleUploadedFile("好.png", PNG), SimpleUploadedFile(name, data)]
    response = citizen.post("identity/", answers(office)["identity"] | {"proofs": files})
    assert response.status_code == 422
    assert words in response.content.decode() and ID in response.content.decode()
    assert [row.size for row in DraftFile.objects.all()] == [len(PNG)]


def test_a_file_of_exactly_the_greatest_size_is_taken(citizen, office):
    citizen.fill()
    data = PNG + b"0" * (LARGEST_FILE - len(PNG))
    typed = answers(office)["identity"] | {"proofs": SimpleUploadedFile("大.png", data)}
    assert citizen.post("identity/", typed).status_code == 302


def test_no_more_than_five_files_are_taken(citizen, office):
    citizen.fill()
    files = [SimpleUploadedFile(f"{n}.png", PNG) for n in range(7)]
    response = citizen.post("identity/", answers(office)["identity"] | {"proofs": files})
    assert response.status_code == 422 and DraftFile.objects.count() == 5


def test_nothing_of_large_files_is_written_readably_to_disk(citizen, office, monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a temporary file was opened")

    monkeypatch.setattr("django.core.files.uploadedfile.TemporaryUploadedFile.__init__", refuse)
    citizen.fill()
    big = SimpleUploadedFile("大.png", PNG + b"0" * (5 * 1024 * 1024))
    assert citizen.post("identity/", answers(office)["identity"] | {"proofs": big}).status_code == 302


def test_markup_is_text(citizen):
    citizen.fill(name={"name": "<b>欧阳</b>"}, what={"content": "<img src=x onerror=alert(1)>名单"})
    page = citizen.get("check/").content.decode()
    assert "&lt;b&gt;欧阳&lt;/b&gt;" in page and "<img" not in page
    citizen.send()
    assert "<img" not in citizen.get("receipt/").content.decode()
    assert Wish.objects.get().content.startswith("<img")
    assert Applicant.objects.get().name == "<b>欧阳</b>"


@pytest.mark.parametrize("proof", ["x", "e30=", "bnVsbA==", "W10=", "🏞️", "A" * 100_000])
def test_a_made_up_proof_of_work_counts_as_none(citizen, proof):
    citizen.fill()
    assert citizen.post("check/", {"proof": proof}).status_code == 302
    assert FoiRequest.objects.count() == 1
