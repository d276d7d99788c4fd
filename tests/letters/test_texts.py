"""Every letter says what the law asks of it; the table is written from the norms, not from the data."""

import pytest

from mingbai.letters import exports
from mingbai.letters.kinds import Kind, Variant
from mingbai.letters.rules import MissingValues, Withheld, combinations
from mingbai.letters.rules.outcomes import OUTCOMES, Leaf, outcome
from tests.documents.reading_back import of_pdf, of_word
from tests.letters.making import GIVEN, QUERY, SECRET, composed

LAW = "《中华人民共和国政府信息公开条例》"
FIRST = "应当先申请行政复议：可以自收到本答复书之日起60日内向明白县人民政府申请行政复议。"
NO_COURT = "未经行政复议，不能直接向人民法院提起行政诉讼"
EITHER = (
    "可以自收到本答复书之日起60日内向明白县人民政府申请行政复议，"
    "也可以自收到本答复书之日起6个月内依法向明白县人民法院提起行政诉讼。"
)

# leaf, variant, article of the regulation, words of ground and decision, "A" review first or "B" either way
ANSWERS = [
    (
        "granted",
        "already_public",
        "第三十六条第一项",
        ["已经主动公开", "县政府网站道路栏目", "网上查阅"],
        "B",
    ),
    ("granted", "provided", "第三十六条第二项", ["验收报告（6页）", "纸质"], "B"),
    (
        "granted",
        "provided_at_time",
        "第三十六条第二项",
        ["验收报告（6页）", "大厅3号窗口", "2026年4月2日"],
        "B",
    ),
    (
        "partly_granted",
        "",
        "第三十七条",
        ["部分公开", "1. 合同价款；", "第三页的账号", "第十五条", "第三方不同意公开"],
        "AB",
    ),
    ("refused_state_secret", "", "第十四条", ["国家秘密", "不予公开", "具体理由甲"], "A"),
    ("refused_by_law", "", "第十四条", ["法律、行政法规禁止公开", "不予公开", "某法第九条"], "A"),
    ("refused_security", "", "第十四条", ["国家安全、公共安全、经济安全、社会稳定", "不予公开"], "A"),
    ("refused_third_party", "", "第十五条", ["商业秘密、个人隐私", "第三方合法权益", "不予公开"], "A"),
    ("refused_internal", "", "第十六条", ["人事管理、后勤管理、内部工作流程", "不予公开"], "A"),
    ("refused_process", "", "第十六条", ["讨论记录、过程稿、磋商信函、请示报告", "不予公开"], "A"),
    ("refused_enforcement_file", "", "第十六条", ["行政执法案卷", "不予公开"], "A"),
    ("refused_administrative_query", "", "第三十六条第七项", ["某条例第二十七条", "到登记中心查询"], "B"),
    (
        "not_held",
        "not_found",
        "第三十六条第四项",
        ["不存在", "3月4日在档案室查找没有", "3月5日在公文系统检索没有"],
        "B",
    ),
    (
        "not_held",
        "other_organ",
        "第三十六条第五项",
        ["不属于本机关负责公开", "县自然资源局", "0999-5550200", "具体理由甲"],
        "B",
    ),
    ("not_existing_needs_processing", "", "第三十八条", ["没有现成的信息", "加工、分析"], "B"),
    ("not_held_unclear", "", "第三十条", ["补正后申请内容仍不明确", "2026年3月6日"], "B"),
    ("not_processed_petition", "", "第三十九条", ["信访、投诉、举报", "到信访接待室"], "B"),
    (
        "not_processed_repeated",
        "",
        "第三十六条第六项",
        ["不予重复处理", "2026年1月20日", "青政公复〔2026〕1号"],
        "B",
    ),
    ("not_processed_publication", "", "第三十九条", ["公开出版物", "《明白县年鉴》"], "B"),
    ("not_processed_excessive", "", "第三十五条", ["明显超过合理范围", "不予处理", "具体理由甲"], "B"),
    ("not_processed_reissue", "", "第二条", ["确认或者重新出具", "具体理由甲"], "B"),
    ("other_not_clarified", "", "第三十条", ["逾期没有补正", "不再处理", "2026年3月20日"], "B"),
    ("other_fee_unpaid", "", "第四十二条", ["2026年3月12日", "2026年4月10日", "不再处理"], "B"),
    ("other", "", "第二条", ["不再办理", "具体理由甲"], "B"),
]

