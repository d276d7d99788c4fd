"""Home addresses finer than the township."""

import re

from mingbai.checks.findings import ASK
from mingbai.checks.rules.hits import Hit

_SEGMENT = re.compile(r"[^\s，。；：、,;:（）()《》“”*]*$")
_LED_BY = re.compile(r".*(?:家住|现住|住在|居住在|住于|位于|住址|地址|住所)")
_NUMBER = r"[0-9０-９一二三四五六七八九十百]{1,4}"
_VILLAGE_HOUSE = re.compile(rf"(?:村|社区|屯|寨).{{0,10}}(?:{_NUMBER}(?:村民小组|组|队|社).{{0,6}})?$")
_ROOM = re.compile(
    rf"(?:路|街|道|巷|胡同|小区|花园|家园|苑|城|号|楼|栋|幢|单元|座).{{0,12}}?{_NUMBER}?(?:号|栋|幢|楼|单元|座|-)?$"
)
_ROOM_PART = re.compile(r"[栋幢元座楼号层]$")
_HOUSE_PART = re.compile(r"(?:[组队社村路街巷区栋幢元楼寨屯段附]|[0-9０-９]-)$")
_OFFICE = re.compile(
    r"办公|大厅|会议|受理|服务|窗口|中心|地点|政府|委员会|单位|联系地址|注册|经营|营业|公司|学校|医院"
)
_LABELLED = re.compile(
    r"(?:住\s?址|家庭地址|户籍地址?|户籍所在地|居住地|家庭住所|户口所在地|门牌地址|家住)[：: \u3000]{0,3}"
    r"([^\s，。；：、,;:（）()*]{4,40})"
)
_FINE = re.compile(rf"{_NUMBER}(?:村民小组|组|队|社|号|室|栋|幢|单元|户)")


def labelled(text: str) -> list[Hit]:
    """Addresses after 住址, 户籍地 and the like that name a group, a house or a room."""
    return [Hit("address", m.start(1), m.end(1), ASK) for m in _LABELLED.finditer(text) if _FINE.search(m[1])]


def numbered(text: str, start: int, end: int) -> Hit | None:
    """The address that ends in the house or room number [start, end), such as 12号 or 501室."""
    before = text[max(0, start - 40) : start]
    room = text[end - 1] in "室户"
    if not (_ROOM_PART if room else _HOUSE_PART).search(before):
        return None
    segment = _SEGMENT.search(before)
    led = _LED_BY.match(segment[0]) if segment else None
    first = start - len(segment[0]) + (led.end() if led else 0) if segment else start
    place = text[first:start]
    if "某" in place:
        return None
    home = _VILLAGE_HOUSE.search(place) or (room and _ROOM.search(place))
    line = text[text.rfind("\n", 0, first) + 1 : first][-20:] + place
    return Hit("address", first, end, ASK) if home and not _OFFICE.search(line) else None
