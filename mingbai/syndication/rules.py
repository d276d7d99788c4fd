"""Names of months and parts, and identifiers that outlive every change of address."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import NAMESPACE_URL, uuid5

from mingbai.lib.clock import CHINA

PER_PART = 40_000
"""Records after which a month is cut; a site map may have 50,000, and those of today are yet to come."""


@dataclass(frozen=True)
class Part:
    """The `number`-th part (from 1) of a month: records numbered from `start` to before `end`."""

    month: date
    number: int
    start: int
    end: int | None
    changed_at: datetime

    @property
    def key(self) -> str:
        """What pages about this month depend on."""
        return f"records/month:{self.month:%Y-%m}"

    @property
    def harvest_path(self) -> str:
        return f"/harvest/{self.month:%Y/%m}{self._tail}.json"

    @property
    def sitemap_path(self) -> str:
        return f"/sitemap-{self.month:%Y-%m}{self._tail}.xml"

    @property
    def _tail(self) -> str:
        return f"-{self.number}" if self.number > 1 else ""


def parts_of(month: date, starts: list[int], changed_at: datetime) -> list[Part]:
    ends = [*starts[1:], None]
    pairs = enumerate(zip(starts, ends, strict=True), 1)
    return [Part(month, number, start, end, changed_at) for number, (start, end) in pairs]


def first_of(year: int, month: int) -> date | None:
    """The first day of that month; None for what is no month."""
    return date(year, month, 1) if 1 <= year <= 9998 and 1 <= month <= 12 else None


def span_of(first_day: date) -> tuple[datetime, datetime]:
    """The month's first moment in China, and the next month's."""
    start = datetime(first_day.year, first_day.month, 1, tzinfo=CHINA)
    return start, datetime(start.year + start.month // 12, start.month % 12 + 1, 1, tzinfo=CHINA)


def identifier(county: str, what: str) -> str:
    """The lasting name of a feed or an entry: by the county's code, so that a new domain changes nothing."""
    return uuid5(NAMESPACE_URL, f"mingbai:{county}:{what}").urn
