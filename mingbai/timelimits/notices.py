"""Reading the State Council's yearly notice on holidays, pasted as text.

A notice has one paragraph per holiday, such as “二、春节：2月4日至10日放假调休，共7天。2月2日（星期六）、
2月3日（星期日）上班。” What is not understood is refused with the sentence, never guessed.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

HOLIDAYS = ("元旦", "春节", "清明", "劳动", "端午", "中秋", "国庆")
"""A full notice names all seven, by these characters."""

_NAME = r"(?:元旦|新年|春节|清明节?|国际劳动节|劳动节|五一|端午节?|中秋节?|国庆节?|国庆)"
_HEADING = re.compile(
    rf"(?:(?:^|(?<=[\n。;\s]))(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d+[.、])\s*([^:。;,\n]{{1,40}}?)\s*:"
    rf"|(?:^|(?<=[\n。;\s]))({_NAME}(?:[、和,]{_NAME})*)\s*:)"
)
_YEAR = re.compile(r"(\d{4})年(?:元旦、|[^。\d]{0,12}?(?:节假日|假期|放假))")
_SIGNATURE = re.compile(r"(?:国务院办公厅|国务院)?\d{4}年\d{1,2}月\d{1,2}日")
_WEEKDAYS = {name: number for number, name in enumerate("一二三四五六日")} | {"天": 6}
_DAY = r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:@([一二三四五六日天]))?"
_DATE = re.compile(_DAY)
_RANGE = re.compile(rf"{_DAY}\s*(?:至|到|—+|–+|-+|~)\s*{_DAY}")
_TOTAL = re.compile(r"(?:共|放假)(\d{1,2})天")
_EXTENDED = re.compile(r"延长.*?假期至")
_MOVED = re.compile(r"(?:分别)?(?:调至|调到|调休至|移至)")
_ADVICE = ("鼓励", "建议", "可以", "可结合")


class Unreadable(ValueError):
    """The text cannot be read as a notice; the message names the sentence and says what to do."""


@dataclass(frozen=True)
class Day:
    """A day off, or a weekend worked (`off` false), and the holiday it belongs to."""

    date: date
    off: bool
    name: str


@dataclass(frozen=True)
class Extension:
    """A holiday that was made longer: everything after its last day, up to `until`, is off too."""

    name: str
    until: date


@dataclass(frozen=True)
class Notice:
    """What a text says. `complete` when it is a full year's notice and not a later change of one part."""

    year: int
    days: tuple[Day, ...]
    extensions: tuple[Extension, ...] = ()
    complete: bool = False
    missing: tuple[str, ...] = ()


def parse(text: str, year: int | None = None) -> Notice:
    """The days of a notice, sorted. `year` where the text does not name it; it must not contradict.

    Raises `Unreadable` with a message in Chinese.
    """
    plain = _normal(text)
    named = _year_of(plain)
    if year and named and year != named:
        raise Unreadable(f"通知写的是{named}年，和您填的{year}年不一样，请核对。")
    if not (found := year or named):
        raise Unreadable("没有看出是哪一年的通知。请连同标题一起粘贴，或者填写年份。")
    readers = [_read(name, body, found) for name, body in _paragraphs(plain)]
    days: dict[date, Day] = {}
    for reader in readers:
        for day in reader.days():
            if (other := days.get(day.date)) and other.off != day.off:
                raise Unreadable(f"{day.date}一处写放假、一处写上班（{other.name}、{day.name}），请核对。")
            days.setdefault(day.date, day)
    extensions = tuple(one for reader in readers for one in reader.extensions)
    if not days and not extensions:
        raise Unreadable("没有找到放假的日期。请粘贴国务院办公厅放假通知的全文。")
    names = "".join(day.name for day in days.values())
    missing = tuple(name for name in HOLIDAYS if name not in names)
    return Notice(found, tuple(days[one] for one in sorted(days)), extensions, not missing, missing)


def amend(known: Iterable[Day], notice: Notice) -> tuple[Day, ...]:
    """The days of a year after a notice that changes a part of it, sorted.

    A holiday the notice arranges anew loses its former days; an extension keeps them.
    """
    known, off = tuple(known), {day.date for day in notice.days if day.off}
    renewed = {day.name for day in known if day.off and day.date in off}
    days = {day.date: day for day in known if day.name not in renewed}
    days |= {day.date: day for day in notice.days}
    for one in notice.extensions:
        last = max((day.date for day in days.values() if day.off and one.name in day.name), default=None)
        if last is None or one.until <= last or (one.until - last).days > 31:
            raise Unreadable(
                f"要延长{one.name}假期到{one.until}，但没有这个假期原来的安排，请先录入全年通知。"
            )
        added = (last + timedelta(days=number) for number in range(1, (one.until - last).days + 1))
        days |= {day: Day(day, True, one.name) for day in added}
    return tuple(days[one] for one in sorted(days))


