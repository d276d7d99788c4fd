"""The paragraphs that close a plan: 各乡镇、各部门要…, unnumbered behind the last unit."""

import re
from dataclasses import dataclass

from mingbai.plans.reader.duty import commands
from mingbai.plans.reader.lines import Line
from mingbai.plans.reader.outline import Node
from mingbai.plans.reader.responsibility import take
from mingbai.plans.reader.titling import Titles
from mingbai.plans.reader.writing import Place

_CLOSING = re.compile(
    r"^(?:请)?(?:各|全[县镇乡市区]|县|镇|乡|市|区|有关|相关|以上|本(?:方案|要点|通知|办法|计划))"
)


@dataclass(frozen=True, slots=True)
class Closing:
    """The paragraphs that close the plan stand behind its last unit `node`, from the `kept`th on."""

    node: Node
    kept: int
    section: Node

    def place(self, titles: Titles) -> Place:
        mark = self.section.mark
        heading, _ = titles.split(self.section, mark.rest if mark else self.section.heading)
        return Place(mark.printed if mark else "", (heading,) if heading else ())


def closing_of(root: Node, titles: Titles) -> Closing | None:
    """Whether the last unit, alone among its neighbours, runs on with 各乡镇、各部门要…."""
    if not root.children or not root.children[-1].children:
        return None
    node, siblings = root.children[-1], root.children
    while node.children:
        siblings, node = node.children, node.children[-1]
    lines, kept = texts(node), _own_paragraphs(node, titles)
    runs_on = any(len(texts(one)) > _own_paragraphs(one, titles) for one in siblings[:-1])
    if len(siblings) < 2 or runs_on or len(lines) <= kept:
        return None
    if not (_CLOSING.match(lines[kept]) and commands(lines[kept])):
        return None
    return Closing(node, kept, root.children[-1])


def _own_paragraphs(node: Node, titles: Titles) -> int:
    """How many paragraphs below its line a unit of one paragraph has: none when its line runs on."""
    rest = take(node.mark.rest)[0] if node.mark else node.heading
    heading, follows = titles.split(node, rest)
    return 0 if follows or not heading or node.children else 1


def texts(node: Node) -> list[str]:
    """The lines below a unit's own."""
    return [part.text for part in node.body if isinstance(part, Line)]
