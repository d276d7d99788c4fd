"""Years, months and days of publication in China, as archives are divided by them."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from mingbai.lib.clock import CHINA

MOST_LINES = 200
"""More records than this are not one page of an archive, but several."""


@dataclass(frozen=True, order=True)
class Span:
    """A year; with `month` a month of it; with `day` one day. ValueError for a day that is none."""

    year: int
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        date(self.year, self.month or 1, self.day or 1)

    @property
    def first(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        if self.day:
            return self.first
        month = self.month or 12
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def since(self) -> datetime:
        """The first moment."""
        return datetime.combine(self.first, time(), CHINA)

    @property
    def until(self) -> datetime:
        """The moment right after the last."""
        return datetime.combine(self.last + timedelta(days=1), time(), CHINA)

    @property
    def parts(self) -> list["Span"]:
        """The months of a year, the days of a month; a day has none."""
        if self.day:
            return []
        if self.month:
            return [Span(self.year, self.month, day) for day in range(1, self.last.day + 1)]
        return [Span(self.year, month) for month in range(1, 13)]

    @property
    def path(self) -> str:
        """The end of its address, such as 2026/11/02/."""
        return "".join(
            [f"{self.year}/", f"{self.month:02}/" * bool(self.month), f"{self.day:02}/" * bool(self.day)]
        )

    @property
    def key(self) -> str:
        """How pages that show it name it as what they depend on."""
        if self.day:
            return f"day:{self.first}"
        return f"month:{self.year}-{self.month:02}" if self.month else f"year:{self.year}"

    @property
    def above(self) -> "Span | None":
        if self.day:
            return Span(self.year, self.month)
        return Span(self.year) if self.month else None

    @property
    def label(self) -> str:
        return "".join(
            [f"{self.year}年", f"{self.month}月" * bool(self.month), f"{self.day}日" * bool(self.day)]
        )


def years(first: int, last: int) -> list[Span]:
    """The newest first."""
    return [Span(year) for year in range(last, first - 1, -1)]
