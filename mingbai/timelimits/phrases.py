"""Free text of 公开时限, as real catalogues write it, read into typed phrases. The text stays verbatim.

Offices write “信息形成之日起20个工作日内”, “每季度的首个月20日”, “长期公开（动态调整）”,
“20个工作日，许可处罚7个工作日”, “同上”. Whatever is not understood comes back as `Kind.FREE`.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from mingbai.timelimits.periods import MONTHS, Per
from mingbai.timelimits.rules import Unit


class Kind(StrEnum):
    WITHIN = "within"
    """So many days from an event."""
    AT_ONCE = "at_once"
    """实时、及时、即时、随时."""
    STANDING = "standing"
    """长期公开."""
    PERIODIC = "periodic"
    """So often in every period, or by a day of every period; `1月31日前` is yearly."""
    POSTED = "posted"
    """Stays posted, or open for opinions, at least so long."""
    BEFORE = "before"
    """So long before something."""
    ELSEWHERE = "elsewhere"
    """As another law provides (法律法规另有规定的从其规定)."""
    DITTO = "ditto"
    """同上: as the row above says, which the caller knows."""
    FREE = "free"


@dataclass(frozen=True)
class Phrase:
    """One limit out of a text.

    `number` and `unit` for days, weeks (as 7 calendar days), months and hours; `event` is what the time
    runs from, "" when not said. For `Kind.PERIODIC`: `per`, and either how often (`at_least` times) or
    by when: `month` 1-based within the period (0: its last one) and `day` (0: the month's last one);
    without both, by the period's end. For `Kind.POSTED` and `Kind.BEFORE` `at_least` is the number again.
    `applies_to` names the cases it is limited to, "" for all but those in `excludes`.
    """

    kind: Kind
    text: str
    number: int = 0
    unit: str = ""
    event: str = ""
    per: Per | None = None
    at_least: int = 0
    month: int = 0
    day: int = 0
    applies_to: str = ""
    excludes: str = ""

    @property
    def on_application(self) -> bool:
        """Whether the time runs from the receipt of an application."""
        return self.kind == Kind.WITHIN and "申请" in self.event


_DIGITS = {name: value for value, name in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_N = r"(?P<n>\d+|[一二两三四五六七八九十百]+)"
_UNITS = (
    (r"个?\s*工作日", Unit.WORKING_DAY, 1),
    (r"个?\s*小时", Unit.HOUR, 1),
    (r"个?\s*(?:周|星期)", Unit.CALENDAR_DAY, 7),
    (r"个\s*月", Unit.MONTH, 1),
    (r"(?:个?\s*自然日|日|天)", Unit.CALENDAR_DAY, 1),
    (r"年", Unit.MONTH, 12),
)
_LASTING = re.compile(
    rf"(?P<before>.*?)(?P<least>不少于|不得少于|至少|不低于|不得低于)?\s*{_N}\s*"
    rf"(?P<unit>{'|'.join(pattern for pattern, _, _ in _UNITS)})\s*(?P<after>.*)$"
)
_PERS = (
    (r"(?:每\s*)?半年|每半年度?", Per.HALF_YEAR),
    (r"每\s*个?\s*季度?|按季度?|季度|逐季", Per.QUARTER),
    (r"每\s*个?\s*月|按月|逐月|月度", Per.MONTH),
    (r"每\s*个?\s*(?:周|星期)|按周", Per.WEEK),
    (r"每\s*(?:一\s*)?(?:个\s*)?年度?|按年度?|年度|逐年|每年", Per.YEAR),
    (r"每\s*(?:天|日|个工作日)|逐日", Per.DAY),
)
_PER = re.compile("|".join(f"(?P<{per.value}>{pattern})" for pattern, per in _PERS))
_IN_MONTH = re.compile(
    r"(?P<which>首个?月|第?[一二两三四123]个?月份?|末个?月|最后一?个月|(?P<m>\d{1,2}|[一二三四五六七八九十]+)月份?)?\s*"
    r"(?:的)?\s*(?:(?P<d>\d{1,2}|[一二三四五六七八九十]+)\s*[日号]|(?P<third>上旬|中旬|下旬|底|末|初))?"
)
_DAY_OF_YEAR = re.compile(
    r"(?P<m>\d{1,2}|[一二三四五六七八九十]+)月\s*"
    r"(?:(?P<d>\d{1,2}|[一二三四五六七八九十]+)[日号]|(?P<third>上旬|中旬|下旬|底|末))"
)
_TIMES = re.compile(r"(?P<n>\d+|[一二两三四五六七八九十]+)\s*[次期条]")
_PART_OF_YEAR = re.compile(r"第?(?:(?P<q>[一二三四1234])季度|(?P<half>[上下])半年)")
_THIRDS = {"初": 10, "上旬": 10, "中旬": 20, "下旬": 0, "底": 0, "末": 0}
_AT_ONCE = re.compile(r"实时|及时|即时|随时|适时|立即|当日|当天|第一时间")
_STANDING = re.compile(r"长期|常年|持续公开|动态调整|动态更新|永久")
_DITTO = re.compile(r"同\s*(?:上|前)")
_ELSEWHERE = re.compile(
    r"从其规定|另有规定|法定时限|按(?:照)?(?:有关|相关|法定|法律|规定|国家).{0,12}(?:规定|时限|期限|执行|公开)"
)
_EVENT_SIGNS = re.compile(
    r"之日|日起|起$|后$|形成|变更|获取|制作|制定|收到|作出|做出|批准|批复|确定|受理|结束|完成|印发|签订|生效"
)
_LIMITLESS = re.compile(r"[（(][^（）()]*[）)]")


def parse(text: str) -> tuple[Phrase, ...]:
    """The phrases of a 公开时限, in order; none for a text without words."""
    return tuple(_phrases(text))


def _phrases(text: str) -> Iterator[Phrase]:
    """Sentences stand apart; at commas a part without a limit of its own goes with its neighbour."""
    for sentence in re.split(r"[；;。\n]", text):
        waiting: list[str] = []
        found: Phrase | None = None
        for part in re.split(r"[，,]", sentence):
            if not (part := part.strip()):
                continue
            read = _read("，".join([*waiting, part]))
            if read.kind != Kind.FREE:
                if found is not None:
                    yield found
                found, waiting = read, []
            elif found is not None and not part.endswith(("的", "时")):
                found = replace(found, text=f"{found.text}，{part}")
            else:
                waiting.append(part)
        if found is not None:
            yield found
        if waiting:
            yield Phrase(Kind.FREE, "，".join(waiting))


def _read(text: str) -> Phrase:
    plain = _LIMITLESS.sub("", unicodedata.normalize("NFKC", text)).strip()
    plain = (
        re.sub(r"半年(?=内|以内|之内)", "6个月", re.sub(r"\s+", "", plain))
        or unicodedata.normalize("NFKC", text).strip()
    )
    for reader in (_ditto, _periodic, _before, _lasting, _yearly, _elsewhere, _standing, _at_once):
        if found := reader(text, plain):
            return found
    return Phrase(Kind.FREE, text)


def _ditto(text: str, plain: str) -> Phrase | None:
    return Phrase(Kind.DITTO, text) if _DITTO.fullmatch(plain) or plain in {"〃", "″", '"'} else None


def _periodic(text: str, plain: str) -> Phrase | None:
    found = _PER.search(plain)
    if not found or _is_lasting_of_years(plain, found):
        return None
    per = Per(found.lastgroup or "")
    rest = plain[found.end() :]
    applies = _trimmed(plain[: found.start()])
    times = _TIMES.search(rest)
    if times:
        number = _number(times["n"])
        return Phrase(Kind.PERIODIC, text, number=number, per=per, at_least=number, applies_to=applies)
    month, day = _place(per, rest.lstrip("的"))
    return Phrase(
        Kind.PERIODIC, text, number=1, per=per, at_least=1, month=month, day=day, applies_to=applies
    )


def _is_lasting_of_years(plain: str, found: re.Match[str]) -> bool:
    """“年度”, “季度” and “半年” within other words say nothing about how often: 年度报告, 半年内."""
    word = found.group()
    if word.startswith(("每", "按", "逐")):
        return False
    after = plain[found.end() :]
    return not (
        word == "半年" and re.match(r"(?:至少|不少于|更新|公布|公开|一次|1次)", after)
    ) and not re.match(r"(?:更新|公布|公开|至少)", after)


def _place(per: Per, rest: str) -> tuple[int, int]:
    """(month of the period, day) of “首个月20日”, “11月上旬”, “15日前”, “结束后” …; zeros when not said."""
    found = _IN_MONTH.match(rest)
    if per == Per.YEAR and (part := _PART_OF_YEAR.match(rest)):
        return _quarter_ends(part), 0
    if not found or not found.group():
        return 0, 0
    months = MONTHS.get(per, 0)
    month = _month(found, months)
    day = min(_number(found["d"]), 31) if found["d"] else _THIRDS.get(found["third"] or "", 0)
    if months == 0:
        return 0, 0
    return (month or (1 if months == 1 and day else 0)), day


def _quarter_ends(part: re.Match[str]) -> int:
    """The last month of “一季度” or “上半年” within a year."""
    if part["half"]:
        return 6 if part["half"] == "上" else 12
    return _number(part["q"]) * 3


def _month(found: re.Match[str], months: int) -> int:
    which = found["which"] or ""
    if found["m"] is not None:
        return min(_number(found["m"]), months)
    if which.startswith("首"):
        return 1
    if which.startswith(("末", "最后")):
        return months
    digit = re.search(r"[一二两三四123]", which)
    return min(_number(digit[0]), months) if digit else 0


def _before(text: str, plain: str) -> Phrase | None:
    ahead = re.search(
        rf"提前\s*(?:至少|不少于)?\s*{_N}\s*(?P<unit>{'|'.join(p for p, _, _ in _UNITS)})", plain
    )
    if not ahead:
        ahead = re.search(
            rf"(?P<event>[\u4e00-\u9fff]{{1,20}}?)(?:之?前)\s*(?:至少|不少于)?\s*{_N}\s*"
            rf"(?P<unit>{'|'.join(p for p, _, _ in _UNITS)})(?:以前|之前|前)?(?:公|发|送|通|报|告|$)",
            plain,
        )
        if not ahead or "公示" in plain or "批前" in plain:
            return None
    number, unit = _amount(ahead["n"], ahead["unit"])
    event = ahead.groupdict().get("event") or _trimmed(plain[: ahead.start()])
    return Phrase(Kind.BEFORE, text, number=number, unit=unit, event=event, at_least=number)


def _lasting(text: str, plain: str) -> Phrase | None:
    found = _LASTING.match(plain)
    if not found or _is_a_day_of_the_year(plain, found):
        return None
    number, unit = _amount(found["n"], found["unit"])
    before, after = found["before"], found["after"]
    if found["least"] or _is_posting(before, after):
        applies = re.sub(r"(?:期限?|时间)?(?:为|应|应当)?$", "", before)
        applies = _trimmed(re.sub(r"^(?:公示|公告|公开|张贴)$", "", applies))
        return Phrase(Kind.POSTED, text, number=number, unit=unit, at_least=number, applies_to=applies)
    excludes, before = _excluded(before)
    applies, event = _cases_and_event(before)
    return Phrase(
        Kind.WITHIN, text, number=number, unit=unit, event=event, applies_to=applies, excludes=excludes
    )


def _excluded(before: str) -> tuple[str, str]:
    """“除处罚决定外” as (处罚决定, what follows)."""
    found = re.match(r"除(?P<cases>.+?)(?:以|之)?外[，,]?", before)
    return (_trimmed(found["cases"]), before[found.end() :]) if found else ("", before)


def _is_posting(before: str, after: str) -> bool:
    lasting = re.search(r"(?:公示|公告|张贴)(?:期|时间|期限)?(?:为|满)?$", before)
    return bool(lasting) and not after.startswith(("内", "以内", "之内"))


def _is_a_day_of_the_year(plain: str, found: re.Match[str]) -> bool:
    """“1月31日前” is a date: the number stands behind a month."""
    return found["unit"] == "日" and bool(re.search(r"月$", found["before"]))


def _cases_and_event(before: str) -> tuple[str, str]:
    """What the limit is limited to, and from when it runs: “其中行政许可事项自作出决定之日起”."""
    plain = re.sub(r"^其中", "", before)
    cases, of, event = plain.partition("自")
    if of:
        return _trimmed(cases), _event(event)
    if _EVENT_SIGNS.search(plain):
        return "", _event(plain)
    return _trimmed(plain), ""


def _event(text: str) -> str:
    return _trimmed(re.sub(r"(?:之日)?(?:起|后|内)?(?:的)?$", "", _trimmed(text)))


def _yearly(text: str, plain: str) -> Phrase | None:
    """“1月31日前” without “每年”: a day of every year."""
    found = _DAY_OF_YEAR.search(plain)
    if not found or re.search(r"\d{4}年", plain):
        return None
    day = _number(found["d"]) if found["d"] else _THIRDS[found["third"]]
    month = _number(found["m"])
    if not 1 <= month <= 12 or day > 31:
        return None
    applies = _trimmed(plain[: found.start()])
    return Phrase(
        Kind.PERIODIC, text, number=1, per=Per.YEAR, at_least=1, month=month, day=day, applies_to=applies
    )


def _elsewhere(text: str, plain: str) -> Phrase | None:
    return Phrase(Kind.ELSEWHERE, text) if _ELSEWHERE.search(plain) else None


def _standing(text: str, plain: str) -> Phrase | None:
    found = _STANDING.search(plain)
    if not found:
        return None
    excludes, before = _excluded(plain[: found.start()])
    return Phrase(Kind.STANDING, text, applies_to=_trimmed(before), excludes=excludes)


def _at_once(text: str, plain: str) -> Phrase | None:
    found = _AT_ONCE.search(plain)
    if found:
        return Phrase(Kind.AT_ONCE, text, event=_event(plain[: found.start()]))
    if re.search(r"(?:时|同时|同步)(?:，|$|公开|公布)", plain):
        return Phrase(Kind.AT_ONCE, text, event=_trimmed(re.split(r"，", plain)[0]))
    return None


# -- small things ----------------------------------------------------------------


def _amount(number: str, unit: str) -> tuple[int, Unit]:
    for pattern, found, times in _UNITS:
        if re.fullmatch(pattern, unit):
            return _number(number) * times, found
    raise ValueError(unit)


def _number(text: str) -> int:
    """二十 → 20, 十五 → 15, 两 → 2, 30 → 30."""
    if text.isdigit():
        return int(text)
    hundreds, of, rest = text.rpartition("百")
    tens, ten, ones = (rest if of else text).rpartition("十")
    number = (_DIGITS.get(hundreds, 1) * 100) if of else 0
    number += (_DIGITS.get(tens, 1) * 10) if ten else 0
    return number + (_DIGITS.get(ones, 0) if ones else 0)


def _trimmed(text: str) -> str:
    return text.strip("，,、的在于应当 ").replace(",", "，")
