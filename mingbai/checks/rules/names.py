"""Names of persons: next to a label in running text, and cells that hold nothing but a name."""

import re
from collections.abc import Iterator

from mingbai.checks.findings import ASK, NOTE
from mingbai.checks.rules.hits import Hit
from mingbai.checks.rules.lists import words_of

# The surnames of all but a few of a county; rare ones that are common words are left out.
_SURNAMES = "".join(sorted(words_of("surnames.txt")))
_DOUBLE = "欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|夏侯|司徒|南宫|端木"
_HAN = "[\u4e00-\u9fff]"
_AFTER = r"(?=[\s，。；、,;：:（）()<0-9０-９]|$|身份|电话|联系|手机|性别|男|女|等|同志|家庭|住址|账号|户主)"
NAME = (
    rf"(?:{_HAN}{{1,7}}(?:[·•]{_HAN}{{1,8}}){{1,3}}"
    rf"|(?:{_DOUBLE}|[{_SURNAMES}]){_HAN}{{1,2}}|[{_SURNAMES}] {_HAN})"
)
_NAME_HERE = re.compile(rf"({NAME}){_AFTER}")
_WHOLE = re.compile(rf"\s*({NAME})\s*")
_LISTED = re.compile(rf"[、，,\s]{{1,2}}({NAME}){_AFTER}")
# Words that begin with a surname and follow a label in forms and statutes.
_WORDS = words_of("not_names.txt")
_LABELS = (
    "户主|姓名|请人|系人|包人|助人|益人|事人|托人|护人|收人|权人|老人|病人|对象|户长|成员|名单|死者|伤者|亲属"
)
# Two expressions, each led by one plain character: the scanner then skips as fast as a plain search.
_COLONS = tuple(re.compile(rf"{colon}(?<=({_LABELS}).)[ \u3000]{{0,3}}") for colon in "：:")
_NEXT = re.compile(r"[ \u3000]{0,4}(?=[\u4e00-\u9fff])")
_ID_LABEL = re.compile(
    r"[\s，,（(、]{0,3}(?:[男女][，,、\s]*)?(?:[\u4e00-\u9fff]{1,3}族[，,、\s]*)?(?:公民)?$"
)
_ID_NUMBER = re.compile(r"身份证(?:件?号码?)?[为是：:\s]*[0-9０-９*]")
_BOUNDARY = re.compile(r"[\s，。；、,;：:（(]|村民|居民|户主|姓名|名人|请人|系人|社员|组员|学生|员工|职工|^$")
_OFFICIAL = re.compile(r"(?:^|[^0-9])0[0-9]{2,3}[-—) ）]?[0-9]{7,8}|办公电话|咨询")


def find_names(text: str) -> Iterator[Hit]:
    """Names after a label, and before 身份证号. A contact person (联系人) is only noted."""
    for colon in _COLONS:
        for m in colon.finditer(text):
            severity = _contact(text, m.start()) if m[1] == "系人" else ASK
            yield from _names_at(text, m.end(), severity)
    for label in ("户主", "姓名"):
        if label in text:
            yield from _after_label(text, label)
    if "身份证" in text:
        yield from _before_identity(text)


def is_name(cell: str) -> bool:
    """Whether a table cell holds a person's name and nothing else."""
    found = _WHOLE.fullmatch(cell)
    return bool(found and _plausible(found[1]))


def _plausible(name: str) -> bool:
    return name[:2] not in _WORDS and not name.endswith(("某", "户", "镇", "乡", "村", "局", "县", "的"))


def _names_at(text: str, start: int, severity: str) -> Iterator[Hit]:
    found = _NAME_HERE.match(text, start)
    while found and _plausible(found[1]):
        yield Hit("name", found.start(1), found.end(1), severity)
        found = _LISTED.match(text, found.end(1))


def _after_label(text: str, label: str) -> Iterator[Hit]:
    at = text.find(label)
    while at >= 0:
        gap = _NEXT.match(text, at + len(label))
        if gap:
            yield from _names_at(text, gap.end(), ASK)
        at = text.find(label, at + 2)


def _before_identity(text: str) -> Iterator[Hit]:
    for m in _ID_NUMBER.finditer(text):
        before = text[max(0, m.start() - 24) : m.start()]
        gap = _ID_LABEL.search(before)
        stop = gap.start() if gap else len(before)
        for size in (3, 2, 4):
            name = before[max(0, stop - size) : stop]
            if len(name) == size and _bounded(before[: stop - size], size) and is_name(name):
                start = max(0, m.start() - 24) + stop - size
                yield Hit("name", start, start + size, ASK)
                break


def _bounded(before: str, size: int) -> bool:
    """Four characters are a name only after a clear boundary; two or three may follow any word."""
    return size < 4 or not before or bool(_BOUNDARY.search(before[-2:]))


def _contact(text: str, at: int) -> str:
    """干部的姓名本来就公开：联系人一律只提示，除非同一行是手机号。"""
    end = text.find("\n", at)
    line = text[at : end if end >= 0 else len(text)][:60]
    return ASK if re.search(r"1[3-9][0-9]{9}", line) and not _OFFICIAL.search(line) else NOTE
