"""Splits "发改局、建环局、卫计局等部门" into units as printed, and tells what plainly is a unit."""

import re
from collections.abc import Iterable, Iterator

LONGEST = 40
OPENING, CLOSING = "（(〔[【", "）)〕]】"
_SUFFIX = (
    r"(?:局|办|委|委员会|厅|部|处|科|股|院|所|中心|政府|部门|单位|办公室|公司|集团|[^网]站|站所|支队|大队|中队|总队|队"
    r"|法院|检察院|社|馆|学校|街道|办事处|社区|领导小组|小组|专班|党组织|社会组织|总工会|团委|团县委|联合会|妇联|残联|工商联|联社"
    r"|园区|开发区|管委会|银行|机关|机构|协会|委员|纪委监委|纪委|监委|党委|人大|政协|中学|小学|党校|学院|幼儿园|医院|台|报社|电视台"
    r"|融媒体中心|档案馆|图书馆|各(?:乡|镇|村|乡镇|县|县区|县（区）|村居|市|区)|乡镇|村居|(?:各|两|行政)村|[^城农]乡|[^城农]村"
    r"|[\u4e00-\u9fff]{2,}镇|村委会|居委会|村民委员会|居民委员会|企业|企事业单位|地区|成员单位|科室|处室|牵头单位)"
)
_ALIAS = r"(?:[（(〔\[【][^（()）]{1,30}[）)〕\]】])?"
_PLAIN = re.compile(rf"(?:[\u4e00-\u9fffA-Za-z0-9“”·]|[（(][^（()）]{{1,20}}[）)])*{_SUFFIX}{_ALIAS}")
_ENDS_PLAIN = re.compile(rf"{_SUFFIX}{_ALIAS}$")
_ETC = re.compile(
    r"[、，,]?\s*等(?:有关|相关|各|多个|县直|县级|市直)*(?:成员|责任)?"
    r"(?:部门|单位|乡镇|部门（单位）|部门和单位|部门、单位|镇街|机构|站所|科室)*$"
)
_SET_APART = re.compile(r"[、，,；;/\s\u3000\n]+")
# 各乡、镇人民政府 and 各部门、单位 are one each.
_BELONGS = re.compile(r"(?<=乡)、(?=镇)|(?<=部门)、(?=单位)|(?<=单位)、(?=部门)")
_AND = re.compile(r"以及|[和及与同]")
_LEADING = re.compile(
    r"^(?:[^、，；（(]{0,12}(?<![理自事因])由|请|责成|会同|商|与|和|及|以及|同|并|其中|主要|[:：、，,；;。.\s])+"
)
_TRAILING = re.compile(r"[:：、，,；;。.\s]+$")
_VERBS = re.compile(
    r"[要应将把须需使为被的了每]|不(?!动产)|公开|加强|推进|完善|建立|开展|做好|按照|根据|结合|落实|报送|进行|组织召开"
    r"|抽查|检查|督查(?![室局办])|负责|主动|及时|至少|确定|明确|以上|以下|其他"
)
_ORDER = re.compile(
    r"成立|设立|组建|调整|健全|强化|优化|提升|发挥|依托|支持|督促|指导|接受|聚焦|围绕|深化|规范|突出|推动|引导|凝聚|建好|办好|对|在|以|向|到|从"
)
_TERM = re.compile(r"\d\s*[年月日]|[年月季]底|前完成|时限|长期|持续|全年|[上下]半年|年内")
_BARE_RIGHT = re.compile(r"^(?:单位|部门|其|个人|人员|下属|所属|直属|职能)")
_NOT_UNITS = {"等", "有关", "相关", "各", "全县", "等等", "分别", "共同", "其他", "无", "-", "—", "/", "同上"}


def split(printed: str) -> tuple[str, ...]:
    """The units in a list of units, as printed, each once."""
    text = _ETC.sub("", _trim(printed))
    return _once(unit for piece in _pieces(text) for unit in _split_and(piece) if _may_be_unit(unit))


def all_plain(printed: str) -> tuple[str, ...]:
    """As `split`, but nothing at all unless every piece plainly names a unit."""
    text = _ETC.sub("", _trim(printed))
    units = [unit for piece in _pieces(text) for unit in _split_and(piece)]
    return _once(units) if units and all(is_plain(unit) for unit in units) else ()


def is_plain(unit: str) -> bool:
    """Whether the words name a unit: they end as units do and hold no verb."""
    return (
        1 < len(unit) <= LONGEST
        and _PLAIN.fullmatch(unit) is not None
        and _VERBS.search(_without_alias(unit)) is None
        and _ORDER.match(unit) is None
    )


def _without_alias(unit: str) -> str:
    return re.sub(r"[（(][^（()）]*[）)]|(?:政务|信息)公开|应急", "", unit)


def _once(units: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(units))


def _trim(text: str) -> str:
    return _TRAILING.sub("", _LEADING.sub("", text.strip()))


def _pieces(text: str) -> Iterator[str]:
    """Split at 、，；and gaps, but not inside brackets."""
    depth, start = 0, 0
    for at, sign in enumerate(text):
        depth += (sign in OPENING) - (sign in CLOSING)
        if depth <= 0 and _SET_APART.match(sign) and not _BELONGS.match(text, at):
            yield from _trimmed(text[start:at])
            start = at + 1
    yield from _trimmed(text[start:])


def _trimmed(piece: str) -> Iterator[str]:
    piece = _trim(_ETC.sub("", piece.strip()))
    if piece:
        yield piece


def _split_and(piece: str) -> Iterator[str]:
    """At 和 及 与, but not inside a name: 住房和城乡建设局 stays whole, since 住房 names no unit."""
    for found in _AND.finditer(piece):
        left, right = piece[: found.start()], piece[found.end() :]
        balanced = sum(sign in OPENING for sign in left) == sum(sign in CLOSING for sign in left)
        if balanced and _ENDS_PLAIN.search(left) and len(right) > 1 and not _BARE_RIGHT.match(right):
            yield from _trimmed(left)
            yield from _split_and(_trim(right))
            return
    yield piece


def _may_be_unit(unit: str) -> bool:
    return (
        1 < len(unit) <= LONGEST
        and unit not in _NOT_UNITS
        and re.search(r"[\u4e00-\u9fff]", unit) is not None
        and "。" not in unit
        and _TERM.search(unit) is None
    )
