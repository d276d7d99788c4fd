"""Who leads and who supports, out of 〔…牵头落实，…配合〕, 责任单位：… and what else is printed.

If anybody is 牵头, those lead and all others support; if nobody is, those who 负责 lead. 配合 supports.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mingbai.plans.reader import deadlines, frequencies, units
from mingbai.plans.reader.units import CLOSING, OPENING

LEAD, CHARGE, SUPPORT = "lead", "charge", "support"
Group = tuple[str, tuple[str, ...]]  # the part units play, and the units


@dataclass(frozen=True, slots=True)
class Responsibility:
    """Units as printed; empty for none. `limits` are words found behind 完成时限：."""

    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.lead or self.support)


_WHO = r"(?:单位|部门|科室|处室|股室|机关|主体|机构|乡镇|站所|党组织)"
_LABEL = re.compile(
    rf"(?P<lead>(?:主要|共同)?(?:牵头|主办|主责|主管|首要责任)(?:责任)?(?:落实)?{_WHO}|牵头)\s*(?:[:：]|(?<=[位门])\s+)"
    rf"|(?P<support>(?:主要)?(?:配合|协办|协助|参与|参加|协同|协作|会办)(?:责任)?{_WHO}|配合)\s*(?:[:：]|(?<=[位门])\s+)"
    rf"|(?P<charge>(?:责任|承办|落实|实施|负责|组织|执行|完成|联合){_WHO}(?:及责任人)?|责任分工|负责人单位)\s*(?:[:：]|(?<=[位门])\s+)"
    r"|(?P<limit>(?:计划|要求)?(?:完成|办结|整改|落实|推进|公开|实施|工作|时间)?(?:时限|时间|期限|时间节点|进度)(?:要求|安排)?)\s*[:：]"
    r"|(?P<other>(?:责任|分管|牵头|包抓|联系|主管|县级|负责)?(?:领导|责任人|联系人|负责人)|联系电话|备注)\s*[:：]"
)
_DIVISION = (
    r"(?:按照?|根据|依据|依|结合)(?:各自|工作|部门|本部门|自身|相关|有关|的|业务)*"
    r"(?:职责|职能|分工|权限|任务)+(?:分工|范围)?"
)
_LEADS = r"(?:总|主)?牵头(?:负责|落实|组织|办理|实施|推进|抓好|做好|总负责)*"
_PLAIN_ROLE = r"(?:负责|落实|承办|主办|实施|办理|承担|配合|协办|协助|参与|参加|协同|支持|抓好)"
_ROLE = re.compile(
    rf"(?:[，,]?\s*{_DIVISION})?[，,]?(?:分别|共同|具体|联合|积极|密切|统一|全力|各自|予以|组织|抓好|同|为主|主要)*"
    rf"(?:{_LEADS}|{_PLAIN_ROLE}+(?:组织实施|抓好)?(?:相关|有关|此项|该项)?(?:工作|推进|抓好|到位)?(?=[，,、；;。）)\s\n]|$))"
    rf"|[，,]?\s*{_DIVISION}(?=[，,、；;。）)\s\n]|$)"
)
_JOINED = re.compile(r"(?<=[\u4e00-\u9fff）)])会同(?=[\u4e00-\u9fff])")
_MENTION = re.compile(rf"牵头|负责|配合|{_WHO}\s*[:：]|落实|承办|协办|参与|{_DIVISION}")
_LONGEST = 400
_LONGEST_NAME = 40
_BARE_LABEL = re.compile(r"(?:^|[。；;\n])\s*(?=" + _LABEL.pattern.replace("?P<", "?P<x_") + ")")


def take(text: str) -> tuple[str, Responsibility]:
    """The text without its responsibility passages, and who they name."""
    groups: list[Group] = []
    limits: list[str] = []
    kept = text
    for start, end in reversed(_brackets(text)):
        content = _content(text, start, end)
        found = parse(content) if _MENTION.search(content) else _bare(text, end, content)
        if found is None:
            continue
        groups, limits = found[0] + groups, found[1] + limits
        kept = kept[:start] + kept[end:]
    kept, more, until = _labelled(kept)
    groups, limits = groups + more, limits + until
    if not groups:
        kept, groups = _last_sentence(kept)
    return kept.strip(), decide(groups, limits)


def decide(groups: Iterable[Group], limits: Sequence[str] = ()) -> Responsibility:
    """Units by the part they play, told apart by the rule above."""
    by = {
        role: [unit for part, found in groups for unit in found if part == role]
        for role in (LEAD, CHARGE, SUPPORT)
    }
    lead = by[LEAD] or by[CHARGE]
    support = by[CHARGE] + by[SUPPORT] if by[LEAD] else by[SUPPORT]
    named = dict.fromkeys(lead)
    return Responsibility(
        tuple(named), tuple(dict.fromkeys(u for u in support if u not in named)), tuple(limits)
    )


def parse(content: str) -> tuple[list[Group], list[str]] | None:
    """Groups and limits out of a bracket's content; None when it names nobody."""
    groups: list[Group] = []
    limits: list[str] = []
    labels = list(_LABEL.finditer(content))
    for at, label in enumerate(labels):
        end = labels[at + 1].start() if at + 1 < len(labels) else len(content)
        value = content[label.end() : end].strip(" ，,；;。\n")
        role = label.lastgroup or ""
        if role == "limit":
            limits.append(value)
        elif role != "other":
            groups += _by_role(value) or [(role, units.split(value))]
    if not labels or labels[0].start() > 1:
        groups = _by_role(content[: labels[0].start()] if labels else content) + groups
    groups = [(role, found) for role, found in groups if found]
    limits += _terms(content) if groups and not limits else []
    return (groups, limits) if groups or limits else None


