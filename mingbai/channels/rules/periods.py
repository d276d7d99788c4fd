"""How long something must hang at least, and until when a change must have reached every channel."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from mingbai.timelimits.phrases import Kind, Phrase
from mingbai.timelimits.rules import Calendar, LimitValue, Unit, due


def least_until(posted_on: date, usual: LimitValue, phrases: Iterable[Phrase], calendar: Calendar) -> date:
    """The last day on which it must still hang: as the catalogue says (公示7个工作日), else as usual.

    Where a row names several terms the longest counts. 《民法典》第二百零一条：开始的当日不计入。
    """
    own = [one for one in phrases if one.kind == Kind.POSTED and one.number and one.unit]
    limits = [replace(usual, number=one.number, unit=Unit(one.unit)) for one in own] or [usual]
    return max(due(limit, posted_on, calendar).due for limit in limits)
