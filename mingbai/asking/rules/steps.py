"""The questions in their order, one page each, and where an answer leads."""

from collections.abc import Iterable
from typing import NamedTuple


class Step(NamedTuple):
    """`name` is the address; headings are what the page asks a person, an organisation, a correction."""

    name: str
    heading: str
    for_organisation: str = ""
    for_correction: str = ""


STEPS: tuple[Step, ...] = (
    Step("organ", "您向哪个单位申请？"),
    Step("kind", "您要办什么？"),
    Step("who", "谁来申请？"),
    Step("name", "您叫什么名字？", for_organisation="单位叫什么名字？"),
    Step("identity", "怎样证明您的身份？", for_organisation="怎样证明单位的身份？"),
    Step("what", "您要哪份政府信息？", for_correction="哪条记录不对？应当是什么？"),
    Step("how", "您想怎样得到它？", for_correction="结果怎样告诉您？"),
    Step("contact", "怎样联系您？"),
    Step("others", "还有别人和您一起申请吗？"),
)
NAMES = tuple(step.name for step in STEPS)
CHECK = "check"


def step_named(name: str) -> Step:
    return STEPS[NAMES.index(name)]


def before(name: str) -> str:
    """The question before this one; "" before the first."""
    place = NAMES.index(name)
    return NAMES[place - 1] if place else ""


def after(name: str, unanswered: Iterable[str]) -> str:
    """Where an answer leads: the next question without an answer, then any, then to check all answers."""
    open_ = set(unanswered) - {name}
    place = NAMES.index(name) + 1
    for one in (*NAMES[place:], *NAMES[:place]):
        if one in open_:
            return one
    return CHECK