def _terms(content: str) -> list[str]:
    """甲局牵头，11月底前完成: a term that stands among the units."""
    pieces = re.split(r"[，,；;]", content)
    return [piece.strip() for piece in pieces if deadlines.find(piece, None) or frequencies.find(piece)]


def _by_role(content: str) -> list[Group]:
    """A、B牵头，C会同D负责落实: the units stand before the word for their part."""
    groups: list[Group] = []
    start = 0
    for found in _ROLE.finditer(content):
        named = content[start : found.start()]
        start = found.end()
        with_them = _JOINED.split(named)
        first, *others = with_them
        if found[0] and (listed := units.split(first)):
            groups.append((_part(found[0], first), listed))
        groups += [(SUPPORT, units.split(other)) for other in others]
    return groups


def _part(role: str, named: str) -> str:
    if named.strip(" ，,、").startswith("会同"):
        return SUPPORT
    if "牵头" in role or "主办" in role:
        return LEAD
    return SUPPORT if re.search(r"配合|协办|协助|参与|参加|协同|支持", role) else CHARGE


def _brackets(text: str) -> list[tuple[int, int]]:
    """Outermost brackets of any shape; one left open at the end runs to the end of its line."""
    found: list[tuple[int, int]] = []
    depth, start = 0, 0
    for at, sign in enumerate(text):
        if sign in OPENING:
            start = at if depth == 0 else start
            depth += 1
        elif sign in CLOSING and depth:
            depth -= 1
            if depth == 0:
                found.append((start, at + 1))
        elif sign == "\n":
            if depth and _MENTION.search(text[start:at]):
                found.append((start, at))
            depth = 0
    if depth and _MENTION.search(text[start:]):
        found.append((start, len(text)))
    return [(start, end) for start, end in found if end - start <= _LONGEST]


def _content(text: str, start: int, end: int) -> str:
    return text[start + 1 : end - (text[end - 1] in CLOSING)]


def _bare(text: str, end: int, content: str) -> tuple[list[Group], list[str]] | None:
    """（县财政局、县审计局） at the end: nothing but units."""
    before = text[: end - len(content) - 2].rstrip()
    if text[end:].strip(" 。；;\n"):
        return None
    named = units.all_plain(content)
    if len(named) == 1 and not before.endswith(("。", "；", ";")):  # 政务大厅（服务中心） is an alias
        return None
    return ([(CHARGE, named)], []) if named else None


def _labelled(text: str) -> tuple[str, list[Group], list[str]]:
    """责任单位：… without a bracket, at the start of a line or sentence, up to the end of the line."""
    groups: list[Group] = []
    limits: list[str] = []
    kept: list[str] = []
    for line in text.split("\n"):
        first = _LABEL.match(line.strip())
        if first and first.lastgroup == "other" and len(line) <= _LONGEST_NAME:  # 责任领导：某某
            continue
        start = _BARE_LABEL.search(line)
        found = parse(line[start.end() :]) if start and len(line) - start.end() <= _LONGEST else None
        if start and found:
            groups, limits = groups + found[0], limits + found[1]
            line = line[: start.end()]
        kept.append(line)
    return "\n".join(kept).strip(), groups, limits


def _last_sentence(text: str) -> tuple[str, list[Group]]:
    """由县政府办牵头，各部门配合。 as the last sentence, when it holds nothing but units and their parts."""
    body = text.rstrip(" 。；;\n")
    start = max(body.rfind(stop) for stop in "。；;\n") + 1
    sentence = body[start:].strip()
    if not start or len(sentence) > _LONGEST or not _MENTION.search(sentence):
        return text, []
    named = _ROLE.split(sentence)
    if named[-1].strip(" 。") or not all(units.all_plain(part) for part in named[:-1] if part.strip(" ，,")):
        return text, []
    groups = _by_role(sentence)
    return (body[:start], groups) if groups else (text, [])
