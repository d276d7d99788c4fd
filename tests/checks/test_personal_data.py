"""What counts as personal data, as tables."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn as luhn_oracle
from stdnum.iso7064 import mod_11_2

from mingbai.checks.findings import ASK, BLOCK, NOTE
from mingbai.checks.masking import mask
from mingbai.checks.personal_data import RULES, find
from mingbai.checks.rules.check_digits import luhn, resident_id_digit

ID = "64022119900101123" + resident_id_digit("64022119900101123")
CARD = "6222021234567890128"

FOUND = [
    (f"身份证号{ID}。", "resident_id", BLOCK),
    ("身份证号６４０２２１１９９００１０１１２３" + ID[-1], "resident_id", BLOCK),
    (f"{ID[:6]} {ID[6:14]} {ID[14:]}", "resident_id", BLOCK),
    (f"{ID[:6]}-{ID[6:14]}-{ID[14:]}", "resident_id", BLOCK),
    (" ".join(ID), "resident_id", BLOCK),
    ("640221199001011237", "resident_id", ASK),
    ("老证640221900101123", "resident_id", BLOCK),
    (f"项目编号：{ID}", "resident_id", ASK),
    ("电话13812345678.", "mobile", BLOCK),
    ("138-1234-5678", "mobile", BLOCK),
    ("138 1234 5678", "mobile", BLOCK),
    ("１３８１２３４５６７８", "mobile", BLOCK),
    ("+86 13812345678", "mobile", BLOCK),
    ("+86-13812345678", "mobile", BLOCK),
    ("联系电话：13812345678", "mobile", BLOCK),
    ("13812345678\t1200元", "mobile", BLOCK),
    ("张三0999-5550123", "landline", ASK),
    ("户主：张三，电话：0999-5550123", "landline", ASK),
    ("李四（0999）5550123", "landline", ASK),
    ("家庭电话：5550123", "landline", ASK),
    ("县民政局0999-5550101，张三0999-5550123", "landline", ASK),
    ("申请人张三，青禾镇人，0999-5550123", "landline", ASK),
    (CARD, "bank_card", BLOCK),
    ("6222 0212 3456 7890 128", "bank_card", BLOCK),
    ("一卡通账号：6222-0212-3456-7890-128", "bank_card", BLOCK),
    ("E12345678", "passport", BLOCK),
    ("护照号S12345678", "passport", BLOCK),
    ("EA1234567", "passport", BLOCK),
    ("车牌号宁A12345", "plate", ASK),
    ("宁A·12345", "plate", ASK),
    ("宁AD12345", "plate", ASK),
    ("zhang.san@qq.com", "email", ASK),
    ("户主邮箱：zhangsan@qq.com", "email", ASK),
    ("青禾镇柳湾村三组12号", "address", ASK),
    ("家庭住址：明白县青禾镇柳湾村3组", "address", ASK),
    ("人民路12号3栋2单元501室", "address", ASK),
    ("户主：张三", "name", ASK),
    ("姓名：欧阳修 性别：男", "name", ASK),
    ("姓名 王小明", "name", ASK),
    ("户主李四，", "name", ASK),
    (f"村民李小明（身份证号：{ID}）", "name", ASK),
    ("申请人：阿不都拉·买买提", "name", ASK),
    ("联系人：王五 13812345678", "name", ASK),
    ("联系人：王五 0999-5550123", "name", NOTE),
    ("防汛指挥部\n组长：（略）\n成员：张三（镇长）", "name", NOTE),
    ("村民小组组长推荐。家庭成员：张三", "name", ASK),
    ("新增低保户名单如下：\n1、张三\n2、李四", "name", ASK),
]

CLEAN = [
    "138****1234",
    "6403**********1234",
    "6222 **** **** 1234",
    "户主：张**",
    "姓名：李某某",
    "13820240915号文件",
    "第13812345678号",
    "编号13812345678",
    "合同金额13812345678元",
    "A13812345678",
    "13812345678.pdf",
    "x/13812345678/y",
    "2019-640221-78-01-013829",
    "招标编号：640221202409150001",
    "640221202409150001",
    "NXZC20240915000123456",
    "91640221MA75XK1B2C",
    "11640221MB1234567X",
    "11640221MB1234567X/2026-00012",
    "000014349/2017-00110",
    "联系电话：0999-5550101",
    "监督电话：0999-5550101，举报电话：12345",
    "咨询电话 0999-5550101 转 8001",
    "地块编号2024-13812345678",
    "预算支出1234567.89元",
    "2020年11月30日至2020年12月31日",
    "平政发〔2020〕118号",
    "申请人应当提交下列材料",
    "户主姓名、身份证号码",
    "姓名：（签字）",
    "办公地址：人民路12号政务大厅203室",
    "明白县人民路12号",
    "E2024年度",
    "gkb@mingbai.gov.cn",
    "举报邮箱：mbxjb@163.com",
    "意见反馈电子邮箱：mbxjb@163.com",
    "注册号640221900101123",
    "6222021234567890127",
    "有关事项通知如下：\n一、高度重视、加强领导",
    "救助对象：高家庄、安家沟",
    "补贴对象：种粮农户和合作社",
    "包联单位名单：\n党政办、财政所",
    "没有收到的，拨打0999-5550101查询",
    "有异议的，请向青禾镇人民政府反映（0999-5551001），或者向县民政局反映（0999-5553306）",
    "八、投诉举报：县民政局，0999-5553306",
    "申请人对结果有异议的，拨打0999-5551128或者0999-5552107",
    "申请人可以向县自然资源局（0999）5554415提出复核",
    "申请人对本通知有疑问的，咨询电话：0999-5554415",
    "柳渡镇便民服务中心\t0999-5552116",
]


def rules_in(text):
    return {hit.rule for hit in find(text)}


@pytest.mark.parametrize(("text", "rule", "severity"), FOUND)
def test_personal_data_is_found(text, rule, severity):
    assert (rule, severity) in {(hit.rule, hit.severity) for hit in find(text)}


@pytest.mark.parametrize("text", CLEAN)
def test_what_only_looks_like_personal_data_does_not_fire(text):
    assert find(text) == []


def test_every_rule_of_the_contract_has_a_case():
    assert {rule for _, rule, _ in FOUND} == set(RULES)


def test_two_telephones_joined_by_a_slash_are_both_found():
    assert [hit.start for hit in find("13812345678/13912345678")] == [0, 12]


def test_an_organisations_own_telephone_is_left_alone():
    text = "值班手机 13812345678，张三 0999-5550101"
    assert find(text, telephones=frozenset({"13812345678", "09995550101"})) == []


def test_a_birth_date_after_today_is_no_resident_id():
    born = "64022120301231123" + resident_id_digit("64022120301231123")
    assert find(born, date(2026, 11, 21)) == []
    assert rules_in(born) == {"resident_id"}


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("电话13812341234", "电话138****1234"),
        (f"证号{ID}", f"证号6402**********{ID[-4:]}"),
        (CARD, "6222 **** **** 0128"),
        ("户主：张三丰，", "户主：张**，"),
        ("户主：张三、李四、王五", "户主：张**、李**、王**"),
        ("户主：张三、李四、王五等3户", "户主：张**、李**、王**等3户"),
        ("户主：张永和、李和和王平", "户主：张**、李**和王**"),
        ("户主：张三（低保）、李四（特困）以及王五", "户主：张**（低保）、李**（特困）以及王**"),
        ("户主：张三 2人、李四 3人", "户主：张** 2人、李** 3人"),
        ("姓名：张三；李四", "姓名：张**；李**"),
        ("关于户主张三、李四纳入低保的公示", "关于户主张**、李**纳入低保的公示"),
        ("新增低保户公示如下：\n1、张三\n2、李四（残疾）", "新增低保户公示如下：\n1、张**\n2、李**（残疾）"),
        ("名单：\n张三\n李四", "名单：\n张**\n李**"),
        ("序号\t姓名\n1\t松有田\n2\t李 四\n合计\t2", "序号\t姓名\n1\t松**\n2\t李**\n合计\t2"),
        ("zhang@qq.com", "z***@qq.com"),
        ("青禾镇柳湾村三组12号", "青禾镇***"),
        ("宁A12345", "宁A***45"),
        ("E12345678", "E******78"),
        ("张三0999-5550123", "张三0999***0123"),
        ("联系人：王五，办公电话0999-5550123", "联系人：王五，办公电话0999-5550123"),
    ],
)
def test_the_mask_has_the_usual_form(text, masked):
    assert mask(text) == masked


@given(st.text("0123456789", min_size=17, max_size=17))
def test_the_check_digit_of_an_id_agrees_with_the_oracle(first):
    assert resident_id_digit(first) == mod_11_2.calc_check_digit(first)


@given(st.text("0123456789", min_size=16, max_size=19))
def test_luhn_agrees_with_the_oracle(digits):
    assert luhn(digits) == luhn_oracle.is_valid(digits)


FULL = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
WORDS = st.text(st.sampled_from("的公开，。；县镇村发放补贴给\n"), max_size=12)


@st.composite
def planted_ids(draw):
    born = draw(st.dates(date(1930, 1, 1), date(2020, 12, 31)))
    first = draw(st.sampled_from(("640221", "110101", "533123", "820000"))) + f"{born:%Y%m%d}"
    first += f"{draw(st.integers(0, 999)):03}"
    number = first + resident_id_digit(first)
    gap = draw(st.sampled_from(("", " ", "-", "－", "\u3000", "  ", " - ", "\u200b", "—")))
    cuts = draw(st.sampled_from(((6, 14), (4, 8, 12, 16), (3, 6, 14), (6, 10, 14), (14,))))
    parts = [number[a:b] for a, b in zip((0, *cuts), (*cuts, 18), strict=True)]
    written = gap.join(parts)
    return written.translate(FULL) if draw(st.booleans()) else written


@given(WORDS, planted_ids(), WORDS)
def test_a_planted_id_is_always_found_whatever_its_form(before, written, after):
    hits = [h for h in find(before + written + after) if h.rule == "resident_id"]
    assert [(h.start, h.end, h.severity) for h in hits] == [(len(before), len(before) + len(written), BLOCK)]


@st.composite
def planted_mobiles(draw):
    number = "1" + draw(st.sampled_from("3456789")) + draw(st.text("0123456789", min_size=9, max_size=9))
    gap = draw(st.sampled_from(("", " ", "-", "－", "\u3000")))
    written = gap.join((number[:3], number[3:7], number[7:]))
    return written.translate(FULL) if draw(st.booleans()) else written


@given(WORDS, planted_mobiles(), WORDS)
def test_a_planted_mobile_is_always_found_whatever_its_form(before, written, after):
    assert "mobile" in rules_in(before + "：" + written + "，" + after)


ANYTHING = st.lists(
    st.one_of(WORDS, planted_ids(), planted_mobiles(), st.sampled_from([t for t, _, _ in FOUND] + CLEAN)),
    max_size=6,
).map("；".join)


@given(ANYTHING)
def test_masked_text_holds_nothing_that_must_be_masked_again(text):
    assert [hit for hit in find(mask(text)) if hit.severity != NOTE] == []


@given(st.text(max_size=300))
def test_any_text_can_be_searched_and_hits_lie_apart_within_it(text):
    hits = find(text)
    edges = [edge for hit in hits for edge in (hit.start, hit.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)


def test_a_long_row_of_separate_digits_is_read_in_reasonable_time():
    assert find("1 2 " * 50_000) == []