# kind, variant, what it says, what it must not say
OTHERS = [
    ("receipt", "", ["2026-0012", "2026年3月2日", "2026年3月30日", "第三十三条"], ["查询码"]),
    ("clarification", "", ["第三十条", "没有写年份", "1. 写明年份；", "2. 写明形式。", "2026年3月20日", "视为放弃申请", "自本机关收到补正的申请之日起计算"], []),
    ("reasons", "", ["第三十五条", "三个月内申请36件", "2026年3月20日", "理由不合理的，本机关不予处理"], []),
    ("extension", "", ["第三十三条", "工作机构负责人同意", "2026年3月30日", "2026年4月28日", "20个工作日", "需要逐卷查找"], []),
    ("third_party_consultation", "", ["青禾建筑公司", "施工合同", "15个工作日", "第三十二条", "逾期未提出意见的，由本机关依照"], ["视为同意", "王小明"]),
    ("consultation_confirmation", "", ["同意公开", "不同意公开", "施工合同", "15个工作日"], ["视为同意", "王小明"]),
    ("consultation_notice", "", ["征求第三方的意见", "第三十三条", "不计算在答复期限内", "2026年3月9日"], ["青禾建筑公司"]),
    ("third_party_notice", "", ["第三十二条", "1. 合同价款；", "对公共利益造成重大影响", "自收到本告知书之日起60日内", "6个月内"], ["王小明", NO_COURT]),
    ("co_producer_consultation", "", ["县交通运输局", "第三十四条", "15个工作日", "视为同意公开"], ["王小明", "由本机关依照"]),
    ("assistance", "", ["村镇建设服务中心", "查找案卷", "2026年3月12日"], ["王小明"]),
    ("fee_notice", "", ["第四十二条", "国办函〔2020〕109号", "按件", "第11至30件", "2000元", "到窗口缴纳", "20个工作日", "不再处理"], ["行政诉讼"]),
    ("delivery_proof", "", ["王小明", "邮寄送达的，以交邮当日为送达日期"], []),
    ("correction_answer", "corrected", ["第四十一条", "已作更正：出生日期", EITHER], [NO_COURT]),
    ("correction_answer", "not_corrected", ["第四十一条", "不予更正", "具体理由甲", EITHER], [NO_COURT]),
    ("correction_answer", "referred", ["第四十一条", "派出所", "0999-5550210", EITHER], [NO_COURT]),
    ("request_form", "blank", ["姓名或者名称", "提供信息的形式", "获取信息的途径", "不需要说明用途", "商业企业", "科研机构", "社会公益组织", "法律服务机构"], ["王小明"]),
    ("request_form", "filled", ["王小明", "道路硬化项目验收报告", "纸质", "邮寄"], ["用途"]),
    ("register_sheet", "", ["2026-0012", "当面提交之日", "自然人", "易经办", "2026年3月30日"], []),
    ("approval_sheet", "", ["建议公开", "法制审查意见", "保密审查意见", "签发意见"], []),
]  # fmt: skip


def plain(text: str) -> str:
    return "".join(text.split())


def files(letter) -> list[str]:
    """The words of the letter in Word and in PDF."""
    word, pdf = of_word(exports.to_word(letter)), of_pdf(exports.to_pdf(letter))
    assert sorted(word) == sorted(pdf) == sorted(plain(letter.text))
    return [word, pdf]


@pytest.mark.parametrize(("leaf", "variant", "article", "words", "remedy"), ANSWERS)
def test_an_answer_names_its_article_its_ground_and_the_right_remedy(leaf, variant, article, words, remedy):
    for text in files(composed("answer", leaf, variant)):
        assert plain(f"依照{LAW}") in text or leaf in {"not_processed_reissue", "other"}
        for said in (
            article,
            *words,
            "道路硬化项目验收报告",
            "2026年3月2日",
            "青政公复〔2026〕3号",
            "2026年3月24日",
        ):
            assert plain(said) in text
        assert (FIRST in text, NO_COURT in text) == ("A" in remedy, "A" in remedy)
        assert (EITHER in text) == ("B" in remedy)


@pytest.mark.parametrize(("kind", "variant", "words", "silent"), OTHERS)
def test_a_notice_says_what_it_must_and_nothing_it_must_not(kind, variant, words, silent):
    for text in files(composed(kind, "", variant)):
        for said in words:
            assert plain(said) in text
        for said in silent:
            assert plain(said) not in text


def test_the_tables_above_know_every_letter_there_is():
    tested = {("answer", leaf, variant) for leaf, variant, *_ in ANSWERS}
    tested |= {(kind, "", variant) for kind, variant, *_ in OTHERS}
    assert tested == {(key.kind, key.leaf, key.variant) for key in combinations()}
    assert {kind for kind, *_ in tested} == set(Kind.values)
    assert {leaf for _, leaf, _ in tested} - {""} == set(Leaf.values)
    assert {variant for *_, variant in tested} - {""} == set(Variant.values)


