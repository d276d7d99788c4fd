"""Typing in requests that came on paper, by post, fax, e-mail or by mouth."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mingbai.casework.forms.entering import new_key
from mingbai.casework.views.entering import WAYS
from mingbai.foi.models import FoiRequest, SealedFile
from mingbai.letters.kinds import Kind
from mingbai.lib import clock
from tests.casework.conftest import text_of
from tests.foi.making import open_office


def typed(**values) -> dict:
    return {
        "organisation": "", "kind": "information", "content": "柳湾村2025年村道硬化合同", "document_number": "",
        "applicant_kind": "person", "name": "甄有求", "contact_person": "", "telephone": "13900001234",
        "email": "", "address": "柳湾村7号", "postcode": "", "identity_kind": "居民身份证",
        "identity_number": "990000199001011234", "others": "", "form_wanted": "paper",
        "delivery_wanted": "post", "key": new_key(), "submitted_on": "", "signed_on": "", "arrived_on": "",
        "confirmed_on": "", **values,
    }  # fmt: skip


@pytest.fixture
def office(cast):
    return open_office(cast)


def enter(client, office, way="counter", **values):
    given = typed(organisation=office.organisation_id, **values)
    return client.post(f"/desk/foi/enter/{way}/", given)


TODAY = clock.today().isoformat()
RULES = [
    # way, dates typed, received on the day it says, or waiting for confirmation
    ("counter", {"submitted_on": 0}, 0),
    ("oral", {"submitted_on": 1}, 1),
    ("post_signed", {"signed_on": 2}, 2),
    ("post_plain", {"arrived_on": 2, "confirmed_on": 1}, 1),
    ("post_plain", {"arrived_on": 2}, None),
    ("fax", {"arrived_on": 1, "confirmed_on": 1}, 1),
    ("email", {"arrived_on": 0}, None),
]


@pytest.mark.parametrize(("way", "dates", "received"), RULES)
def test_each_way_has_its_own_day_of_receipt(officer, office, way, dates, received):
    days = {name: (clock.today() - timedelta(days=ago)).isoformat() for name, ago in dates.items()}
    response = enter(officer, office, way, **days)
    assert response.status_code == 200, text_of(response)
    row = FoiRequest.objects.get()
    expected = None if received is None else clock.today() - timedelta(days=received)
    assert (row.way, row.received_on) == (way, expected)
    assert row.state == ("submitted" if expected is None else "received")


@pytest.mark.parametrize("way", list(WAYS))
def test_the_form_of_a_way_says_its_rule_and_asks_for_its_own_dates(officer, office, way):
    shown = text_of(officer.get(f"/desk/foi/enter/{way}/"))
    assert "条例第" in shown
    assert ("signed_on" in shown) == (way == "post_signed")
    assert ("confirmed_on" in shown) == (way in ("post_plain", "fax", "email"))


def test_the_query_code_is_shown_once_and_stands_in_no_address(officer, office):
    response = enter(officer, office, submitted_on=TODAY)
    code = response.context["code"]
    assert code in text_of(response)
    assert code not in text_of(officer.get(f"/desk/foi/{FoiRequest.objects.get().pk}/"))
    assert code not in FoiRequest.objects.get().code_digest


def test_the_same_form_sent_five_times_is_one_request_with_one_code(officer, office):
    key = new_key()
    codes = {enter(officer, office, submitted_on=TODAY, key=key).context["code"] for _ in range(5)}
    assert (len(codes), FoiRequest.objects.count()) == (1, 1)


def test_the_receipt_is_there_to_be_printed_in_one_press(officer, office):
    enter(officer, office, submitted_on=TODAY)
    row = FoiRequest.objects.get()
    response = officer.post(f"/desk/foi/{row.pk}/receipt/", follow=True)
    assert row.letters.get().kind == Kind.RECEIPT
    assert row.letters.get().state == "signed"
    pdf = officer.get(response.request["PATH_INFO"] + "file/pdf/")
    assert pdf.content.startswith(b"%PDF")
    officer.post(f"/desk/foi/{row.pk}/receipt/")
    assert row.letters.count() == 1


BAD = [
    ({"submitted_on": ""}, "请填写提交日期"),
    ({"submitted_on": (clock.today() + timedelta(days=1)).isoformat()}, "今天以后"),
    ({"submitted_on": "不知道"}, "日期看不懂"),
    ({"content": ""}, "请填写需要什么政府信息"),
    ({"telephone": "", "address": "", "delivery_wanted": "direct"}, "至少留一种联系方式"),
    ({"telephone": "abc"}, "电话"),
    ({"name": "甲\x00"}, ""),
    ({"applicant_kind": "king"}, ""),
    ({"postcode": "12"}, "6 位数字"),
    ({"others": "只有名字"}, "看不懂"),
    ({"key": "short"}, "失效"),
    ({"delivery_wanted": "email"}, "电子邮箱"),
]


@pytest.mark.parametrize(("wrong", "words"), BAD)
def test_bad_input_is_refused_with_a_reason_and_keeps_what_was_typed(officer, office, wrong, words):
    response = enter(officer, office, **{"submitted_on": TODAY, "content": "柳湾村合同", **wrong})
    assert response.status_code == 422
    assert words in text_of(response)
    assert "甄有求" in text_of(response) or "name" in wrong
    assert FoiRequest.objects.count() == 0


def test_a_joint_request_keeps_everybody_who_asks(officer, office):
    enter(
        officer, office, submitted_on=TODAY, others="乙某，990000199001011235，13900005678\n丙某，13900007890"
    )
    people = FoiRequest.objects.get().applicants.values_list("name", "telephone")
    assert list(people) == [("甄有求", "13900001234"), ("乙某", "13900005678"), ("丙某", "13900007890")]


def test_scan_and_proof_are_kept_sealed(officer, office):
    paper = SimpleUploadedFile("申请表.pdf", b"%PDF-1.4 paper original")
    proof = SimpleUploadedFile("身份证.png", b"\x89PNG\r\n\x1a\n proof")
    enter(officer, office, submitted_on=TODAY, original=paper, proofs=proof)
    kinds = {one.kind: one.file.open().read() for one in SealedFile.objects.all()}
    assert set(kinds) == {"application", "identity"}
    assert not any(b"paper original" in data or b"proof" in data for data in kinds.values())


@pytest.mark.parametrize("name", ["checker", "approver", "drafter", "stranger", "county_office"])
def test_nobody_else_types_in_requests(before, office, name):
    assert enter(before(name), office, submitted_on=TODAY).status_code == 403
    assert FoiRequest.objects.count() == 0


def test_no_request_is_typed_in_for_an_organ_of_others(cast, officer, office):
    other = open_office(cast, cast.next_town)
    assert enter(officer, other, submitted_on=TODAY).status_code == 422


def test_without_an_office_the_page_says_what_is_missing(officer):
    assert "还没有设受理机构" in text_of(officer.get("/desk/foi/enter/counter/"))