# -- the text ------------------------------------------------------------------


def _normal(text: str) -> str:
    """Full-width digits and marks as half-width ones; brackets are dropped but for the weekday in them."""
    plain = unicodedata.normalize("NFKC", text).replace("\r", "\n").replace("〜", "~")
    return re.sub(r"\(([^()]*)\)", _bracket, plain)


def _bracket(found: re.Match[str]) -> str:
    inner = found[1]
    if re.fullmatch(r"[一二三四五六七八九十]+", inner):
        return found[0]
    weekday = re.search(r"(?:星期|周|礼拜)([一二三四五六日天])", inner)
    return f"@{weekday[1]}" if weekday else ""


def _year_of(text: str) -> int | None:
    """The year in the title or the opening sentence; not that of a date."""
    found = _YEAR.search(re.sub(r"\s+", "", text))
    return int(found[1]) if found else None


def _paragraphs(text: str) -> Iterator[tuple[str, str]]:
    """(holiday, sentences) of each paragraph; what stands before the first heading is no arrangement."""
    headings = list(_HEADING.finditer(text))
    if not headings:
        yield "", text
        return
    for heading, following in zip(headings, [*headings[1:], None], strict=True):
        name = (heading[1] or heading[2]).strip()
        yield name, text[heading.end() : following.start() if following else len(text)]


def _sentences(body: str) -> list[str]:
    """Sentences without the line breaks in them, but for the date under which the notice was signed."""
    lines = (re.sub(r"\s+", "", line) for line in body.split("\n"))
    joined = "".join("。" if _SIGNATURE.fullmatch(line) else line for line in lines)
    return [one for one in re.split(r"[。;]", joined) if one and not _SIGNATURE.fullmatch(one)]


# -- one paragraph -------------------------------------------------------------


@dataclass
class _Reader:
    """Collects the days of one paragraph; the first date read decides the year of those after it."""

    name: str
    year: int
    off: list[date] = field(default_factory=list)
    worked: list[date] = field(default_factory=list)
    extensions: list[Extension] = field(default_factory=list)
    anchor: date | None = None
    latest: date | None = None

    def days(self) -> Iterator[Day]:
        """Days off first: a rest day that was moved but lies within the holiday stays off."""
        seen: set[date] = set()
        for day, off in [*((day, True) for day in self.off), *((day, False) for day in self.worked)]:
            if day not in seen:
                seen.add(day)
                yield Day(day, off, self.name or _name_of(self.off[0] if self.off else day))


def _read(name: str, body: str, year: int) -> _Reader:
    reader = _Reader(name, year)
    for sentence in _sentences(body):
        if not sentence.startswith(_ADVICE):
            _read_sentence(reader, sentence)
    if name and not reader.off and not reader.worked and not reader.extensions:
        raise _not_understood(f"{name}：{body.strip()[:60]}")
    return reader


def _read_sentence(reader: _Reader, sentence: str) -> None:
    if not _DATE.search(sentence):
        return
    if not reader.name and (found := re.search(_NAME, sentence)) and not reader.off:
        reader.name = _full_name(found[0])
    waiting: list[date] = []
    for clause in sentence.split(","):
        if not _DATE.search(clause):
            _check_total(reader, clause, sentence)
            continue
        waiting = (
            [] if _read_clause(reader, clause, waiting, sentence) else [*waiting, *_dates(reader, clause)]
        )
    if waiting:
        raise _not_understood(sentence)


def _read_clause(reader: _Reader, clause: str, before: Sequence[date], sentence: str) -> bool:
    """Take in one clause with dates; false when its verb is still to come, as in “5日，6日上班”."""
    verb = _DATE.sub("", _RANGE.sub("", clause))
    if _EXTENDED.search(clause):
        until = _dates(reader, clause[_EXTENDED.search(clause).end() :])  # type: ignore[union-attr]
        reader.extensions.append(Extension(reader.name or "春节", until[-1]))
        return True
    if moved := _MOVED.search(clause):
        _move(reader, clause[: moved.start()], clause[moved.end() :])
        return True
    if "起" in verb and "上班" in verb:
        return True  # “2月3日起正常上班” says nothing that the calendar does not
    if "不放假" in verb or "不休" in verb and "调休" not in verb:
        raise _not_understood(sentence)
    if "上班" in verb or "照常工作" in verb:
        reader.worked += [*before, *_dates(reader, clause)]
        return True
    if any(word in verb for word in ("放假", "补休", "调休")):
        dates = [*before, *_dates(reader, clause)]
        reader.off += dates
        _check_total(reader, clause, sentence, len(dates))
        return True
    if any(word in verb for word in ("法定节假日", "法定假日", "公休", "休息日")):
        _dates(reader, clause)
        return True
    if verb.strip("、和及其中将即"):
        raise _not_understood(sentence)
    return False


