"""The questions lead to every outcome that they should, and each outcome has its page."""

import pytest

from mingbai.casework.rules.guide import FIRST, QUESTIONS, question
from mingbai.casework.rules.lamps import lamp
from mingbai.casework.rules.outcomes import PLAIN, remedy_words
from mingbai.foi import actions
from mingbai.foi.states import State
from mingbai.letters.rules.outcomes import OUTCOMES, Leaf
from mingbai.lib import clock
from tests.casework.conftest import put_in, text_of, url
from tests.foi.making import make_request

DIRECT = {Leaf.OTHER, Leaf.OTHER_NOT_CLARIFIED, Leaf.OTHER_FEE_UNPAID}
"""Two follow from a wait whose time is over, one is chosen from the list."""


def reached(key=FIRST, seen=frozenset()):
    for one in question(key).options:
        if one.to:
            assert one.to not in seen, "a circle"
            yield from reached(one.to, seen | {key})
        else:
            yield one


def test_the_questions_lead_to_every_outcome_and_variant():
    found = {(one.leaf, one.variant) for one in reached()}
    wanted = {
        (one.leaf, variant)
        for one in OUTCOMES.values()
        if one.leaf not in DIRECT
        for variant in one.variants or ("",)
    }
    assert found == wanted


def test_every_question_can_be_come_to():
    leads = {one.to for every in QUESTIONS.values() for one in every.options if one.to}
    assert leads | {FIRST} == set(QUESTIONS)


def test_every_outcome_is_explained_and_says_the_right_remedy():
    assert set(PLAIN) == set(Leaf)
    first = {leaf for leaf, one in OUTCOMES.items() if "先申请行政复议" in remedy_words(one)}
    assert first == {
        "refused_state_secret", "refused_by_law", "refused_security", "refused_third_party", "refused_internal",
        "refused_process", "refused_enforcement_file",
    }  # fmt: skip


@pytest.mark.parametrize("key", [*QUESTIONS, "nonsense"])
def test_every_question_has_a_page(officer, examining, key):
    response = officer.get(url(examining, "answer/"), {"at": key})
    assert question(key).text in text_of(response)


EACH = [(leaf, variant) for leaf, one in OUTCOMES.items() for variant in one.variants or ("",)]


@pytest.mark.parametrize(("leaf", "variant"), EACH)
def test_every_outcome_has_a_page_with_its_article_and_what_is_missing(officer, examining, leaf, variant):
    response = officer.get(url(examining, f"answer/{leaf.value}/"), {"variant": variant} if variant else {})
    shown = text_of(response)
    assert response.status_code == 200
    assert PLAIN[leaf] in shown
    needs = {
        "partly_granted", "not_processed_repeated", "not_processed_excessive", "not_held_unclear",
        "other_not_clarified", "other_fee_unpaid",
    }  # fmt: skip
    assert bool(response.context["lacking"]) == (leaf in needs or variant in ("not_found", "provided"))


def test_what_is_missing_is_named_with_the_way_to_do_it(officer, examining):
    shown = text_of(officer.get(url(examining, "answer/not_held/?variant=not_found")))
    assert "记录在哪里查过" in shown and url(examining, "search/") in shown
    refused = officer.post(url(examining, "answer/not_held/?variant=not_found"), {"申请内容": "村道"})
    assert refused.status_code == 422
    assert examining.letters.count() == 0


def test_after_a_search_not_held_quotes_it(cast, officer, examining):
    typed = {"place": "镇档案室", "words": "村道", "found": "没有", "on": clock.today(), "searcher": "易经办"}
    assert officer.post(url(examining, "search/"), typed).status_code == 302
    sent = {"申请内容": "村道验收报告", "preview": "1"}
    shown = officer.post(url(examining, "answer/not_held/?variant=not_found"), sent)
    assert shown.status_code == 200 and "镇档案室" in text_of(shown)


def test_a_partly_granted_answer_takes_its_grounds_from_the_separation(cast, officer, examining):
    part = url(examining, "parts/")
    put_in(officer, examining, "合同正文")
    refused = officer.post(part, {"label": "身份证号码", "is_released": "no"})
    assert refused.status_code == 422 and "法定事由" in text_of(refused)
    kept = {"label": "身份证号码", "is_released": "no", "ground": "E15", "reason": "属于个人隐私"}
    assert officer.post(part, kept).status_code == 302
    sent = {"申请内容": "施工合同", "提供方式": "电子文件", "公开内容": "合同正文", "preview": "1"}
    shown = text_of(officer.post(url(examining, "answer/partly_granted/"), sent))
    assert "身份证号码" in shown and "第十五条" in shown and "属于个人隐私" in shown


