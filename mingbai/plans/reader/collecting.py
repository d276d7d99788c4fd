"""Walks the tree of units and drafts the tasks: the lowest units that ask somebody to do something."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from mingbai.plans.reader.closing import Closing, closing_of, texts
from mingbai.plans.reader.deadlines import find as find_deadlines
from mingbai.plans.reader.duty import asks, commands
from mingbai.plans.reader.frequencies import find as find_frequencies
from mingbai.plans.reader.grids import drafts_of
from mingbai.plans.reader.lines import Grid, Line
from mingbai.plans.reader.outline import Node
from mingbai.plans.reader.quantities import find as find_quantities
from mingbai.plans.reader.responsibility import Responsibility, take
from mingbai.plans.reader.subjects import told
from mingbai.plans.reader.titling import Titles
from mingbai.plans.reader.units import all_plain
from mingbai.plans.reader.writing import NOBODY, Draft, Place

# Sections that say why, not what: only what names a unit or a term is a task there.
_BACKGROUND = re.compile(
    r"指导思想|总体(?:要求|思路|目标)|工作(?:思路|目标|背景)|主要目标|基本情况|^背景|^目的|^适用范围|^(?:重大|重要)?意义$"
)
_PRINCIPLES = re.compile(r"原则$")


@dataclass(frozen=True, slots=True)
class Above:
    """What holds below a heading; `own_heading`: the last of the headings is the unit's own."""

    place: Place = Place()
    background: bool = False
    principles: bool = False
    own_heading: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    """A unit's own line: `rest` behind the number, `follows` behind the heading, and who is named in it."""

    rest: str
    follows: str
    who: Responsibility


class Collector:
    """`report`: a report tells what was done, so its units need no words of command."""

    def __init__(self, titles: Titles, report: bool = False) -> None:
        self._titles = titles
        self._report = report

    def drafts(self, root: Node) -> Iterator[Draft]:
        """In the document's order."""
        yield from self._preamble(root)
        closing = closing_of(root, self._titles)
        for child in root.children:
            yield from self._unit(child, Above(), closing)

    def _preamble(self, root: Node) -> Iterator[Draft]:
        """Before the first number: tables, and lines that bind somebody to a term."""
        for part in root.body:
            if isinstance(part, Grid):
                yield from drafts_of(part, Place())
                continue
            text, who = take(part.text)
            if text and ((who and asks(text)) or (commands(text) and (_measured(text) or not root.children))):
                yield Draft("", (), text, part.text, who)

    def _unit(self, node: Node, above: Above, closing: "Closing | None") -> Iterator[Draft]:
        rest, who = take(node.mark.rest if node.mark else node.heading)
        heading, follows = self._titles.split(node, rest)
        who = who or Responsibility(all_plain(heading) if len(heading) > 2 else ())  # 1.县财政局。公开预算…
        path = _joined(above.place.path, node)
        headings = (*above.place.headings, heading) if heading else above.place.headings
        here = replace(
            above,
            place=Place(path, headings, who or above.place.who),
            background=above.background or _BACKGROUND.search(heading) is not None,
            principles=above.principles or _PRINCIPLES.search(heading) is not None,
            own_heading=bool(heading),
        )
        body = [part for part in node.body if isinstance(part, Line)]
        extra = body[closing.kept :] if closing and closing.node is node else []
        body = body[: len(body) - len(extra)]
        if node.children:
            yield from self._branch(node, body, follows, who, here, closing)
        else:
            yield from self._leaf(node, body, _Line(rest, follows, who), above, here)
        listed = bool(follows or body) and not node.children
        yield from self._grids(node, above if listed else here)
        if closing and extra:
            place = closing.place(self._titles)
            for line in extra:
                yield from self._paragraphs([(line.text, line.text)], Above(place))

    def _branch(
        self,
        node: Node,
        body: list[Line],
        follows: str,
        who: Responsibility,
        here: Above,
        closing: "Closing | None",
    ) -> Iterator[Draft]:
        """The words above sub-units are a task when they bind; their units hold for all below."""
        text, said = take("\n".join(filter(None, (follows, *(line.text for line in body)))))
        own = said or who
        if text and (commands(text) or (said and asks(text))) and self._counts(text, said, here):
            source = "\n".join([*([node.line] if follows else []), *(line.text for line in body)])
            yield Draft(here.place.path, here.place.headings, text, source, own, here.place.who)
        if not own and text.endswith(("：", ":")):  # 由镇纪委牵头，采取以下方式：
            own = told(text)
        shared = _shared(node.children) if not (own or here.place.who) else None
        below = replace(here, place=replace(here.place, who=own or shared or here.place.who))
        for child in node.children:
            yield from self._unit(child, below, closing)

    def _leaf(self, node: Node, body: list[Line], line: _Line, above: Above, here: Above) -> Iterator[Draft]:
        """Its own line, if it says more than a heading, and the paragraphs below."""
        below = [(part.text, part.text) for part in body]
        said = _measured(line.rest) and not line.follows  # 每半年培训一次。 is no heading of what follows
        alone = said or not (line.follows or any(take(text)[0] for _, text in below))
        if alone and not (said or below) and any(isinstance(part, Grid) for part in node.body):
            return
        first = [(node.line, line.rest if alone else line.follows)] if alone or line.follows else []
        headings = above.place.headings if alone else here.place.headings
        place = replace(here.place, headings=headings, who=above.place.who)
        yield from self._paragraphs(
            [*first, *below], replace(here, place=place, own_heading=here.own_heading and not alone), line.who
        )

    def _paragraphs(
        self, paragraphs: list[tuple[str, str]], here: Above, who: Responsibility = NOBODY
    ) -> Iterator[Draft]:
        """One task; several when more than one paragraph names its own units."""
        for group in _grouped([(source, words, *take(words)) for source, words in paragraphs]):
            text, said = take("\n".join(words for _, words, _, _ in group))
            own = said if said or said.limits else who
            if text and self._counts(text, own, here):
                source = "\n".join(printed for printed, *_ in group)
                yield Draft(here.place.path, here.place.headings, text, source, own, here.place.who)

    def _counts(self, text: str, who: Responsibility, here: Above) -> bool:
        """Whether the words are a task where they stand."""
        if who:
            return True
        if here.background:
            return _measured(text) and commands(text)
        if here.principles:
            return commands(text)
        if all_plain(text):  # 考核对象：各镇、各部门
            return False
        if self._report or asks(text) or _measured(text):
            return True
        heading = here.place.headings[-1] if here.place.headings else ""
        return here.own_heading and asks(heading)

    def _grids(self, node: Node, here: Above) -> Iterator[Draft]:
        for part in node.body:
            if isinstance(part, Grid):
                yield from drafts_of(part, here.place)


