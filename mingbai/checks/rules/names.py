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
_AFTER = (
    r"(?=[\s，。；、,;：:（）()<0-9０-９]|$|身份|电话|联系|手机|性别|男|女|等|同志|家庭|住址|账号|户主"
    r"|和|及|与|以及|纳入|享受|退出|新增|领取)"
)
NAME = (
    rf"(?:{_HAN}{{1,7}}(?:[·•]{_HAN}{{1,8}}){{1,3}}"
    rf"|(?:{_DOUBLE}|[{_SURNAMES}]){_HAN}(?:(?!等){_HAN})?|[{_SURNAMES}] {_HAN})"
)
_NAME_HERE = re.compile(rf"({NAME}){_AFTER}")
_WHOLE = re.compile(rf"\s*({NAME})\s*")
_SERIAL = r"(?:[（(]?[0-9]{1,3}[）).、．] ?)?"
# 张三（低保）、李四 3人、王五和赵六：名字后面可以有括号里的说明，有人数，下一个名字前面可以有序号。
_LISTED = re.compile(
    r"(?:[（(][^（）()\n]{1,12}[）)])?[ \u3000]?(?:[0-9]{1,2}人)?"
    rf"(?:[、，,；;\s]{{1,2}}|以?及|和|与){_SERIAL}({NAME}){_AFTER}"
)
# 名单如下：后面至少连着两个名字，才当作名单。
_BELOW = {word: re.compile(rf"{word}[：:]\s{{0,4}}{_SERIAL}") for word in ("如下", "名单")}
_PEOPLE = re.compile(r"名单|人员|对象|户主|农户|家庭|群众|村民|学生|[保困]户|[0-9]户")
# Words that begin with a surname and follow a label in forms and statutes.
_WORDS = words_of("not_names.txt")
_LABELS = (
    "户主|姓名|请人|系人|包人|助人|益人|事人|托人|护人|收人|权人|老人|病人|对象|户长|成员|名单|死者|伤者|亲属"
)
# Two expressions, each led by one plain character: the scanner then skips as fast as a plain search.
_COLONS = tuple(re.compile(rf"{colon}(?<=({_LABELS}).)[ \u3000]{{0,3}}") for colon in "：:")
_NO_NAME = re.compile(r"[某户镇乡村局县的]$|.家[庄沟湾坪坡山河塘屯寨堡滩梁岭]$")
_NEXT = re.compile(r"[ \u3000]{0,4}(?=[\u4e00-\u9fff])")
_ID_LABEL = re.compile(
    r"[\s，,（(、]{0,3}(?:[男女][，,、\s]*)?(?:[\u4e00-\u9fff]{1,3}族[，,、\s]*)?(?:公民)?$"
)
_ID_NUMBER = re.compile(r"身份证(?:件?号码?)?[为是：:\s]*[0-9０-９*]")
_BOUNDARY = re.compile(r"[\s，。；、,;：:（(]|村民|居民|户主|姓名|名人|请人|系人|社员|组员|学生|员工|职工|^$")
_GROUP = re.compile(r"领导小组|工作专班|指挥部|组长[：:]")
_OFFICIAL = re.compile(r"(?:^|[^0-9])0[0-9]{2,3}[-—) ）]?[0-9]{7,8}|办公电话|咨询")


def find_names(text: str) -> Iterator[Hit]:
    """Names after a label, and before 身份证号. A contact person (联系人) is only noted."""
    for colon in _COLONS:
        for m in colon.finditer(text):
            yield from _names_at(text, m.end(), _severity(text, m))
    for word, below in _BELOW.items():
        if word in text:
            for m in below.finditer(text):
                yield from _listed_below(text, m.start(), m.end())
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
    return name[:2] not in _WORDS and not _NO_NAME.search(name)


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


def _listed_below(text: str, colon: int, start: int) -> Iterator[Hit]:
    if not _PEOPLE.search(text, max(0, colon - 20), colon + 2):
        return
    names = list(_names_at(text, start, ASK))
    if len(names) > 1:
        yield from names


def _severity(text: str, label: re.Match[str]) -> str:
    """干部的姓名本来就公开：联系人、领导小组成员只提示，除非联系人那一行写着手机号。"""
    at = label.start()
    if label[1] == "成员":
        return NOTE if _GROUP.search(text, max(0, at - 200), at) and text[at - 4 : at - 2] != "家庭" else ASK
    if label[1] != "系人":
        return ASK
    end = text.find("\n", at)
    line = text[at : end if end >= 0 else len(text)][:60]
    return ASK if re.search(r"1[3-9][0-9]{9}", line) and not _OFFICIAL.search(line) else NOTE
