"""From the first question to the receipt, without JavaScript."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mingbai.asking.models import Draft, DraftFile
from mingbai.asking.rules.parts import parts_of
from mingbai.foi.models import Applicant, FoiRequest, SealedFile, Wish
from mingbai.foi.states import State
from mingbai.search.actions import put
from tests.asking.conftest import ID, PNG, answers, code_on
from tests.search.conftest import entry


def test_a_citizen_asks_and_gets_number_and_code(citizen):
    citizen.fill()
    page = citizen.get("check/").content.decode()
    assert "欧阳测" in page and "139 0999 4321" in page and "柳湾村2025年低保对象公示名单" in page
    code = citizen.send()
    asked = FoiRequest.objects.get()
    assert asked.state == State.SUBMITTED and asked.number.endswith("0001")
    assert asked.number in citizen.get("receipt/").content.decode()
    assert Applicant.objects.get().name == "欧阳测"
    assert Wish.objects.get().content == "柳湾村2025年低保对象公示名单"
    assert citizen.open_status(code).headers["Location"] == "/apply/status/mine/"


def test_each_answer_leads_to_the_next_question(citizen):
    citizen.post("start/")
    names = list(answers(citizen.office))
    for name, following in zip(names, [*names[1:], "check"], strict=True):
        response = citizen.post(f"{name}/", answers(citizen.office)[name])
        assert response.headers["Location"] == f"/apply/{following}/"


def test_a_changed_answer_leads_back_to_the_check_or_to_what_it_makes_necessary(citizen):
    citizen.fill()
    assert citizen.post("name/", {"name": "欧阳改"}).headers["Location"] == "/apply/check/"
    by_post = {"form_wanted": "paper", "delivery_wanted": "post"}
    assert citizen.post("how/", by_post).headers["Location"] == "/apply/contact/"
    assert citizen.get("check/").headers["Location"] == "/apply/contact/"


def test_an_organisation_is_asked_for_its_contact_person(citizen):
    citizen.fill(
        who={"applicant_kind": "business"},
        name={"name": "欧阳测商贸公司", "contact_person": "欧阳测"},
        identity={"identity_kind": "营业执照", "identity_number": "91110101MA0000000X"},
    )
    citizen.send()
    assert FoiRequest.objects.get().applicant_kind == "business"
    assert Applicant.objects.get().contact_person == "欧阳测"


def test_no_page_asks_for_a_purpose(citizen):
    citizen.fill()
    for name in answers(citizen.office):
        names = re.findall(r'name="(\w+)"', citizen.get(f"{name}/").content.decode())
        assert not {"purpose", "use", "reason", "用途"} & set(names)


def test_several_people_ask_together(citizen):
    citizen.fill()
    other = {
        "name": "欧阳二",
        "identity_kind": "居民身份证",
        "identity_number": ID,
        "telephone": "13909991111",
    }
    assert citizen.post("others/", {"more": "yes"}).headers["Location"] == "/apply/others/add/"
    citizen.post("others/add/", other)
    citizen.post("others/add/", other | {"name": "欧阳三"})
    citizen.post("others/remove/", {"number": "0"})
    citizen.post("others/", {"more": "no"})
    citizen.send()
    assert list(Applicant.objects.values_list("name", flat=True)) == ["欧阳测", "欧阳三"]


def test_own_records_are_corrected_by_the_same_form(citizen):
    citizen.fill(kind={"kind": "correction"}, what={"content": "户口簿上出生日期应当是3月7日"})
    assert "要更正的记录" in citizen.get("what/").content.decode()
    citizen.send()
    assert FoiRequest.objects.get().kind == "correction"


def test_a_photo_is_sealed_while_waiting_and_goes_with_the_request(citizen):
    citizen.post("start/")
    photo = SimpleUploadedFile("欧阳测的身份证.png", PNG)
    for name, typed in answers(citizen.office).items():
        citizen.post(f"{name}/", {**typed, "proofs": photo} if name == "identity" else typed)
    row = DraftFile.objects.get()
    assert b"PNG" not in row.file.read() and "欧阳" not in row.name
    assert "欧阳测的身份证.png" in citizen.get("identity/").content.decode()
    citizen.send()
    kept = SealedFile.objects.get(kind="identity")
    assert (kept.name, kept.size) == ("欧阳测的身份证.png", len(PNG))
    assert not DraftFile.objects.exists()
    assert PNG[:8] not in kept.file.read()


def test_an_uploaded_file_can_be_taken_back(citizen):
    citizen.fill()
    citizen.post(
        "identity/", answers(citizen.office)["identity"] | {"proofs": SimpleUploadedFile("a.png", PNG)}
    )
    citizen.post("identity/", {"drop": str(DraftFile.objects.get().pk)})
    assert not DraftFile.objects.exists()


def test_somebody_elses_file_stays(citizen, office):
    citizen.fill()
    citizen.post("identity/", answers(office)["identity"] | {"proofs": SimpleUploadedFile("a.png", PNG)})
    type(citizen)(office).post("identity/", {"drop": str(DraftFile.objects.get().pk)})
    assert DraftFile.objects.count() == 1


def test_the_same_form_sent_five_times_is_one_request_with_one_code(citizen):
    citizen.fill()
    codes = set()
    for _ in range(5):
        assert citizen.post("check/").headers["Location"] == "/apply/receipt/"
        codes.add(code_on(citizen.get("receipt/")))
    assert len(codes) == 1
    assert FoiRequest.objects.count() == 1


def test_after_the_receipt_is_cleared_nothing_is_left_in_the_browser(citizen):
    citizen.fill()
    citizen.send()
    citizen.post("forget/")
    assert not Draft.objects.exists()
    assert citizen.get("receipt/").headers["Location"] == "/apply/gone/"


def test_a_new_form_is_empty_after_one_was_sent(citizen):
    citizen.fill()
    citizen.send()
    citizen.post("start/")
    assert "欧阳测" not in citizen.get("name/").content.decode()
    citizen.fill()
    citizen.send()
    assert FoiRequest.objects.count() == 2


def test_who_comes_without_a_form_is_told_why(citizen):
    assert citizen.get("name/").headers["Location"] == "/apply/gone/"
    assert citizen.get("check/").headers["Location"] == "/apply/gone/"
    assert "两小时" in citizen.get("gone/").content.decode()


def test_what_is_typed_after_the_two_hours_is_kept(citizen):
    citizen.post("start/")
    Draft.objects.all().delete()
    assert citizen.post("what/", {"content": "柳湾村修路预算"}).headers["Location"] == "/apply/how/"
    assert "柳湾村修路预算" in citizen.get("what/").content.decode()


def test_a_closed_office_is_not_offered_and_not_taken(citizen, office):
    citizen.fill()
    office.is_open = False
    office.save()
    assert citizen.get("check/").headers["Location"] == "/apply/organ/"
    assert str(office.organisation_id) not in re.findall(
        r'value="(\d+)"', citizen.get("organ/").content.decode()
    )
    assert not FoiRequest.objects.exists()


def test_the_search_comes_first_and_its_words_become_the_first_wording(citizen):
    assert "没有找到" in citizen.post("look/", {"words": "柳湾村修路"}).content.decode()
    assert citizen.post("look/", {"words": " "}).status_code == 422
    citizen.post("start/", {"words": "柳湾村修路工程预算"})
    organ = answers(citizen.office)["organ"]
    assert citizen.post("organ/", organ).headers["Location"] == "/apply/kind/"
    assert "柳湾村修路工程预算" in citizen.get("what/").content.decode()


def test_a_short_search_is_no_first_wording(citizen):
    citizen.post("start/", {"words": "低保 名单"})
    assert "低保 名单" not in citizen.get("what/").content.decode()


def test_what_is_not_found_as_a_whole_is_searched_for_in_its_parts(citizen):
    put(entry(7, "关于公布最低生活保障名单的通知", "低保对象名单见附件。"))
    page = citizen.post("look/", {"words": "低保的公示名单"}).content.decode()
    assert "没有找到写着“低保的公示名单”的" in page and "“低保”、“名单”" in page and "/records/7/" in page


def test_words_are_taken_apart_where_nothing_parts_them():
    assert parts_of("低保的名单，2025 年") == ("低保", "名单", "2025")


@pytest.mark.parametrize(
    "number",
    ["0999-5550101", "5550101", "+86 139 0999 4321", "+86 999 5550101", "0999-5550101转8", "+852 2345 6789"],
)
def test_every_number_that_can_be_dialled_is_taken(citizen, number):
    citizen.fill(contact={"telephone": number})


def test_the_code_breaks_between_its_groups_only_and_the_office_can_be_called(citizen):
    citizen.fill()
    citizen.send()
    page = citizen.get("receipt/").content.decode()
    assert page.count('<span class="group-of">') == 5 and f'href="tel:{citizen.office.telephone}"' in page


def test_the_landing_page_tells_all_ways_to_ask(client, office):
    page = client.get("/apply/").content.decode()
    for shown in (
        "青禾镇府前路1号",
        "0999-5550102",
        "foi@qinghe.example",
        "口头申请",
        "/apply/look/",
        "临河镇",
    ):
        assert shown in page


def test_the_blank_form_is_a_word_file(client, office):
    response = client.get("/apply/form/qinghe/")
    assert response.content.startswith(b"PK")
    assert client.get("/apply/form/linhe/").status_code == 404


@pytest.mark.parametrize(
    ("content", "heading"),
    [
        ("1、柳湾村低保名单\n2、柳湾村修路合同", "好几样东西"),
        ("我邻居的病历和住院记录", "个人情况"),
        ("我要举报村干部，请求查处", "投诉、举报"),
        ("请问怎么办理营业执照？", "咨询"),
        ("2023年明白县统计年鉴", "公开出版"),
    ],
)
def test_advice_is_given_and_can_be_waved_off(citizen, content, heading):
    citizen.post("start/")
    page = citizen.post("what/", {"content": content})
    assert page.status_code == 200 and heading in page.content.decode()
    heeded = re.search(r'name="heeded" value="(\w+)"', page.content.decode())[1]
    assert citizen.post("what/", {"content": content, "heeded": heeded}).status_code == 302
