"""A second witness for due dates: own holidays, own counting, nothing of the product's engine."""

from collections.abc import Iterable
from datetime import date, timedelta

from mingbai.foi.rules.log import LogEntry

# From the yearly notices of the State Council: first and last day off, and the weekends worked.
OFF = """
2020-01-01 2020-01-01  2020-01-24 2020-02-02  2020-04-04 2020-04-06  2020-05-01 2020-05-05
2020-06-25 2020-06-27  2020-10-01 2020-10-08
2021-01-01 2021-01-03  2021-02-11 2021-02-17  2021-04-03 2021-04-05  2021-05-01 2021-05-05
2021-06-12 2021-06-14  2021-09-19 2021-09-21  2021-10-01 2021-10-07
2022-01-01 2022-01-03  2022-01-31 2022-02-06  2022-04-03 2022-04-05  2022-04-30 2022-05-04
2022-06-03 2022-06-05  2022-09-10 2022-09-12  2022-10-01 2022-10-07
2022-12-31 2023-01-02  2023-01-21 2023-01-27  2023-04-05 2023-04-05  2023-04-29 2023-05-03
2023-06-22 2023-06-24  2023-09-29 2023-10-06
2024-01-01 2024-01-01  2024-02-10 2024-02-17  2024-04-04 2024-04-06  2024-05-01 2024-05-05
2024-06-10 2024-06-10  2024-09-15 2024-09-17  2024-10-01 2024-10-07
2025-01-01 2025-01-01  2025-01-28 2025-02-04  2025-04-04 2025-04-06  2025-05-01 2025-05-05
2025-05-31 2025-06-02  2025-10-01 2025-10-08
2026-01-01 2026-01-03  2026-02-15 2026-02-23  2026-04-04 2026-04-06  2026-05-01 2026-05-05
2026-06-19 2026-06-21  2026-09-25 2026-09-27  2026-10-01 2026-10-07
2027-01-01 2027-01-01
""".split()  # 2027 has no notice yet: New Year's Day is off by law
WORKED = """
2020-01-19 2020-04-26 2020-05-09 2020-06-28 2020-09-27 2020-10-10
2021-02-07 2021-02-20 2021-04-25 2021-05-08 2021-09-18 2021-09-26 2021-10-09
2022-01-29 2022-01-30 2022-04-02 2022-04-24 2022-05-07 2022-10-08 2022-10-09
2023-01-28 2023-01-29 2023-04-23 2023-05-06 2023-06-25 2023-10-07 2023-10-08
2024-02-04 2024-02-18 2024-04-07 2024-04-28 2024-05-11 2024-09-14 2024-09-29 2024-10-12
2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11
2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10
""".split()

ONE = timedelta(days=1)
PAUSING = ("third_party", "co_producer", "other_organ")
CAPPED = ("third_party", "co_producer")


def days_off() -> set[date]:
    found = set()
    for first, last in zip(OFF[::2], OFF[1::2], strict=True):
        day = date.fromisoformat(first)
        while day <= date.fromisoformat(last):
            found.add(day)
            day += ONE
    return found


FREE, MADE_UP = days_off(), {date.fromisoformat(one) for one in WORKED}


def worked(day: date, local: Iterable[date] = ()) -> bool:
    if day in local:
        return False
    return day in MADE_UP or (day.isoweekday() < 6 and day not in FREE)


def nth(start: date, number: int, local: Iterable[date] = ()) -> date:
    while number:
        start += ONE
        number -= worked(start, local)
    return start


def counted(entries: Iterable[LogEntry], today: date, local: Iterable[date] = ()) -> date:
    """The last day of the reply period, day by day."""
    entries = list(entries)
    day = max(one.on for one in entries if one.event in ("received", "clarified", "fee_paid"))
    start = day
    granted = [one.number or 20 for one in entries if one.event == "extended" and one.on >= start]
    left = 20 + sum(granted)
    excluded = _excluded(entries, today, local)
    while left:
        day += ONE
        left -= worked(day, local) and day not in excluded
    until = [one.until for one in entries if one.event == "delayed" and one.until]
    return max([day, *until])


def _excluded(entries: list[LogEntry], today: date, local: Iterable[date]) -> set[date]:
    found = set()
    for who in PAUSING:
        for begun in (one for one in entries if one.event == f"consultation_{who}_start"):
            end = _end(entries, who, begun, today, local)
            found |= {begun.on + ONE * number for number in range(1, (end - begun.on).days + 1)}
    return found


def _end(entries: list[LogEntry], who: str, begun: LogEntry, today: date, local: Iterable[date]) -> date:
    mine = [one for one in entries if one.sequence == begun.sequence]
    stops = [one.on for one in mine if one.event == f"consultation_{who}_stop"]
    receipts = [one.on for one in mine if one.event == f"consultation_{who}_received"]
    runs_out = [nth(one, 15, local) for one in receipts if who in CAPPED]
    return min([*(stops or [today]), *runs_out])
