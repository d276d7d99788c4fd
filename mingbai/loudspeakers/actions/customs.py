"""How stations speak, and how abbreviations are read."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from mingbai.accounts.models import User
from mingbai.lib import clock
from mingbai.lib.text import one_line
from mingbai.lib.verdict import require
from mingbai.loudspeakers.actions.airing import MOST_DAYS, checked_times
from mingbai.loudspeakers.actions.recording import refuse
from mingbai.loudspeakers.models import Custom, Reading
from mingbai.loudspeakers.policies import MANAGE, READINGS, may_set, may_set_readings
from mingbai.loudspeakers.rules.scripts import FASTEST, SLOWEST, unspoken
from mingbai.organisations.models import Organisation
from mingbai.organisations.trail import record

MOST_ROWS = 50
MOST_READINGS = 1000


@transaction.atomic
def set_custom(
    *,
    organisation: Organisation,
    greeting: str,
    closing: str,
    per_minute: int,
    table_rows: int,
    times: Sequence[str],
    days: int,
    least_airings: int,
    by: User,
) -> Custom:
    """Decide for an organisation and all below it that decide nothing themselves."""
    require(may_set(by, organisation))
    moments = checked_times(times)
    for name, value, lowest, highest in (
        ("per_minute", per_minute, SLOWEST, FASTEST),
        ("table_rows", table_rows, 1, MOST_ROWS),
        ("days", days, 1, MOST_DAYS),
        ("least_airings", least_airings, 1, days * len(moments)),
    ):
        if not lowest <= value <= highest:
            refuse(name, f"请填 {lowest} 到 {highest}。")
    words = {"greeting": _sentence("greeting", greeting), "closing": _sentence("closing", closing)}
    numbers: dict[str, Any] = {"per_minute": per_minute, "table_rows": table_rows, "days": days}
    row, _ = Custom.objects.update_or_create(
        organisation=organisation,
        defaults={
            **words,
            **numbers,
            "times": moments,
            "least_airings": least_airings,
            "changed_by": by,
            "changed_at": clock.now(),
        },
    )
    record("broadcast.custom", by, row, organisation, MANAGE, **numbers, least_airings=least_airings)
    return row


def _sentence(field: str, text: str) -> str:
    words = one_line(text)
    if not words or len(words) > 100:
        refuse(field, "请写一句话，最多 100 字。")
    return words if words[-1] in "。！：" else f"{words}。"


@transaction.atomic
def set_reading(*, written: str, spoken: str, by: User) -> Reading:
    """Say how an abbreviation is read."""
    require(may_set_readings(by))
    written, spoken = one_line(written), one_line(spoken)
    if not written or len(written) > 40:
        refuse("written", "请填写缩写，最多 40 个字。")
    if not spoken or len(spoken) > 80 or unspoken(spoken):
        refuse("spoken", "请用汉字写出怎么读，最多 80 个字，不用数字和字母。")
    if Reading.objects.exclude(written=written).count() >= MOST_READINGS:
        refuse("written", f"最多 {MOST_READINGS} 条。")
    row, _ = Reading.objects.update_or_create(
        written=written, defaults={"spoken": spoken, "by": by, "at": clock.now()}
    )
    record("broadcast.reading", by, row, None, READINGS, written=written, spoken=spoken)
    return row


@transaction.atomic
def drop_reading(*, reading: Reading, by: User) -> None:
    """Read it again as the product does, or as it is written."""
    require(may_set_readings(by))
    record("broadcast.drop_reading", by, reading, None, READINGS, written=reading.written)
    reading.delete()