def _move(reader: _Reader, rest_days: str, days_off: str) -> None:
    """“9月27日、28日两个公休日调至9月29日、30日”: the first are worked, the others are off."""
    reader.worked += _dates(reader, rest_days)
    reader.off += _dates(reader, days_off)


def _check_total(reader: _Reader, clause: str, sentence: str, counted: int | None = None) -> None:
    """“共7天” must agree with the dates before it."""
    total = _TOTAL.search(clause)
    number = counted if counted is not None else len(set(reader.off))
    if total and reader.off and int(total[1]) != number:
        raise Unreadable(f"写着{total[0]}，数出来是{number}天，请核对这一句：“{_shown(sentence)}”")


def _dates(reader: _Reader, clause: str) -> list[date]:
    found: list[date] = []
    place = 0
    while match := _DATE.search(clause, place):
        span = _RANGE.match(clause, match.start())
        first = _date_of(reader, match.groups(), clause)
        if span:
            last = _date_of(reader, span.groups()[4:], clause)
            if not first < last <= first + timedelta(days=31):
                raise Unreadable(f"起止日期不对，请核对这一句：“{_shown(clause)}”")
            found += [first + timedelta(days=number) for number in range((last - first).days + 1)]
        else:
            found.append(first)
        place = (span or match).end()
    return found


def _date_of(reader: _Reader, parts: Sequence[str | None], clause: str) -> date:
    year, month, number, weekday = parts
    if month is None and reader.latest is None:
        raise Unreadable(f"没有写明是几月，请核对这一句：“{_shown(clause)}”")
    months = int(month) if month else reader.latest.month  # type: ignore[union-attr]
    try:
        day = _in_year(reader, int(year) if year else None, months, int(number or 0), bool(month))
    except ValueError:
        raise Unreadable(f"没有{months}月{number}日这一天，请核对这一句：“{_shown(clause)}”") from None
    if weekday and _WEEKDAYS[weekday] != day.weekday():
        right = "一二三四五六日"[day.weekday()]
        raise Unreadable(
            f"{day.year}年{day.month}月{day.day}日是星期{right}，不是星期{weekday}，"
            f"请核对年份和这一句：“{_shown(clause)}”"
        )
    if abs(day.year - reader.year) > 1:
        raise Unreadable(f"{day}不在{reader.year}年前后，请核对这一句：“{_shown(clause)}”")
    reader.anchor = reader.anchor or day
    reader.latest = day
    return day


def _in_year(reader: _Reader, year: int | None, month: int, number: int, with_month: bool) -> date:
    if year is not None:
        return date(year, month, number)
    if not with_month and reader.latest is not None:
        return date(reader.latest.year, month, number)
    if reader.anchor is None:
        # “12月30日至1月1日” of new year's day begins in the year before.
        return date(reader.year - 1 if month == 12 and "元旦" in reader.name else reader.year, month, number)
    anchor = reader.anchor
    years = [one for one in (anchor.year - 1, anchor.year, anchor.year + 1) if _exists(one, month, number)]
    return min((date(one, month, number) for one in years), key=lambda one: abs(one - anchor))


def _exists(year: int, month: int, number: int) -> bool:
    try:
        date(year, month, number)
    except ValueError:
        return False
    return True


def _full_name(word: str) -> str:
    for begin, full in (
        ("新年", "元旦"), ("清明", "清明节"), ("国际劳动", "劳动节"), ("五一", "劳动节"),
        ("端午", "端午节"), ("中秋", "中秋节"), ("国庆", "国庆节"),
    ):  # fmt: skip
        if word.startswith(begin):
            return full
    return word


def _name_of(day: date) -> str:
    """What a holiday without a heading is most likely called, by its month."""
    names = {12: "元旦", 1: "元旦", 2: "春节", 3: "春节", 4: "清明节", 5: "劳动节", 6: "端午节", 9: "中秋节"}
    if day.month == 1 and day.day > 3:
        return "春节"
    if day.month == 4 and day.day > 20:
        return "劳动节"
    return names.get(day.month, "国庆节") if (day.month, day.day) < (9, 28) or day.month == 12 else "国庆节"


def _shown(text: str) -> str:
    return re.sub(r"@([一二三四五六日天])", r"（星期\1）", text).strip()[:120]


def _not_understood(sentence: str) -> Unreadable:
    return Unreadable(
        f"这一句没有看懂：“{_shown(sentence)}”。请写成“2月4日至10日放假调休，共7天。2月2日（星期六）上班。”这样。"
    )
