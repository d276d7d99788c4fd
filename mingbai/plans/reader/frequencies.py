"""How often: 每季度开展一次, 每年不少于2次, 一年至少一次, 按月, 季度抽查, 每年11月上旬, 定期."""

import re
from collections.abc import Iterator

from mingbai.plans.reader.masking import without_citations
from mingbai.plans.reader.numerals import NUMBER, whole
from mingbai.plans.reader.spans import Found, apart
from mingbai.plans.reader.tasks import Frequency

_PERS = {
    "年": "year", "年度": "year", "半年": "half_year", "季度": "quarter", "季": "quarter", "月": "month",
    "月份": "month", "月度": "month", "个月": "month", "周": "week", "星期": "week", "日": "day", "天": "day",
    "个工作日": "day", "工作日": "day", "次": "event", "半年度": "half_year",
}  # fmt: skip
_LEAST = r"(?:不得?少于|应?不少于|不低于|不得低于|至少|最少|起码)"
_COUNT = (
    rf"(?P<number>{NUMBER})\s*(?:次|场次|场|期|轮|篇|遍|回|批次)(?!性|办|全会|会议通过)(?P<more>以上|及以上)?"
)
_COUNT_MISREAD = _COUNT.replace("(?:次|", "(?:次|交(?!流|办|付|易|通)|", 1)  # 交: how scanners misread 次
_GAP = r"[^。；;\n]{0,40}?"
_DAY = (
    r"(?:\d{1,2}\s*月(?:\s*\d{1,2}\s*日|[上中下]旬|底|份)?前?"
    r"|(?:首|末|第[一二三]个)?月?\s*\d{1,2}\s*日前?|月?底前|末前?|初)"
)
_EVERY = re.compile(
    rf"(?P<first>{_LEAST})?每(?:个|一)?"
    rf"(?P<per>年度?|半年度?|季度?|个月|月份?|周|星期|个?工作日|日|天|次(?!项))(?P<day>{_DAY})?"
    rf"(?:的)?(?P<counted>{_GAP}{_COUNT})?"
)
_EVERY_FEW = re.compile(
    rf"每(?P<few>[两2-9二三四五六七八九])\s*个?(?P<per>年|月|季度|周|天|日)(?:[^。；;，、每\n]{{0,12}}?{_COUNT})?"
)
_IN_ONE = re.compile(
    rf"(?:(?<![\d第十])[一1]\s*(?:个)?(?P<per>年|季度|月|半年|周)(?:度)?[之以]?内?"
    rf"|(?P<year>全年|年内|年度内|本年度|年度|每年)|(?P<half>(?<![上下])半年内?))"
    rf"[^。；;\n]{{0,40}}?(?P<least>{_LEAST})[^。；;\n]{{0,16}}?{_COUNT_MISREAD}"
)
_IN_ONE_MORE = re.compile(rf"(?P<year>全年|年内)[^。；;，\n]{{0,20}}?{_COUNT}(?<=以上)")
_ONE_PER = re.compile(
    rf"(?<![\d第十])[一1]?\s*(?P<per>年|季度|月|半年|周)\s*(?:至少|不少于)?{_COUNT}(?![一二两三\d])"
)
_SLASH = re.compile(rf"(?P<least>{_LEAST})?{_COUNT}\s*[/／]\s*(?P<per>年|月|季度?|周|半年|天|日)")
_BY = re.compile(r"(?:按|逐|分)(?P<per>月|季度?|周|半年|旬)(?:度)?(?!份|计|息|底)")
_KIND = re.compile(
    r"(?<![本上下一二三四两])(?P<per>季度|月度|半年度?)"
    r"(?=(?:工作)?(?:抽查|检查|通报|督查|监测|自查|考核|评估|巡查|调度|例会|检测|普查|测评|督导|点评))"
    r"(?P<kind>(?:工作)?[\u4e00-\u9fff]{2})"
    r"|(?<![本上下当每\d])(?P<short>周|月|季)(?=报(?!告|名|送)|调度|通报|例会)(?P<kind2>报|调度|通报|例会)"
)
_REGULARLY = re.compile(r"(?<!不)定期(?!限|存款|不定期)")
_FEW = {
    ("3", "month"): "quarter",
    ("6", "month"): "half_year",
    ("7", "day"): "week",
    ("2", "quarter"): "half_year",
}


def find(text: str) -> list[Found[Frequency]]:
    """All frequencies; those with a period before a mere 定期."""
    masked = without_citations(text)
    found = apart([*_every(masked), *_in_one(masked), *_regular(masked)])
    vague = [Found(m.start(), m.end(), Frequency(m[0])) for m in _REGULARLY.finditer(masked)]
    clear = [item for item in vague if not any(item.overlaps(other) for other in found)]
    return [_as_printed(item, text) for item in [*found, *clear[:1]]]


def _as_printed(item: Found[Frequency], text: str) -> Found[Frequency]:
    value = item.value
    printed = text[item.start : item.end]
    return Found(item.start, item.end, Frequency(printed, value.times, value.per, value.at_least))


def _found(match: re.Match[str], per: str | None, times: int | None, at_least: bool) -> Found[Frequency]:
    return Found(match.start(), match.end(), Frequency(match[0], times, per, at_least))


def _every(text: str) -> Iterator[Found[Frequency]]:
    for match in _EVERY.finditer(text):
        counted = match["counted"] is not None and not _other_subject(match["counted"])
        at_least = bool(
            match["first"] or (counted and (re.search(_LEAST, match["counted"]) or match["more"]))
        )
        times = (whole(match["number"]) if counted else 1) or None
        end = match.end() if counted or match["counted"] is None else match.start("counted")
        yield Found(match.start(), end, Frequency("", times, _PERS[match["per"]], at_least))
    for match in _EVERY_FEW.finditer(text):
        few = str(whole(match["few"]))
        per = _FEW.get((few, _PERS[match["per"]]))
        times = (whole(match["number"]) if match["number"] else 1) if per else None
        yield _found(match, per, times, at_least=False)


def _other_subject(gap: str) -> bool:
    """每季度…，每年2次: the count belongs to the second period; 每年…第2次 counts nothing."""
    return "每" in gap or "定期" in gap or re.search(r"第\s*[\d一二三四五]+\s*次", gap) is not None


def _in_one(text: str) -> Iterator[Found[Frequency]]:
    for match in _IN_ONE.finditer(text):
        if re.search(r"每(?!年)", match[0]):
            continue
        per = "half_year" if match["half"] else _PERS[match["per"]] if match["per"] else "year"
        yield _found(match, per, whole(match["number"]), at_least=True)
    for match in _IN_ONE_MORE.finditer(text):
        yield _found(match, "year", whole(match["number"]), at_least=True)
    for match in _ONE_PER.finditer(text):
        if match[0][0] in "一1半":
            least = re.search(_LEAST, match[0]) is not None or bool(match["more"])
            yield _found(match, _PERS[match["per"]], whole(match["number"]), least)
    for match in _SLASH.finditer(text):
        yield _found(
            match, _PERS[match["per"]], whole(match["number"]), bool(match["least"] or match["more"])
        )


def _regular(text: str) -> Iterator[Found[Frequency]]:
    for match in _BY.finditer(text):
        if match["per"] != "旬":
            yield _found(match, _PERS[match["per"]], 1, at_least=False)
    for match in _KIND.finditer(text):  # 季度抽查 does not say how many
        yield _found(match, _PERS[match["per"] or match["short"]], None, at_least=False)
