"""Resident ids, telephones, bank cards: whole digit runs are found first, then classified.

One pass over the text with one simple expression; every judgement happens only at the few runs it stops at.
"""

import re
from collections.abc import Iterator
from datetime import date

from mingbai.checks.findings import ASK, BLOCK
from mingbai.checks.rules.check_digits import luhn, resident_id_digit
from mingbai.checks.rules.hits import FULL_WIDTH, Hit, stands_alone, sticks
from mingbai.organisations.rules import is_credit_code

_PROVINCE = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[123]")
_CARD = re.compile(r"(?:62|60|4|5[1-5]|35|9558)")
_CARD_GROUPS = ((4, 4, 4, 4), (4, 4, 4, 4, 1), (4, 4, 4, 4, 2), (4, 4, 4, 4, 3), (6, 10), (6, 12), (6, 13))
_MOBILE = re.compile(r"(?:86|0086|0)?(1[3-9][0-9]{9})")
_MOBILE_GROUPS = ((3, 4, 4), (4, 3, 4), (3, 8), (7, 4), (3, 3, 5), (5, 6))
_LANDLINE = re.compile(r"0(?:10|2[0-9]|[3-9][0-9]{2})[2-9][0-9]{6,7}")
_BRACKETED_AREA = re.compile(r"[(（]0[0-9]{2,3}[)）][ -]?$")
_GROUP = re.compile(r"[0-9]+[Xx]?|[Xx]")
_IDENTITY = re.compile(r"身份证|公民身份|证件号|居民证")
_CODE = re.compile(
    r"(?:编号|编码|代码|文号|单号|流水号?|序号|批号|批次|备案|标段|项目号|条码|索引|案号|许可证|证书|证号|注册号|发票"
    r"|户号|表号|合同号?|订单|招标|采购|地块|宗地|IMEI|ISBN|ISSN|No|NO|№)[^0-9\n，。；、]{0,6}$"
)
_AMOUNT = re.compile(
    r" ?(?:余?[元万亿吨千百亩株棵斤升克米角]|公[里斤顷]|平方|立方|美元|人民币|号(?!码|手?机))"
)
_MONEY = re.compile(r"[¥￥$]$")
# 联系电话、咨询电话、监督电话、举报电话等后面的办公电话本来就是要公开的（条例第十二条）。
_OFFICE = re.compile(r"电话|热线|传真|座机|总机|tel|Tel|TEL|☎|邮编|服务台|值班室|办公室|窗口|大厅|联系人")
# 紧挨着号码写明是办公电话的，同一行里有“申请人”也不必问。
_OFFICE_HERE = re.compile(
    r"(?:拨打|致电|来电|(?:咨询|监督|举报|投诉|服务|办公|值班|受理|报名|预约|抢修|报修|救助|客服)(?:电话|热线)"
    r"|(?:[县市区省乡镇州][\u4e00-\u9fff]{0,10}(?:局|政府|委员会)|村委会|居委会|服务中心|服务站|服务大厅|有限公司|派出所|卫生院)"
    r"(?:反映|咨询|投诉|举报|申报|登记|查询|报名|提出)?)(?:为|是)?[（(：:，, \u3000\t\n]{0,3}$"
)
_AND_ANOTHER = re.compile(r"[0-9—－-]{7,13}(?:、|，|或者?|和|/)$")
_HOUSEHOLD = re.compile(r"户主|姓名|申请人|家庭|住宅|宅电|家里|本人|住址|身份证|监护人|亲属")
_OTHER_TELEPHONE = re.compile(r"/(?:1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8}|[2-9][0-9]{6,7})(?![0-9])")
_TELEPHONE_BEFORE = re.compile(r"(?:^|[^0-9])(?:1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8})/$")


def classify(
    text: str, start: int, end: int, today: date | None, telephones: frozenset[str]
) -> Iterator[Hit]:
    """Yield the hits within the digit run [start, end), which may hold several numbers and separators."""
    run = text[start:end].translate(FULL_WIDTH)
    groups = [(m.start(), m.end()) for m in _GROUP.finditer(run)]
    first = 0
    while first < len(groups):
        for last in range(min(len(groups), first + 20) - 1, first - 1, -1):
            begin, stop = groups[first][0], groups[last][1]
            sizes = tuple(b - a for a, b in groups[first : last + 1])
            if not 7 <= sum(sizes) <= 19 or _cut_from_a_row(groups, first, last):
                continue
            digits = "".join(run[a:b] for a, b in groups[first : last + 1]).upper()
            hit = _judge(text, digits, sizes, start + begin, start + stop, today, telephones)
            if hit:
                yield hit
                first = last
                break
        first += 1


def _cut_from_a_row(groups: list[tuple[int, int]], first: int, last: int) -> bool:
    """Single digits are a number spelled out only when all of the row is taken."""

    def single(index: int) -> bool:
        return 0 <= index < len(groups) and groups[index][1] - groups[index][0] == 1

    return (single(first) and single(first - 1)) or (single(last) and single(last + 1))


