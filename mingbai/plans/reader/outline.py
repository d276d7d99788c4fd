"""The tree of numbered units. Levels come from the order in which styles nest, not from the style alone,

so that a plan that begins with 1. or skips （一） is read too; wrong numbers are placed where they count on.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from mingbai.plans.reader.lines import Grid, Line, Part
from mingbai.plans.reader.marks import RANK, Mark, mark_of

PLAIN = "plain"  # the style of a heading without a number
LONGEST_PLAIN = 25
_AHEAD = 300  # lines looked at to see how a count goes on
_ENDINGS = "。；;：:，,、！？）)〕]】"


@dataclass(slots=True)
class Node:
    """One unit: `line` as printed (number and all), `body` what stands below it before any sub-unit."""

    mark: Mark | None = None
    line: str = ""
    heading: str = ""
    body: list[Line | Grid] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)


@dataclass(slots=True)
class _Level:
    node: Node
    style: str
    number: int
    shape: str
    depth: int = 0


def outline(parts: Sequence[Part]) -> Node:
    """The root; its body is what stands before the first number."""
    marks = [mark_of(part.text) if isinstance(part, Line) else None for part in parts]
    root, stack = Node(), list[_Level]()
    seen: dict[str, _Level] = {}
    for at, part in enumerate(parts):
        mark = marks[at]
        here = stack[-1].node if stack else root
        if isinstance(part, Grid):
            here.body.append(part)
        elif mark is not None:
            later = [found for found in marks[at + 1 : at + _AHEAD] if found]
            depth, style = _place(mark, stack, later, seen.get(mark.style))
            _push(Node(mark, part.text), depth, style, stack, root)
            seen[style] = replace(stack[-1], depth=depth)
        elif part.outline is not None or _is_plain_heading(part, at, parts, marks, stack):
            following = next((found for found in marks[at + 1 : at + _AHEAD] if found), None)
            depth = _plain_depth(stack, following, part.outline)
            style = PLAIN if part.outline is None else f"outline{part.outline}"
            _push(Node(None, part.text, part.text.rstrip("：:")), depth, style, stack, root)
        else:
            here.body.append(part)
    return root


def _push(node: Node, depth: int, style: str, stack: list[_Level], root: Node) -> None:
    del stack[depth:]
    (stack[-1].node if stack else root).children.append(node)
    mark = node.mark
    stack.append(_Level(node, style, mark.number if mark else 0, mark.shape if mark else ""))


def _place(mark: Mark, stack: list[_Level], later: Sequence[Mark], before: _Level | None) -> tuple[int, str]:
    """The depth of a number and the style of that level; `before` is the last number of its style."""
    alike = [depth for depth, level in enumerate(stack) if level.style == mark.style]
    exact = [depth for depth in alike if stack[depth].shape == mark.shape] if mark.number == 1 else []
    same = max(exact or alike, default=None)
    if same is not None and stack[same].number + 1 == mark.number:
        return same, mark.style
    if mark.number > 1:
        counting_on = _counting_on(mark, stack, later)
        # 第三条 below 第二章, after 第二条 below 第一章: articles are counted through, perhaps with a gap.
        through = same is None and before is not None and before.number < mark.number
        if before and through and (counting_on is None or not _begins_below(later, stack, counting_on)):
            return min(before.depth, len(stack)), mark.style
        if counting_on is not None:
            return counting_on, stack[counting_on].style
    if same is not None:
        nested = mark.number == 1 and stack[same].shape != mark.shape and same == len(stack) - 1
        return (same + 1 if nested else same), mark.style
    return _below(mark, stack, later), mark.style


def _counting_on(mark: Mark, stack: list[_Level], later: Sequence[Mark]) -> int | None:
    """The level whose count a number of another style continues: 4、 after 三、, 2. after （1）.

    Two may fit; then what follows decides: a level that begins anew lies below the number.
    """
    fits = [depth for depth, level in enumerate(stack) if level.number + 1 == mark.number and level.number]
    if len(fits) > 1 and later and later[0].number == 1:
        above = [depth for depth in fits if stack[depth].style != later[0].style]
        restarted = [depth for depth, level in enumerate(stack) if level.style == later[0].style]
        above = [depth for depth in above if not restarted or depth < restarted[0]] or above
        return above[-1] if above else fits[-1]
    return fits[-1] if fits else None


def _begins_below(later: Sequence[Mark], stack: list[_Level], depth: int) -> bool:
    """The next number begins anew a level that is open below `depth`."""
    following = later[0] if later else None
    return bool(
        following
        and following.number == 1
        and following.style in [level.style for level in stack[depth + 1 :]]
    )


def _below(mark: Mark, stack: list[_Level], later: Sequence[Mark]) -> int:
    """A style not open now goes below all that is open, unless it ranks higher and they are finished."""
    depth = len(stack)
    while depth and _ranks_above(mark.style, stack[depth - 1]) and not _resumes(stack[depth - 1], later):
        depth -= 1
    return depth


def _ranks_above(style: str, level: _Level) -> bool:
    return level.style in RANK and RANK[style] < RANK[level.style]


def _resumes(level: _Level, later: Sequence[Mark]) -> bool:
    return any(mark.style == level.style and mark.number == level.number + 1 for mark in later)


def _is_plain_heading(
    line: Line, at: int, parts: Sequence[Part], marks: Sequence[Mark | None], stack: list[_Level]
) -> bool:
    """A short line without number or stop, before a count that begins anew."""
    following = marks[at + 1] if at + 1 < len(marks) else None
    return (
        following is not None
        and following.number == 1
        and len(line.text) <= LONGEST_PLAIN
        and line.text[-1] not in _ENDINGS
        and "。" not in line.text
        and (not stack or any(level.style in (following.style, PLAIN) for level in stack))
    )


def _plain_depth(stack: list[_Level], following: Mark | None, outline: int | None) -> int:
    """Beside the last heading of its kind, above the count that begins anew, else below everything."""
    style = PLAIN if outline is None else f"outline{outline}"
    for depth, level in enumerate(stack):
        if level.style == style or (outline is not None and _deeper_outline(level, outline)):
            return depth
        if following is not None and following.number == 1 and level.style == following.style:
            return depth
    return len(stack)


def _deeper_outline(level: _Level, outline: int) -> bool:
    return level.style.startswith("outline") and int(level.style.removeprefix("outline")) > outline