def _measured(text: str) -> bool:
    """Whether the words set a term, a frequency or a number to reach."""
    return bool(find_deadlines(text, None) or find_frequencies(text) or find_quantities(text))


Spoken = tuple[str, str, str, Responsibility]  # as printed, the words, these without units, who


def _grouped(spoken: list[Spoken]) -> list[list[Spoken]]:
    """Several tasks if more than one paragraph names its units; a bare 责任单位 line belongs to the words
    above it, and so does what stands behind the last."""
    groups: list[list[Spoken]] = []
    for one in spoken:
        if not groups or (one[2] and _who(groups[-1])):
            groups.append([])
        groups[-1].append(one)
    if sum(map(_who, groups)) < 2:
        return [spoken] if spoken else []
    if not _who(groups[-1]):
        groups[-2] += groups.pop()
    return groups


def _who(group: list[Spoken]) -> bool:
    return any(who for *_, who in group)


def _shared(children: list[Node]) -> Responsibility | None:
    """A bare 责任单位 line below the last of several units that name nobody is meant for all of them."""
    last = children[-1]
    lines = [part.text for part in last.body if isinstance(part, Line)]
    if len(children) < 2 or not lines or any(child.children for child in children):
        return None
    text, who = take(lines[-1])
    earlier = any(_names(child.line, *texts(child)) for child in children[:-1])
    return who if who and not text and not earlier and not _names(last.line, *lines[:-1]) else None


def _names(*texts: str) -> bool:
    return any(take(text)[1] for text in texts)


def _joined(path: str, node: Node) -> str:
    """一、（一）1. — 1.1 repeats the number above it."""
    if node.mark is None:
        return path
    if node.mark.style in ("ar_2", "ar_3"):
        head = node.mark.printed.rpartition(".")[0].rstrip(".")
        return path.removesuffix(head + ".").removesuffix(head) + node.mark.printed
    return path + node.mark.printed
