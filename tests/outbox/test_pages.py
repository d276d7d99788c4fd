"""The pages of the outbox, as people open them."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from mingbai.channels.models import Rendering
from mingbai.outbox.models import GroupChat, Message
from mingbai.outbox.states import State


@pytest.fixture
def drafter(client, cast):
    client.force_login(cast.drafter)
    return client


def url(name, *args):
    return reverse(f"outbox:{name}", args=args)


def test_from_the_record_to_a_released_message(drafter, office):
    page = drafter.get(url("new", office.record.pk, "group"))
    values = page.context["form"].initial
    answer = drafter.post(url("new", office.record.pk, "group"), values)
    made = Rendering.objects.get(kind="group")
    assert answer.url == url("text", made.pk) and made.content["edited_by"] is None
    drafter.post(url("text-confirm", made.pk))
    answer = drafter.post(url("text", made.pk), {"outlets": f"group:{office.group.pk}", "variant": "short"})
    message = Message.objects.get()
    assert answer.url == message.get_absolute_url() and made.content["short"].split("\n")[0] in (
        drafter.get(answer.url).content.decode()
    )
    drafter.post(url("queue", message.pk))
    drafter.post(url("confirm", message.pk), {"note": "已发"})
    message.refresh_from_db()
    assert message.state == State.CONFIRMED


def test_wrong_words_are_told_at_the_field_and_kept(drafter, office):
    answer = drafter.post(url("new", office.record.pk, "weibo"), {"text": "没有网址的话"})
    assert answer.status_code == 422
    assert "请保留短网址" in answer.content.decode() and "没有网址的话" in answer.content.decode()


def test_a_text_of_an_unknown_kind_is_missing(drafter, office):
    assert drafter.get(url("new", office.record.pk, "sheet")).status_code == 404


def test_no_outlet_chosen_is_told(drafter, office):
    made = office.text("wechat")
    answer = drafter.post(url("text", made.pk), {})
    assert answer.status_code == 422 and "请选择发到哪里" in answer.content.decode()


def test_a_correction_begins_with_what_was_put_right(drafter, office):
    page = drafter.get(url("new", office.record.pk, "weibo"), {"note": "标准改为150元"})
    assert page.context["form"].initial["text"].startswith("【更正：")


def test_the_preview_runs_nothing_and_stands_in_a_frame_of_this_site(drafter, office):
    answer = drafter.get(url("preview", office.text("wechat").pk))
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_texts_are_taken_along_as_files(drafter, office):
    article = drafter.get(url("file", office.text("wechat").pk))
    text = drafter.get(url("file", office.text("group").pk))
    assert article.content.startswith(b"<!doctype html>") and ".html" in article["Content-Disposition"]
    assert text.content.startswith("\ufeff".encode()) and b"\r\n" in text.content


def test_what_failed_comes_first(drafter, office):
    message = office.queued(office.wechat)
    Message.objects.filter(pk=message.pk).update(state=State.FAILED, reason="公众号今天的接口次数用完了")
    page = drafter.get(url("home")).content.decode()
    assert "接口次数用完了" in page and 'href="?tab=failed" aria-current="page"' in page


@pytest.mark.parametrize("name", ["recall", "cancel", "deny", "confirm", "use", "message"])
def test_pages_of_a_released_message_open_or_say_why_not(drafter, office, name):
    message = office.queued(office.wechat)
    assert drafter.get(url(name, message.pk)).status_code in (200, 403)


def test_jobs_lead_to_correction_and_deletion(drafter, office):
    message = office.out(office.wechat)
    office.correct()
    assert "用同一渠道更正" in drafter.get(url("record", office.record.pk)).content.decode()
    text = office.text("wechat", note="改了日子")
    answer = drafter.post(url("correct", message.posting_id), {"rendering": text.pk})
    assert answer.status_code == 302 and Message.objects.filter(purpose="correction").exists()


def test_a_withdrawn_record_offers_deletion(drafter, office):
    message = office.out(office.weibo)
    office.withdraw()
    assert "从账号上删除" in drafter.get(url("record", office.record.pk)).content.decode()
    drafter.post(url("delete", message.posting_id))
    assert Message.objects.filter(purpose="deletion").exists()


def test_groups_are_registered_by_name_alone(drafter, office):
    answer = drafter.post(url("group-new"), {"organisation": office.cast.town.pk, "name": "镇机关群"})
    assert answer.status_code == 302
    group = GroupChat.objects.get(name="镇机关群")
    assert (
        "同名"
        in drafter.post(
            url("group-new"), {"organisation": office.cast.town.pk, "name": "镇机关群"}
        ).content.decode()
    )
    drafter.post(url("group-close", group.pk))
    group.refresh_from_db()
    assert group.closed_on


def test_the_comparison_is_exported(drafter, office):
    office.out(office.wechat)
    office.correct()
    assert "还是旧版" in drafter.get(url("same")).content.decode()
    sheet = load_workbook(io.BytesIO(drafter.get(url("same"), {"xlsx": 1}).content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 3 and {row[9] for row in rows[1:]} == {"还是旧版", "一致"}


def test_a_stranger_finds_nothing(client, office):
    message = office.out(office.wechat)
    client.force_login(office.cast.stranger)
    for name, pk in (("record", office.record.pk), ("message", message.pk), ("text", message.rendering_id)):
        assert client.get(url(name, pk)).status_code == 404


def test_withdrawing_words_for_a_group_may_be_edited(drafter, office):
    message = office.out(office.group)
    office.withdraw()
    page = drafter.get(url("delete", message.posting_id))
    assert "不要再转发" in page.content.decode()
    drafter.post(url("delete", message.posting_id), {"text": "这条撤回了，请看网站说明。"})
    assert Message.objects.get(purpose="deletion").text == "这条撤回了，请看网站说明。"