GROUNDS = {
    "E14-1": "refused_state_secret",
    "E14-2": "refused_by_law",
    "E14-3": "refused_security",
    "E15": "refused_third_party",
    "E16-1": "refused_internal",
    "E16-2": "refused_process",
    "E16-3": "refused_enforcement_file",
}


def test_the_outcomes_are_the_21_of_table_three_and_only_articles_14_to_16_send_to_review_first():
    assert len(OUTCOMES) == 21
    assert {one.ground: one.leaf for one in OUTCOMES.values() if one.ground} == GROUNDS
    assert {one.leaf for one in OUTCOMES.values() if one.remedy == "review_first"} == set(GROUNDS.values())
    groups = [one.group for one in OUTCOMES.values()]
    sizes = {"granted": 1, "partly_granted": 1, "refused": 8, "not_held": 3, "not_processed": 5, "other": 3}
    assert {group: groups.count(group) for group in groups} == sizes
    assert outcome("refused_enforcement_file").label == "属于行政执法案卷"


def remedy_of(**values) -> str:
    return composed("answer", "partly_granted", **values).text


def test_of_a_partly_granted_answer_only_parts_under_articles_14_to_16_go_to_review_first():
    text = remedy_of(不予公开部分=[QUERY, SECRET])
    assert "如对本答复书中不予公开的内容第2项不服，应当先申请行政复议" in text
    assert "如对本答复书的其他内容不服，可以自收到本答复书之日起60日内" in text
    text = remedy_of(不予公开部分=[QUERY])
    assert NO_COURT not in text
    assert f"如对本答复书不服，{EITHER}" in text
    assert "中不予公开的内容不服，应当先申请" in remedy_of(不予公开部分=[SECRET, SECRET])


def test_parts_that_belong_to_another_answer_do_not_change_its_remedies():
    assert NO_COURT not in composed("answer", "granted", "provided").text


def test_a_withheld_part_needs_its_ground_and_reason():
    for part, lacking in (
        (Withheld("账号", "refused_third_party", " "), "理由"),
        (Withheld("", "refused_internal", "内部"), "不予公开的内容"),
        (Withheld("账号", "refused_by_law", "禁止"), "禁止公开的法律、行政法规"),
    ):
        with pytest.raises(MissingValues) as missing:
            remedy_of(不予公开部分=[part])
        assert missing.value.names == (lacking,)
    with pytest.raises(ValueError, match="no ground"):
        remedy_of(不予公开部分=[Withheld("账号", "not_held", "没有")])


def test_an_answer_served_online_tells_where_to_ask_for_review_online():
    with pytest.raises(MissingValues, match="网上复议渠道"):
        composed("answer", "other", online=True)
    letter = composed("answer", "other", online=True, 网上复议渠道="https://fy.example.gov.cn")
    assert "通过互联网提交行政复议申请书，渠道：https://fy.example.gov.cn。" in letter.text
    assert "互联网提交" not in composed("answer", "other").text


def test_an_answer_that_goes_to_review_first_needs_no_court_and_others_do():
    assert composed("answer", "refused_internal", 管辖法院=None).official
    with pytest.raises(MissingValues) as missing:
        composed("answer", "not_held", "not_found", 管辖法院="  ", 检索情况=[])
    assert missing.value.names == ("管辖法院", "检索情况")
    assert missing.value.messages == ["“政府信息公开申请答复书”还缺：管辖法院、检索情况。请补上后再生成。"]


def test_no_letter_is_made_with_a_hole_in_it():
    for key in combinations():
        with_nothing = dict.fromkeys(GIVEN)
        if str(key) == "request_form.blank":
            continue
        with pytest.raises(MissingValues):
            composed(key.kind, key.leaf, key.variant, **with_nothing)


def test_a_line_on_a_condition_stands_only_with_its_value():
    assert "K7QF-2M9D" in composed("receipt", 查询码="K7QF-2M9D").text
    text = composed("answer", "not_held", "other_organ", 负责机关=None, 负责机关联系方式=None).text
    assert "负责公开该信息的机关" not in text
    assert "联系方式：0" not in text


def test_the_office_that_takes_requests_may_have_its_own_telephone():
    text = composed("receipt", 机关电话="0999-1234567", 机关地址="政务服务大厅").text
    assert "联系电话：0999-1234567，地址：政务服务大厅" in text
    assert "0999-5550101" not in text


def test_a_letter_without_number_is_a_draft_and_leaves_it_out():
    assert composed("receipt", 文号=None).official.number == ""
