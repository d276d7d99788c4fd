"""Whom the words of 公开主体 mean: the guides say 县级民政部门, an office's own list 县民政局.

What is found is proposed to the county office, never taken for granted.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

TOWNSHIPS = re.compile(
    r"乡镇|镇（街道）|各?[乡镇]\s*[（(]镇[)）]|街道办事处|[乡镇]级?人民政府|镇级|镇街|[乡镇]政府|各镇|各乡"
)
VILLAGES = re.compile(r"行政村|村民委员会|村委会|村（居）|居民委员会|村（社区）|社区居委会|^各?村$")
EVERY_DEPARTMENT = re.compile(r"^(?:县级|县直)?(?:各|各有关|各相关|相关|有关)部门$")
# 和, 及 and 或 join bodies only where a body's name ends before them: 住房和城乡建设局 is one.
_PARTS = re.compile(r"[、，,；;/\n]|(?<=[门局府委会构处社人])(?:和|与|及其?|以及|或者?)(?:其委托的)?")
COUNTY = re.compile(r"^县级?人民政府$")
_BRACKETS = re.compile(r"[（(][^（）()]*[)）]")
_BEFORE = re.compile(
    r"^(?:地方)?(?:各级|本级|[省县区州旗]级?|市(?!场)级?|县区|市县|开发区|铁力市|相关|有关|主管)*(?:人民政府|政府)?(?:负责.{0,6}的)?"
)
_AFTER = re.compile(
    r"(?:(?:行政)?(?:主管|管理|行政执法|执法)?部门|委员会办公室|委员会|管理局|分局|局|委|办公室|办|站|中心)$"
)
# How the guides call a branch of work that departments' names call otherwise.
SYNONYMS = {
    "公安机关": "公安",
    "司法行政": "司法",
    "应急": "应急管理",
    "人社": "人力资源社会保障",
    "人力社保": "人力资源社会保障",
    "住建": "住房城乡建设",
    "保障性住房": "住房城乡建设",
    "住房保障": "住房城乡建设",
    "燃气": "住房城乡建设",
    "市政工程": "住房城乡建设",
    "规划": "自然资源",
    "扶贫": "乡村振兴",
    "扶贫开发": "乡村振兴",
    "环保": "生态环境",
    "教体": "教育",
    "教育体育": "教育",
    "城市": "城市管理",
    "城管": "城市管理",
    "市场监督": "市场监管",
    "市场监督管理": "市场监管",
}


@dataclass(frozen=True)
class Body:
    """An organisation as the rule knows it: its kind (`organisations.models.Kind`) and all its names."""

    pk: int
    kind: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Marks:
    """The ticks under 公开层级."""

    county: bool = False
    township: bool = False
    village: bool = False


@dataclass(frozen=True)
class Meant:
    """The bodies that are meant, each with the words that say so, and words that name nobody known."""

    found: dict[int, str]
    unmatched: tuple[str, ...]


def bodies_meant(text: str, marks: Marks, bodies: Iterable[Body]) -> Meant:
    """Who publishes a row: those the text names, and all townships or villages that a tick names."""
    everybody = list(bodies)
    found: dict[int, str] = {}
    unmatched = []
    for part in _parts(text):
        matched = _matched(part, everybody)
        found |= {pk: f"公开主体：{part}" for pk in matched if pk not in found}
        unmatched += [part] if not matched else []
    for ticked, kind, word in ((marks.township, "township", "乡级"), (marks.village, "village", "村级")):
        if ticked:
            found |= {
                one.pk: f"公开层级：{word}" for one in everybody if one.kind == kind and one.pk not in found
            }
    return Meant(found, tuple(dict.fromkeys(unmatched)))


def _parts(text: str) -> list[str]:
    kept = re.sub(r"[（(](?:摘录|原表)[^（）()]*[)）]", "", text)
    plain = re.sub(r"[（(][区市旗州][、，/]?[区市旗州]?[)）]", "", kept)
    return [part for part in (piece.strip(" 　。") for piece in _PARTS.split(plain)) if part]


def _matched(part: str, everybody: list[Body]) -> list[int]:
    """Named exactly, or as a kind of place, or as a branch of work."""
    exact = [one.pk for one in everybody if part in one.names]
    if exact:
        return exact
    if EVERY_DEPARTMENT.search(part):
        return [one.pk for one in everybody if one.kind == "department"]
    known = (("county", COUNTY), ("village", VILLAGES), ("township", TOWNSHIPS))
    kinds = [kind for kind, words in known if words.search(part)]
    if kinds:
        return [one.pk for one in everybody if one.kind in kinds]
    return _of_branch(stem(part), everybody)


def stem(name: str) -> str:
    """The branch of work in the name of a department: 县级人民政府民政部门 → 民政; "" when there is none."""
    bare = _BRACKETS.sub("", name).strip("（）()")
    bare = re.sub(r"^.{1,4}?[县区市](?=.{2})", "", bare) if re.match(r"^[^各级]{2,4}[县区市]", bare) else bare
    bare = _BEFORE.sub("", bare)
    bare = _AFTER.sub("", bare).replace("和", "").replace("与", "")
    bare = re.sub(r"(?:行政)?主管$|行政执法$", "", bare)
    return SYNONYMS.get(bare, bare)


def _of_branch(branch: str, everybody: list[Body]) -> list[int]:
    if len(branch) < 2:
        return []
    return [
        one.pk
        for one in everybody
        if one.kind in {"department", "station", "enterprise"}
        and any(_same_branch(branch, stem(name)) for name in one.names)
    ]


def _same_branch(first: str, second: str) -> bool:
    """The same, one within the other, or one the other's short form that begins alike (住建)."""
    if len(second) < 2:
        return False
    if first in second or second in first:
        return True
    short, long = sorted((first, second), key=len)
    return short[0] == long[0] and _is_subsequence(short, long)


def _is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(char in rest for char in short)
