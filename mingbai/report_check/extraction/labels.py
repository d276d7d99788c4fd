"""How the labels of the form occur in real reports: broken over lines, with other quotes, shortened."""

import re
from collections.abc import Iterable
from functools import cache

from mingbai.report_check.flow import MARKS
from mingbai.report_check.form import three

# Between two characters of a label: spaces, cell borders, and punctuation that offices add or leave out.
LOOSE = rf"[\s{MARKS}|、,，“”\"'‘’「」《》]*"

# Longest first: the shorter ones occur inside the longer. Without punctuation.
THREE: dict[str, tuple[str, ...]] = {
    three.NEW: ("本年新收政府信息公开申请数量", "本年新收政府信息公开申请", "本年新收申请", "本年新收"),
    three.CARRIED: ("上年结转政府信息公开申请数量", "上年结转政府信息公开申请", "上年结转", "上年度结转"),
    "三1_予以公开": ("予以公开",),
    "三2_部分公开": ("部分公开",),
    "三3_1国密": ("属于国家秘密", "国家秘密"),
    "三3_2法律禁止": ("其他法律行政法规禁止公开", "法律行政法规禁止公开"),
    "三3_3三安全": ("危及三安全一稳定", "三安全一稳定"),
    "三3_4第三方": ("保护第三方合法权益", "第三方合法权益"),
    "三3_5内部事务": ("属于三类内部事务信息", "三类内部事务信息", "内部事务信息"),
    "三3_6过程性": ("属于四类过程性信息", "四类过程性信息", "过程性信息"),
    "三3_7执法案卷": ("属于行政执法案卷", "行政执法案卷"),
    "三3_8行政查询": ("属于行政查询事项", "行政查询事项"),
    "三4_1不掌握": ("本机关不掌握相关政府信息", "不掌握相关政府信息", "本机关不掌握"),
    "三4_2另行制作": ("没有现成信息需要另行制作", "需要另行制作"),
    "三4_3补正仍不明": ("补正后申请内容仍不明确", "申请内容仍不明确"),
    "三5_1信访": ("信访举报投诉类申请", "信访举报投诉"),
    "三5_2重复": ("重复申请",),
    "三5_3出版物": ("要求提供公开出版物", "提供公开出版物"),
    "三5_4大量反复": ("无正当理由大量反复申请", "大量反复申请"),
    "三5_5确认重出": (
        "要求行政机关确认或重新出具已获取信息",
        "要求行政机关确认或者重新出具已获取信息",
        "要求确认或重新出具已获取信息",
        "重新出具已获取信息",
    ),
    "三6_1逾期不补正": (
        "申请人无正当理由逾期不补正行政机关不再处理其政府信息公开申请",
        "申请人无正当理由逾期不补正",
        "逾期不补正不再处理",
        "逾期不补正",
    ),
    "三6_2逾期不缴费": (
        "申请人逾期未按收费通知要求缴纳费用行政机关不再处理其政府信息公开申请",
        "申请人逾期未按收费通知要求缴纳费用",
        "逾期未按收费通知要求缴纳费用",
        "逾期未缴费不再处理",
        "逾期未缴",
    ),
    "三6_3其他": ("其他原因", "其他情形", "其他"),
    three.OTHER_2019: ("其他处理",),
    three.DONE: ("总计", "合计"),
    three.LEFT: (
        "结转下年度继续办理",
        "结转下一年度继续办理",
        "结转到下年度继续办理",
        "结转至下年度继续办理",
        "结转下年继续办理",
        "结转下年度",
    ),
}
# Headings of groups, which hold no numbers and stand before, between or beside the rows.
HEADINGS = (
    ("三", "本年度办理结果"),
    ("三", "不予公开"),
    ("四", "无法提供"),
    ("五", "不予处理"),
    ("六", "其他处理"),
)
HEADER_WORDS = (
    "申请人情况", "自然人", "法人或其他组织", "法人和其他组织", "商业企业", "科研机构", "社会公益组织",
    "法律服务机构", "其他", "总计",
)  # fmt: skip
_NUMBERS = {"三1_予以公开": "一", "三2_部分公开": "二", three.OTHER_2019: "六", three.DONE: "七"}
_NUMBERS |= {three.NEW: "一", three.CARRIED: "二", three.LEFT: "四"}


def loose(word: str) -> str:
    """A pattern for the word with anything of LOOSE between its characters."""
    return LOOSE.join(re.escape(one) for one in word)


def any_of(words: Iterable[str]) -> str:
    return "(?:" + "|".join(loose(word) for word in words) + ")"


def _number(key: str) -> str:
    """The number printed before a row's label, as a pattern that may match nothing."""
    if key in _NUMBERS:
        numeral = _NUMBERS[key]
        return rf"(?:(?:\({LOOSE})?{numeral}{LOOSE}[)、.]?{LOOSE})?"
    digit = key.split("_")[1][0]
    return rf"(?:{digit}{LOOSE}[.、)]{LOOSE}|\({digit}\){LOOSE})?"


@cache
def row_label(key: str) -> re.Pattern[str]:
    """A row of table three with its number and a remark in brackets such as （区分处理的，…）."""
    remark = rf"[“”\"'‘’]*(?:{LOOSE}\((?:{LOOSE}[^()\d]){{1,60}}{LOOSE}\))?"
    return re.compile(_number(key) + any_of(THREE[key]) + remark)


@cache
def numbered_label(key: str) -> re.Pattern[str]:
    """The same with its number, for labels that are common words (3.其他)."""
    return re.compile(_number(key).removesuffix("?") + any_of(THREE[key]))


@cache
def heading(numeral: str, word: str) -> re.Pattern[str]:
    return re.compile(rf"(?:(?:\({LOOSE})?{numeral}{LOOSE}[)、.]?{LOOSE})?{loose(word)}")


@cache
def header_run(words: tuple[str, ...], least: int) -> re.Pattern[str]:
    """At least so many of the words in a row, with nothing but gaps between; ends at the last word."""
    one = any_of(words)
    return re.compile(rf"{one}(?:{LOOSE}{one}){{{least - 1},}}")
