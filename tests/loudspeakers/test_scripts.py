"""Scripts of a chosen length, and how they are kept."""

import pytest
from django.core.exceptions import ValidationError

from mingbai.channels import actions as channels
from mingbai.lib.verdict import Denied
from mingbai.loudspeakers import actions
from mingbai.loudspeakers.exports import script_pdf, script_text
from mingbai.loudspeakers.queries import Customs
from mingbai.loudspeakers.rules.scripts import MORE, Source, characters, compose, minutes, unspoken, words_for

FRAME = Customs().frame
LONG = Source(
    "青禾镇补贴通知",
    "青禾镇人民政府",
    [f"第{n}条，每户补贴{n}00元。" for n in range(1, 200)],
    telephone="0999-5550101",
)


@pytest.mark.parametrize(("variant", "most"), [("short", 1), ("normal", 3)])
def test_a_script_is_cut_to_its_length_at_the_end_of_a_sentence(variant, most):
    made = compose(LONG, FRAME, variant, {})
    assert minutes(made.text, FRAME.per_minute) <= most
    assert made.left_out > 0
    assert MORE in made.text


def test_a_full_script_leaves_nothing_out():
    made = compose(LONG, FRAME, "full", {})
    assert made.left_out == 0 and MORE not in made.text
    assert made.text.count("每户补贴") == 199


def test_a_script_greets_repeats_the_title_and_says_where_to_ask():
    lines = compose(
        Source("通知", "青禾镇人民政府", ["请检查。"], office="党政办", telephone="0999-5550101"),
        FRAME,
        "normal",
        {},
    ).text.split("\n")
    assert lines == [
        "各位村民，大家好。现在播送青禾镇人民政府发布的：通知。",
        "请检查。",
        "再说一遍，刚才播送的是：通知。",
        "有不清楚的，请问党政办，电话：零九九九，五五五，零幺零幺。",
        "播送完了，谢谢收听。",
    ]


def test_a_short_script_tells_the_summary():
    source = Source("通知", "青禾镇", ["很长的正文。"] * 50, summary="每亩补贴120元。5月底前申报。")
    made = compose(source, FRAME, "short", {})
    assert "每亩补贴一百二十元。\n五月底前申报。" in made.text
    assert MORE in made.text


def test_a_title_that_takes_all_the_time_is_not_repeated():
    source = Source(
        "关于" + "道路封闭" * 14 + "的通告", "青禾镇", ["很长。"], summary="封闭延长到年底，" + "绕行不变" * 8
    )
    made = compose(source, FRAME, "short", {})
    assert "封闭延长到年底" in made.text and "再说一遍" not in made.text


def test_the_document_number_is_read_in_a_full_script_only():
    source = Source("通知", "青禾镇", ["请检查。"], document_number="盏政发〔2020〕118号")
    assert "盏政发二〇二〇年第一百一十八号" in compose(source, FRAME, "full", {}).text
    assert "盏政发" not in compose(source, FRAME, "normal", {}).text


def test_length_counts_what_is_said_and_no_punctuation():
    assert characters("各位村民，大家好。𠮷A") == 9
    assert minutes("字" * 190, 190) == 1.0
    assert (words_for(1.0), words_for(1.5), words_for(0.5)) == ("1 分", "1 分 30 秒", "30 秒")


def test_digits_and_brackets_in_an_edited_script_are_pointed_out():
    assert unspoken("每亩12.5元（试行），下载APP") == ["12.5", "（", "）", "APP"]


def test_a_village_writes_a_script_of_what_its_town_published(script, notice, cast):
    assert script.version_digest == notice.public_digest
    assert script.content["text"].startswith("各位村民，大家好。现在播送青禾镇人民政府发布的：青禾镇")
    assert "二〇二六" not in script.content["text"] or "2026" not in script.content["text"]
    assert script.content["minutes"] <= 3


def test_a_person_changes_the_words_until_they_are_confirmed(notice, cast):
    draft = actions.write_script(information=notice, variant="short", station=cast.village, by=cast.reporter)
    changed = actions.change_script(rendering=draft, text="请检查水管。\n\n 谢谢。", by=cast.reporter)
    assert changed.content["text"] == "请检查水管。\n谢谢。"
    assert changed.content["minutes"] == 0.1
    channels.confirm(rendering=changed, by=cast.reporter)
    with pytest.raises(Denied):
        actions.change_script(rendering=changed, text="再改。", by=cast.reporter)


def test_an_empty_or_endless_script_is_refused(notice, cast):
    draft = actions.write_script(information=notice, variant="short", station=cast.village, by=cast.reporter)
    for text in ("", "。，", "字" * 20_001):
        with pytest.raises(ValidationError):
            actions.change_script(rendering=draft, text=text, by=cast.reporter)


def test_a_stranger_cannot_speak_for_the_village(notice, cast):
    with pytest.raises(Denied):
        actions.write_script(information=notice, variant="short", station=cast.village, by=cast.stranger)


def test_what_is_not_public_gets_no_script(desk, content, cast):
    with pytest.raises(Denied):
        actions.write_script(
            information=desk.approved(**content), variant="short", station=cast.village, by=cast.reporter
        )


def test_the_script_is_printed_in_large_type_and_handed_out_as_text(script):
    assert script_pdf(script).startswith(b"%PDF")
    text = script_text(script).decode("utf-8-sig")
    assert text.startswith("各位村民") and "\r\n" in text