def test_a_part_forbidden_by_law_names_the_law(officer, examining):
    kept = {"label": "统计表", "is_released": "no", "ground": "E14-2", "reason": "不能公开"}
    refused = officer.post(url(examining, "parts/"), kept)
    assert refused.status_code == 422 and "哪一部法律" in text_of(refused)
    kept["reason"] = "《中华人民共和国统计法》第九条\n能识别单个调查对象"
    assert officer.post(url(examining, "parts/"), kept).status_code == 302
    put_in(officer, examining, "汇总数")
    sent = {"申请内容": "统计表", "提供方式": "电子文件", "公开内容": "汇总数", "preview": "1"}
    shown = text_of(officer.post(url(examining, "answer/partly_granted/"), sent))
    assert "（《中华人民共和国统计法》第九条）" in shown and "能识别单个调查对象" in shown


LAMPS = [
    # due, working days left, paused → colour, words
    (None, None, False, "", "期限还没有起算"),
    ("day", -3, False, "red", "已超期 3 个工作日"),
    ("day", 0, False, "red", "今天到期"),
    ("day", 5, False, "amber", "快到期：还有 5 个工作日"),
    ("day", 6, False, "green", "还有 6 个工作日"),
    ("day", 2, True, "", "暂停计算，等征求意见的回复"),
]


@pytest.mark.parametrize(("due", "left", "paused", "colour", "words"), LAMPS)
def test_the_lamp_says_in_words_what_its_colour_says(due, left, paused, colour, words):
    said = lamp(due and clock.today(), left, closed=False, paused=paused, answered_on=None)
    assert (said.colour, said.words) == (colour, words)


def test_a_draft_that_was_dropped_is_not_signed(cast, officer, examining):
    actions.withdraw(request=examining, on=clock.today(), by=cast.foi_officer)
    assert officer.post(url(examining, "answer/granted/?variant=provided"), {}).status_code == 409


@pytest.mark.parametrize("address", ["answer/granted/?variant=provided", "answer/partly_granted/"])
def test_an_answer_that_gives_something_leads_to_putting_it_in(officer, examining, address):
    response = officer.get(url(examining, address))
    assert response.context["first"] == ("放入要提供的文件、区分处理", url(examining, "parts/"))
    assert "还没有放入文件" in text_of(response)


def test_the_answer_lists_the_files_that_the_applicant_gets(officer, examining):
    put_in(officer, examining, name="通知书甲.pdf")
    put_in(officer, examining, name="通知书乙.pdf")
    examining.parts.filter(released__name="通知书乙.pdf").delete()
    response = officer.get(url(examining, "answer/granted/?variant=provided"))
    (file,) = response.context["released"]
    assert url(examining, f"files/{file.pk}/") in text_of(response)
    assert "通知书甲.pdf" in text_of(response) and "通知书乙.pdf" not in text_of(response)
    assert not response.context["lacking"]


CHECKS = [
    (State.DRAFTED, "checker", "check-law/"),
    (State.LEGALLY_CHECKED, "secrecy", "check-secrecy/"),
    (State.CHECKED, "approver", "sign/"),
]


@pytest.mark.parametrize(("state", "name", "page"), CHECKS)
def test_whoever_checks_or_signs_opens_the_files_for_the_applicant(cast, before, state, name, page):
    row = make_request(cast, state)
    file = row.parts.get().released
    address = url(row, f"files/{file.pk}/")
    shown = text_of(before(name).get(url(row, page)))
    assert "要提供给申请人的文件" in shown and address in shown
    assert before(name).get(address).status_code == 200


@pytest.mark.parametrize(("state", "name", "page"), CHECKS)
def test_passing_and_sending_back_stand_side_by_side_below_the_form(cast, before, state, name, page):
    shown = text_of(before(name).get(url(make_request(cast, state), page)))
    bar = shown.partition('<p class="actions">')[2].partition("</p>")[0]
    assert 'type="submit"' in bar and "send-back/" in bar
    assert "sticky" not in shown
