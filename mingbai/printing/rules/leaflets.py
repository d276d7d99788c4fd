"""The six questions of a leaflet (明白纸), how long each answer may be, and what the text itself proposes."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from mingbai.disclosures.rules.elements import proposed


class Question(NamedTuple):
    """`words` name elements of the catalogue that answer it; `pattern` is what an answer looks like."""

    key: str
    label: str
    longest: int
    hint: str
    words: tuple[str, ...]
    six: str
    pattern: re.Pattern[str]


QUESTIONS = (
    Question("what", "什么事", 90, "一两句话说清楚是什么政策、什么事", ("政策内容", "内容", "事项"), "",
             re.compile(r"现将|为了|根据|通知|公示|公告")),
    Question("who", "谁可以办", 80, "哪些人、哪些户符合条件", ("对象", "条件", "范围", "资格"),
             "six:conditions", re.compile(r"对象|符合|条件|凡|农户|居民|人员")),
    Question("how_much", "多少钱", 60, "给多少、收多少、怎样算；不涉及的留空", ("标准", "金额", "收费"), "",
             re.compile(r"\d[\d,.]*\s*(?:万)?元|免费|不收费|不收取")),
    Question("how", "怎么办", 120, "带什么材料、分几步", ("程序", "流程", "方式", "材料", "步骤"),
             "six:procedure", re.compile(r"申请|申报|提交|携带|登记|办理")),
    Question("when", "什么时候", 60, "从哪天到哪天、几点到几点", ("时间", "时限", "期限"), "",
             re.compile(r"\d{1,2}月\d{1,2}日|工作日|截止|之前|每[年月周]")),
    Question("where", "到哪里问", 80, "地点、电话、找谁", ("地点", "地址", "电话", "咨询"), "",
             re.compile(r"电话|地址|地点|窗口|咨询|服务中心|服务站")),
)  # fmt: skip
LONGEST_TITLE = 36
LARGEST, SMALLEST, USUAL = 26.0, 16.0, 18.0
"""Points. It is set as large as fits; below the usual size its words should rather be cut."""
SIZES = (26.0, 24.0, 22.0, 20.0, 18.0, 17.0, 16.0)

_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)(?:[^：。，、；]{1,8}：)?")
_ABOUT = re.compile(
    r"^.{0,30}?关于(?:印发|做好|开展|公布)?[《]?(?P<what>.+?)[》]?的?(?:通知|公告|公示|通告)$"
)


def proposal(
    *, title: str, summary: str, text: str, met: Iterable[tuple[str, str]], contact: str
) -> dict[str, str]:
    """What a person may start from: `met` are passages that somebody found for elements (label, passage)."""
    passages = list(met)
    found = {one.key: _answer(one, text, passages) for one in QUESTIONS}
    found["what"] = cut(summary or found["what"], QUESTIONS[0].longest)
    if contact:
        found["where"] = _with_contact(found["where"], contact)
    return {"title": cut(_plain_title(title), LONGEST_TITLE), **found}


def cut(text: str, longest: int) -> str:
    """Whole sentences as far as they fit, else the first words."""
    text = text.strip()
    if len(text) <= longest:
        return text
    kept = ""
    for sentence in _SENTENCE.findall(text):
        if len(kept) + len(sentence) > longest:
            break
        kept += sentence
    return kept.strip() or f"{text[: longest - 1]}…"


def tidy(answers: Mapping[str, str]) -> dict[str, str]:
    """The answers without empty lines and outer blanks, in the order of the questions."""
    keys = ("title", *(one.key for one in QUESTIONS))
    lines = {key: [line.strip() for line in answers.get(key, "").splitlines()] for key in keys}
    return {key: "\n".join(line for line in found if line) for key, found in lines.items()}


def _with_contact(where: str, contact: str) -> str:
    """The telephone always stands there, whatever else does not fit."""
    if contact.split()[-1] in where:
        return where
    room = QUESTIONS[-1].longest - len(contact) - 1
    return f"{cut(where, room)}\n{contact}".strip() if where and room > 10 else contact


def _answer(question: Question, text: str, passages: list[tuple[str, str]]) -> str:
    """A passage found for an element; sums and times must look like one. Else the first such sentence."""
    sure = question.key not in ("how_much", "when")
    for label, passage in passages:
        fits = passage and any(word in label for word in question.words)
        if fits and (sure or question.pattern.search(passage)):
            return _cut(passage, question)
    if question.six and (passage := proposed(question.six, question.words[0], text)):
        return _cut(passage, question)
    found = [one.strip() for one in _SENTENCE.findall(text) if question.pattern.search(one)]
    whole = (one for one in found if one[-1:] in "。！？；")  # cells of a table are no sentences
    return _cut(next(whole, next(iter(found), "")), question)


def _cut(passage: str, question: Question) -> str:
    """Without the number and the heading it had in the text: 一、对象：."""
    return cut(_NUMBERED.sub("", passage.strip()), question.longest)


def _plain_title(title: str) -> str:
    """关于开展2026年春耕补贴申报的通知 → 2026年春耕补贴申报."""
    found = _ABOUT.match("".join(title.split()))
    return found["what"] if found else title