def _judge(
    text: str,
    digits: str,
    sizes: tuple[int, ...],
    start: int,
    end: int,
    today: date | None,
    telephones: frozenset[str],
) -> Hit | None:
    size = len(digits)
    if size in (15, 18):
        severity = _resident_id(digits, text[max(0, start - 16) : start], today)
        if severity:
            return Hit("resident_id", start, end, severity) if stands_alone(text, start, end) else None
    if not digits.isdecimal():
        return None
    if size >= 16:
        return _bank_card(text, digits, sizes, start, end)
    mobile = _MOBILE.fullmatch(digits)
    if mobile:
        return _mobile(text, mobile[1], sizes, start, end, telephones)
    return _landline(text, digits, start, end, telephones) if size <= 12 else None


def _resident_id(digits: str, before: str, today: date | None) -> str | None:
    """The severity of a run of 15 or 18, or None when it is no resident id.

    County codes are not looked up: half of the real ids carry one that is younger than their holder.
    """
    if not _PROVINCE.match(digits):
        return None
    year = digits[6:10] if len(digits) == 18 else "19" + digits[6:8]
    month_day = digits[10:14] if len(digits) == 18 else digits[8:12]
    if not _born(year, month_day, today):
        return None
    coded = bool(_CODE.search(before)) and not _IDENTITY.search(before)
    if len(digits) == 15:
        return BLOCK if digits.isdecimal() and not coded else None
    if resident_id_digit(digits[:17]) == digits[17]:
        return ASK if coded else BLOCK
    if coded or is_credit_code(digits):
        return None
    # A wrong check digit and a recent date is what a project or bidding number looks like.
    return ASK if int(year) < 2015 or _IDENTITY.search(before) else None


def _born(year: str, month_day: str, today: date | None) -> bool:
    if not (year + month_day).isdecimal():
        return False
    try:
        born = date(int(year), int(month_day[:2]), int(month_day[2:]))
    except ValueError:
        return False
    return born.year >= 1880 and (born <= today if today else born.year < 2100)


def _bank_card(text: str, digits: str, sizes: tuple[int, ...], start: int, end: int) -> Hit | None:
    grouped = len(sizes) == 1 or sizes in _CARD_GROUPS or set(sizes) == {1}
    if not (grouped and _CARD.match(digits) and luhn(digits) and stands_alone(text, start, end)):
        return None
    before = text[max(0, start - 16) : start]
    return None if _CODE.search(before) or _AMOUNT.match(text, end) else Hit("bank_card", start, end)


def _mobile(
    text: str, number: str, sizes: tuple[int, ...], start: int, end: int, telephones: frozenset[str]
) -> Hit | None:
    prefixed = sum(sizes) > 11
    grouped = len(sizes) == 1 or sizes in _MOBILE_GROUPS or set(sizes) == {1}
    if not (grouped or (prefixed and sizes[1:] in ((11,), *_MOBILE_GROUPS))) or number in telephones:
        return None
    before = text[max(0, start - 16) : start]
    if _CODE.search(before) or _MONEY.search(before) or _AMOUNT.match(text, end):
        return None
    return Hit("mobile", start, end) if _telephone_alone(text, start, end) else None


def _telephone_alone(text: str, start: int, end: int) -> bool:
    """Two telephones joined by a slash are two telephones, not a code."""
    before = text[max(0, start - 14) : start]
    after = "" if _OTHER_TELEPHONE.match(text, end) else text[end : end + 2]
    return not (sticks(after) or (sticks(before[:-3:-1]) and not _TELEPHONE_BEFORE.search(before)))


def _landline(text: str, digits: str, start: int, end: int, telephones: frozenset[str]) -> Hit | None:
    line = _words_before(text, start)
    area = _BRACKETED_AREA.search(line)
    if area:
        start, digits = start - len(area[0]), re.sub(r"[^0-9]", "", area[0]) + digits
    if _of_office(text[max(0, start - 40) : start]):
        return None
    household = bool(_HOUSEHOLD.search(line))
    whole = _LANDLINE.fullmatch(digits)
    local = household and len(digits) in (7, 8) and re.search(r"(?:电话|宅电)[^0-9\n]{0,3}$", line)
    if not (whole or local) or digits in telephones or not _telephone_alone(text, start, end):
        return None
    if _CODE.search(line) or _MONEY.search(line) or _AMOUNT.match(text, end):
        return None
    return None if _OFFICE.search(line) and not household else Hit("landline", start, end, ASK)


def _words_before(text: str, start: int) -> str:
    """What its line says before a number, or the line above when it says nothing (a cell under a cell)."""
    before = text[max(0, start - 40) : start]
    return before[before.rfind("\n", 0, len(before.rstrip())) + 1 :]


def _of_office(before: str) -> bool:
    """Whether the words just before a telephone, or before the one it follows, make it an office's."""
    another = _AND_ANOTHER.search(before)
    return bool(_OFFICE_HERE.search(before[: another.start()] if another else before))
