"""The pages of cases, as the people of the cast see them."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mingbai.ledger.models import Event
from mingbai.remedies import actions
from mingbai.remedies.models import Case
from mingbai.remedies.verification import verify
from tests.foi.making import NAME
from tests.remedies.making import PDF, decided

pytestmark = pytest.mark.django_db

TYPED = {
    "kind": "review",
    "authority": "明白县人民政府",
    "case_number": "明复议〔2026〕7号",
    "began_on": "2026年4月1日",
    "served_on": "2026-04-03",
    "procedure": "normal",
    "others": "",
}


def test_a_case_goes_from_the_notice_to_its_end(at_desk, cast, answered):
    desk = at_desk("foi_officer")
    assert desk.post(f"/desk/remedies/new/{answered.pk}/", TYPED).status_code == 302
    case = Case.objects.get()
    page = f"/desk/remedies/{case.pk}/"
    shown = desk.get(page).text
    assert "2026-04-20" in shown and "第10个工作日" in shown and NAME not in shown
    desk.post(f"{page}step/", {"event": "answered", "on": "2026-04-10", "note": ""})
    paper = SimpleUploadedFile("决定书.pdf", PDF)
    sent = {
        "result": "corrected",
        "ended_on": "2026-05-20",
        "served_on": "2026-05-22",
        "text": "撤销原答复",
        "file": paper,
    }
    assert desk.post(f"{page}decide/", sent).status_code == 302
    order = {"request": answered.pk, "what": "重新答复", "days": "15", "unit": "working_day"}
    assert desk.post(f"{page}order/", order).status_code == 302
    renewal = case.renewals.get()
    answer = SimpleUploadedFile("答复.pdf", PDF + b"%")
    letter = {"number": "青政公复〔2026〕9号", "leaf": "granted", "file": answer}
    assert desk.post(f"/desk/remedies/answers/{renewal.pk}/prepare/", letter).status_code == 302
    assert desk.post(f"/desk/remedies/answers/{renewal.pk}/sign/").status_code == 403
    assert at_desk("approver").post(f"/desk/remedies/answers/{renewal.pk}/sign/").status_code == 302
    way = {"way": "post", "on": date.today().isoformat()}
    renewal.refresh_from_db()
    assert renewal.state == "signed"
    assert desk.post(f"/desk/remedies/answers/{renewal.pk}/send/", way).status_code in (302, 422)
    shown = desk.get(page).text
    assert "青政公复〔2026〕9号" in shown and "撤销原答复" in shown


def test_what_was_typed_stays_and_nothing_is_stored(at_desk, answered):
    desk = at_desk("foi_officer")
    for changes in (
        {"began_on": "四月"},
        {"case_number": ""},
        {"case_number": "号\x00号"},
        {"began_on": "2026-02-30"},
        {"began_on": "99999999999-01-01"},
        {"others": "没有的编号"},
        {"kind": "other"},
        {"follows": "999999999999999999999"},
    ):
        answer = desk.post(f"/desk/remedies/new/{answered.pk}/", TYPED | changes)
        # Without an earlier review there is no such field, so what is sent for it counts for nothing.
        assert answer.status_code == (302 if "follows" in changes else 422), changes
        if answer.status_code == 422:
            assert "明白县人民政府" in answer.text and not Case.objects.exists()


def test_the_same_form_sent_twice_is_one_case(at_desk, answered):
    desk = at_desk("foi_officer")
    desk.post(f"/desk/remedies/new/{answered.pk}/", TYPED)
    again = desk.post(f"/desk/remedies/new/{answered.pk}/", TYPED)
    assert again.status_code == 422 and "已经登记过" in again.text
    assert Case.objects.count() == 1


def test_the_next_town_sees_no_case_at_all(at_desk, cast, answered, case):
    paper = actions.add_document(
        case=case,
        kind="notice",
        name="通知.pdf",
        data=PDF,
        title="通知",
        on=date(2026, 4, 3),
        by=cast.foi_officer,
    )
    officer = cast.stranger
    officer.memberships.create(organisation=cast.next_town, role="foi_officer", valid_from=date(2020, 1, 1))
    stranger = at_desk("stranger")
    assert case.case_number not in stranger.get("/desk/remedies/?all=1").text
    for address in (
        f"{case.pk}/", f"{case.pk}/decide/", f"{case.pk}/void/", f"files/{paper.pk}/", f"files/{paper.pk}/drop/",
        f"new/{answered.pk}/", f"export/{answered.pk}/", "999999/",
    ):  # fmt: skip
        assert stranger.get(f"/desk/remedies/{address}").status_code == 404, address
        assert stranger.post(f"/desk/remedies/{address}", {"reason": "x", "confirmed": "on"}).status_code in (
            404,
            405,
        )
    case.refresh_from_db()
    assert case.state == "open" and not Event.objects.filter(verb="foi.export").exists()


def test_the_list_filters_by_request_and_hides_what_is_closed(at_desk, cast, answered, case):
    desk = at_desk("foi_officer")
    assert case.case_number in desk.get("/desk/remedies/").text
    decided(cast, case, "upheld", date(2026, 5, 20))
    actions.close(case=case, by=cast.foi_officer)
    assert case.case_number not in desk.get("/desk/remedies/").text
    assert case.case_number in desk.get("/desk/remedies/?all=1").text
    assert case.case_number in desk.get(f"/desk/remedies/?request={answered.pk}").text
    for odd in ("request=abc", "request=99999999999999999999", "page=x", "all=%00", "request=²"):
        assert desk.get(f"/desk/remedies/?{odd}").status_code == 200


def test_the_whole_file_is_handed_out_only_after_confirming(at_desk, answered, case):
    desk = at_desk("foi_officer")
    page = f"/desk/remedies/export/{answered.pk}/"
    assert "连同申请人的身份证明" in desk.get(page).text
    refused = desk.post(page, {})
    assert refused.status_code == 422 and "请先确认用途" in refused.text
    assert not Event.objects.filter(verb="foi.export").exists()
    given = desk.post(page, {"confirmed": "on"})
    assert given["Content-Type"] == "application/zip" and "attachment" in given["Content-Disposition"]
    assert verify(given.content).trail == "confirmed"
    approver = at_desk("approver")
    assert "连同申请人的身份证明" not in approver.get(page).text
    assert approver.post(page, {"confirmed": "on", "with_identity": "on"}).status_code == 200
    assert not any(one.detail["with_identity"] for one in Event.objects.filter(verb="foi.export"))


def test_a_paper_is_downloaded_as_it_was_and_one_that_is_damaged_is_said_to_be(at_desk, cast, case):
    paper = actions.add_document(
        case=case,
        kind="notice",
        name="通知.pdf",
        data=PDF,
        title="通知",
        on=date(2026, 4, 3),
        by=cast.foi_officer,
    )
    address = f"/desk/remedies/files/{paper.pk}/"
    assert at_desk("checker").get(address).content == PDF
    assert at_desk("drafter").get(address).status_code == 403
    with open(paper.file.path, "wb") as stored:
        stored.write(b"x")
    damaged = at_desk("checker").get(address)
    assert damaged.status_code == 403 and "打不开" in damaged.text
