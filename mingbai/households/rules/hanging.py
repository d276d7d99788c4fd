"""How long a list hangs: the limit, less the days on which an objection had stopped it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from mingbai.timelimits.rules import Calendar, LimitValue
from mingbai.timelimits.rules.days import Result
from mingbai.timelimits.rules.due import due
from mingbai.timelimits.rules.limits import Effect, EventRule, Sense, Unit

STOPPED, RESUMED = "stopped", "resumed"
EVENTS = (
    EventRule(STOPPED, "有异议，暂停公示", Effect.PAUSE),
    EventRule(RESUMED, "异议办结，继续公示", Effect.RESUME),
)


def hangs(
    limit: LimitValue, posted_on: date, pauses: Iterable[tuple[date, date | None]], calendar: Calendar
) -> Result:
    """The last day of the period; estimated while a pause has not ended. Days of a pause do not count."""
    pauses = sorted(pauses, key=lambda one: one[0])
    stopped = [first for first, _ in pauses]
    resumed = [last for _, last in pauses if last is not None]
    happened = {name: days for name, days in ((STOPPED, stopped), (RESUMED, resumed)) if days}
    return due(replace(limit, events=EVENTS), posted_on, calendar, happened)


def serves(limit: LimitValue) -> bool:
    """Whether a list can hang by it: at least so many days."""
    return limit.sense == Sense.AT_LEAST and limit.unit in (Unit.WORKING_DAY, Unit.CALENDAR_DAY)
