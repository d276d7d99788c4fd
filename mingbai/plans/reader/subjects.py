"""Who is told to act in running text: 各村居应…, 由领导小组负责…. Only a plain subject counts."""

import re

from mingbai.plans.reader import units
from mingbai.plans.reader.masking import flat
from mingbai.plans.reader.responsibility import Responsibility

_SENTENCES = re.compile(r"[。！？\n]")
_MODAL = r"(?:要(?![求点素])|应当?(?![用急对])|必须|须|务必|需要|需|负责(?!人|同志))"
_WHEN = r"(?:都|均|也|还|每[^，。]{0,6}|年内|原则上|一年|[一1]年内|至少|要)?"
_SUBJECT = re.compile(rf"^(?P<who>[^。；，]{{2,60}}?(?:，[^。；，]{{2,30}}?)?){_WHEN}{_MODAL}")
_YEARLY = re.compile(
    r"^(?P<who>[^。；，]{2,40}?)(?:[一1]年内?|每年度?|年内|每季度?|每半年|每月|每周|按(?:月|季度?|年度?)|定期)"
)
_IS = re.compile(r"^(?P<who>[^。；，]{2,40}?)(?:作为|是)[^，。]{0,30}(?:机构|部门|单位|主体)")
_WITH = re.compile(r"^(?P<who>[^。；，]{2,40}?)会同(?P<with>[^。；，]{2,40})(?=，)")
_BY = re.compile(
    r"(?<![理自事因])由(?P<who>[^。；，]{2,60}?)"
    r"(?:牵头|负责|承担|汇总|统筹|组织协调|组织实施|具体)"
    r"(?:[^。；，]{0,8}，(?P<with>[^。；，]{2,60}?)(?:配合|参与|协助|协同))?"
)


def told(text: str) -> Responsibility:
    """The units that are the subject of the first sentence which has one; nobody when none plainly is."""
    for sentence in _SENTENCES.split(text):
        for clause in (sentence.strip(), *_after_comma(sentence)):
            for pattern in (_SUBJECT, _YEARLY, _IS):
                if named := _named(pattern.match(clause), "who"):
                    return Responsibility(named)
        for found in (_WITH.match(sentence.strip()), _BY.search(sentence)):
            if named := _named(found, "who"):
                return Responsibility(named, _named(found, "with"))
    return Responsibility()


def _named(found: re.Match[str] | None, group: str) -> tuple[str, ...]:
    return units.all_plain(flat(found[group] or "")) if found else ()


def _after_comma(sentence: str) -> list[str]:
    """Clauses that may begin with their own subject."""
    return [clause.strip() for clause in re.split(r"[，；：]", sentence)[1:]]
