"""Whole errands at the desk, as the people there do them."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mingbai.catalogue.models import CatalogueItem, Genre, Theme
from mingbai.disclosures.models import Information
from mingbai.disclosures.states import Stage, Status
from mingbai.reviews.queries import open_state
from tests.desk.conftest import typed, word_file


def decide(client, information, **decision):
    information.refresh_from_db()
    state = open_state(information)
    return client.post(f"/desk/reviews/{state.pk}/", {"digest": information.digest, **decision}, follow=True)


def words(response) -> str:
    return response.content.decode()


def test_a_word_file_goes_from_upload_to_the_public_page(at_desk, cast, client):
    clerk = at_desk("drafter")
    file = word_file(
        "关于加强森林防火的通告", "自2026年10月1日起，林区内禁止用火。", "青禾镇人民政府", "2026年9月20日"
    )
    read = clerk.post("/desk/new/", {"file": file, "organisation": cast.town.pk}, follow=True)
    assert "关于加强森林防火的通告" in words(read)
    made = Information.objects.get()
    form = typed(
        made,
        written_on="2026-09-20",
        openness="proactive",
        theme=Theme.objects.get(parent=None, name="综合政务").pk,
        genre=Genre.objects.get(name="通知").pk,
        catalogue_item=CatalogueItem.objects.first().pk,
    )
    clerk.post(f"/desk/records/{made.pk}/edit/", form | {"submit": "1"})
    decide(at_desk("checker"), made, approve="1")
    secret = {"conclusion": "publishable", "basis": "逐项核对，不涉及。"}
    decide(at_desk("secrecy"), made, approve="1", **secret)
    decide(at_desk("approver"), made, approve="1", after="now")
    made.refresh_from_db()
    assert (made.stage, made.status) == (Stage.DONE, Status.PUBLISHED)
    assert "禁止用火" in words(client.get(made.get_absolute_url()))


def test_a_returned_text_shows_its_reason_first_on_the_drafters_desk(at_desk, submitted):
    decide(at_desk("checker"), submitted, **{"return": "1", "comment": "落款日期请核对"})
    home = words(at_desk("drafter").get("/desk/"))
    assert "落款日期请核对" in home
    assert home.index("被退回") < home.index("落款日期请核对")
    record = words(at_desk("drafter").get(f"/desk/records/{submitted.pk}/"))
    assert record.index("落款日期请核对") < record.index("按意见修改") < record.index("/submit/")


def test_returning_without_a_reason_keeps_the_page_and_says_what_is_missing(at_desk, submitted):
    page = decide(at_desk("checker"), submitted, **{"return": "1", "comment": " "})
    assert page.status_code == 422
    assert "退回时请写明理由" in words(page)


def test_nobody_decides_on_a_text_they_last_changed(at_desk, submitted, cast):
    Information.objects.filter(pk=submitted.pk).update(last_edited_by=cast.checker)
    page = decide(at_desk("checker"), submitted, approve="1")
    assert "须由另一个人办理" in words(page)
    submitted.refresh_from_db()
    assert submitted.stage == Stage.IN_REVIEW
    assert "现在没有等您办理的稿件" in words(at_desk("checker").get("/desk/"))


def test_a_decision_on_an_older_text_is_not_taken_and_keeps_the_comment(at_desk, submitted):
    state = open_state(submitted)
    sent = {"digest": "0" * 64, "approve": "1", "comment": "同意，注意时效"}
    page = at_desk("checker").post(f"/desk/reviews/{state.pk}/", sent)
    assert page.status_code == 422
    assert "已经不是最新的" in words(page) and "同意，注意时效" in words(page)
    assert open_state(submitted).pk == state.pk


def test_a_decided_step_leads_to_the_record(at_desk, submitted):
    state = open_state(submitted)
    decide(at_desk("checker"), submitted, approve="1")
    page = at_desk("checker").post(
        f"/desk/reviews/{state.pk}/", {"digest": submitted.digest, "approve": "1"}, follow=True
    )
    assert "已经办理过了" in words(page)


def test_the_secrecy_form_is_asked_for_and_kept(at_desk, submitted):
    decide(at_desk("checker"), submitted, approve="1")
    page = decide(at_desk("secrecy"), submitted, approve="1", basis="对照事项范围")
    assert page.status_code == 422
    assert "请选择审查结论" in words(page) and "对照事项范围" in words(page)


def test_a_signed_text_can_be_scheduled(at_desk, submitted):
    decide(at_desk("checker"), submitted, approve="1")
    decide(at_desk("secrecy"), submitted, approve="1", conclusion="publishable", basis="核对")
    page = decide(at_desk("approver"), submitted, approve="1", after="at", at="2099-01-02T09:00")
    assert "2099年01月02日 09:00" in words(page)
    submitted.refresh_from_db()
    assert submitted.stage == Stage.APPROVED and submitted.status == Status.UNPUBLISHED


def test_a_time_in_the_past_is_refused_and_decides_nothing(at_desk, submitted):
    decide(at_desk("checker"), submitted, approve="1")
    decide(at_desk("secrecy"), submitted, approve="1", conclusion="publishable", basis="核对")
    page = decide(at_desk("approver"), submitted, approve="1", after="at", at="2020-01-02T09:00")
    assert "这个时间已经过了" in words(page)
    assert open_state(submitted) is not None


def test_the_second_to_save_sees_both_versions_and_can_save_after_all(at_desk, draft):
    begun = typed(draft)
    edit = f"/desk/records/{draft.pk}/edit/"
    at_desk("second_drafter").post(edit, begun | {"title": "同事改的标题", "body": "<p>同事的话</p>"})
    mine = begun | {"title": "我改的标题", "body": "<p>我写的话</p>"}
    page = at_desk("drafter").post(edit, mine)
    assert page.status_code == 409
    both = ("同事改的标题", "我改的标题", "我写的话", "丁二")
    assert not [word for word in both if word not in words(page)]
    draft.refresh_from_db()
    assert draft.working_copy.title == "同事改的标题"
    again = at_desk("drafter").post(edit, mine | {"base": draft.latest_revision_id})
    assert again.status_code == 302
    draft.refresh_from_db()
    assert draft.working_copy.title == "我改的标题"


def test_bad_input_keeps_what_was_typed_and_stores_nothing(at_desk, draft):
    sent = typed(draft, title="改过的标题", written_on="前天", source_url="不是网址")
    page = at_desk("drafter").post(f"/desk/records/{draft.pk}/edit/", sent)
    assert page.status_code == 422
    assert all(word in words(page) for word in ("改过的标题", "前天", "日期看不懂", "网址看不懂"))
    draft.refresh_from_db()
    assert draft.working_copy.title != "改过的标题"


def test_an_incomplete_draft_is_saved_but_not_submitted(at_desk, draft):
    edit = f"/desk/records/{draft.pk}/edit/"
    sent = typed(draft, openness="", theme="")
    assert at_desk("drafter").post(edit, sent | {"save": "1"}).status_code == 302
    draft.refresh_from_db()
    page = at_desk("drafter").post(edit, sent | {"base": draft.latest_revision_id, "submit": "1"})
    assert page.status_code == 422
    assert "请选择主题分类" in words(page) and "请选择公开方式" in words(page)
    draft.refresh_from_db()
    assert draft.stage == Stage.DRAFT


def test_an_editors_markup_is_tidied_and_cleaned(at_desk, draft):
    body = (
        '<div style="text-align: center">居中</div><p><b>粗</b><script>x()</script></p>'
        '<table><tbody><tr><td style="text-align:right" onclick="x()">1</td></tr></tbody></table>'
    )
    at_desk("drafter").post(f"/desk/records/{draft.pk}/edit/", typed(draft, body=body))
    draft.refresh_from_db()
    kept = draft.working_copy.body
    assert '<p class="align-center">居中</p>' in kept and "<strong>粗</strong>" in kept
    assert '<td class="align-right">1</td>' in kept
    assert "script" not in kept and "onclick" not in kept and "style" not in kept


def test_urgent_publication_is_flagged_until_reviewed(at_desk, draft, client):
    page = at_desk("approver").post(
        f"/desk/records/{draft.pk}/urgent/", {"reason": "管道破裂，马上停水"}, follow=True
    )
    assert "已应急发布" in words(page)
    assert client.get(draft.get_absolute_url()).status_code == 200
    assert "还没补审" in words(at_desk("approver").get("/desk/"))
    decide(at_desk("checker"), draft, approve="1")
    decide(at_desk("secrecy"), draft, approve="1", conclusion="publishable", basis="核对")
    decide(at_desk("approver"), draft, approve="1")
    draft.refresh_from_db()
    assert not draft.urgent_pending


def test_withdrawing_needs_a_reason_and_takes_the_text_out_of_the_lists(at_desk, desk, content, client):
    one = desk.published(**content)
    address = f"/desk/records/{one.pk}/withdraw/"
    assert at_desk("approver").post(address, {"reason": ""}).status_code == 422
    at_desk("approver").post(address, {"reason": "附表数据有误，正在核实"})
    one.refresh_from_db()
    assert one.status == Status.WITHDRAWN
    assert "附表数据有误" in words(client.get(one.get_absolute_url()))


def test_a_correction_asks_what_the_public_shall_be_told(at_desk, desk, content):
    one = desk.published(**content)
    clerk, edit = at_desk("drafter"), f"/desk/records/{one.pk}/edit/"
    page = clerk.post(edit, typed(one, body="<p>每周二检查管道。</p>") | {"submit": "1"})
    assert "更正说明" in words(page)
    clerk.post(f"/desk/records/{one.pk}/submit/", {"change_note": "检查日期更正", "change_kind": "minor"})
    one.refresh_from_db()
    assert one.stage == Stage.IN_REVIEW
    review = at_desk("checker").get(f"/desk/reviews/{open_state(one).pk}/")
    assert "和公众现在看到的有什么不同" in words(review)


def test_one_press_masks_a_number_and_the_check_is_run_again(at_desk, draft):
    clerk, record = at_desk("drafter"), f"/desk/records/{draft.pk}/"
    clerk.post(f"{record}edit/", typed(draft, body="<p>联系人电话<b>13912345678</b>。</p>") | {"check": "1"})
    draft.refresh_from_db()
    finding = next(f for f in draft.check_report.findings if f["rule"] == "mobile")
    assert "13912345678" not in str(draft.check_report.findings)
    clerk.post(f"{record}mask/", {"fingerprint": finding["fingerprint"]})
    draft = Information.objects.get(pk=draft.pk)
    assert "139****5678" in draft.working_copy.body and "13912345678" not in draft.working_copy.body
    assert not [f for f in draft.check_report.findings if f["rule"] == "mobile"]


def test_a_finding_that_asks_is_answered_by_a_second_person(at_desk, draft, cast):
    clerk, record = at_desk("drafter"), f"/desk/records/{draft.pk}/"
    clerk.post(f"{record}edit/", typed(draft, body="<p>请发邮件至 wang.xiaoming@example.com 报名。</p>"))
    draft.refresh_from_db()
    clerk.post(f"{record}submit/")
    draft = Information.objects.get(pk=draft.pk)
    asked = [f for f in draft.check_report.findings if f["severity"] == "ask"]
    assert asked
    refused = decide(at_desk("checker"), draft, approve="1")
    assert "先逐条核对" in words(refused)
    for one in asked:
        at_desk("checker").post(
            f"{record}answer/", {"fingerprint": one["fingerprint"], "reason": "报名用的办公邮箱"}
        )
    assert "已通过" in words(decide(at_desk("checker"), draft, approve="1"))


@pytest.mark.parametrize(
    ("name", "data", "say"),
    [
        ("空.docx", b"", "空的"),
        ("坏.docx", b"PK\x03\x04broken", "没有读成"),
        ("改名.docx", b"\x89PNG\r\n\x1a\n" + b"0" * 64, "没有读成"),
        ("程序.exe", b"MZ" + b"0" * 64, "没有读成"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words_and_nothing_is_stored(at_desk, cast, name, data, say):
    sent = {"file": SimpleUploadedFile(name, data), "organisation": cast.town.pk}
    page = at_desk("drafter").post("/desk/new/", sent)
    assert say in words(page)
    assert not Information.objects.exists()


def test_attachments_each_tell_their_result(at_desk, draft):
    good, bad = word_file("附表说明"), io.BytesIO(b"MZ" + b"0" * 64)
    good.name, bad.name = "附表.docx", "程序.exe"
    sent = typed(draft) | {"files": [good, bad]}
    page = at_desk("drafter").post(f"/desk/records/{draft.pk}/edit/", sent, follow=True)
    assert "附件“附表.docx”已上传" in words(page)
    assert "附件“程序.exe”" in words(page)
    draft.refresh_from_db()
    [kept] = [f for f in draft.files.all() if f.pk in draft.working_copy.attachments and f.state == "clean"]
    copy = draft.working_copy
    at_desk("drafter").post(f"/desk/records/{draft.pk}/edit/", typed(copy) | {f"remove-{kept.pk}": "1"})
    draft.refresh_from_db()
    assert kept.pk not in draft.working_copy.attachments


def test_inspecting_a_file_stores_nothing_and_masks_the_text(at_desk):
    page = at_desk("drafter").post("/desk/inspect/", {"file": word_file("联系人张三，电话13912345678。")})
    assert "139****5678" in words(page) and "13912345678" not in words(page)
    assert not Information.objects.exists()
