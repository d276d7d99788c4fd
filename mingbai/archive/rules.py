"""How long what is kept, names of files in a package, and the steady bytes of a workbook."""

import io
import re
import tomllib
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

FOR_EVER = 0
OLD = (1980, 1, 1, 0, 0, 0)
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


@dataclass(frozen=True)
class Kind:
    """One row of the table of retention; `years` 0 is for ever."""

    key: str
    name: str
    years: int
    basis: str
    certainty: str
    policy: bool = False
    genres: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def holds(self, *, genre: str, is_policy: bool, title: str) -> bool:
        if self.policy or self.genres or self.words:
            return (
                (self.policy and is_policy) or genre in self.genres or any(one in title for one in self.words)
            )
        return True

    @property
    def term(self) -> str:
        return "永久" if self.years == FOR_EVER else f"{self.years}年"


@cache
def kinds() -> tuple[Kind, ...]:
    """The table as it is shipped."""
    rows = tomllib.loads((files("mingbai.archive") / "data" / "retention.toml").read_text("utf-8"))["kind"]
    return tuple(_kind(**row) for row in rows)


def _kind(*, genres: Sequence[str] = (), words: Sequence[str] = (), **values: Any) -> Kind:
    return Kind(genres=tuple(genres), words=tuple(words), **values)


def kind_of(*, genre: str, is_policy: bool, title: str, table: Sequence[Kind] = ()) -> Kind:
    """The longest of those that apply."""
    rows = [one for one in table or kinds() if one.holds(genre=genre, is_policy=is_policy, title=title)]
    return max(rows, key=lambda one: (one.years == FOR_EVER, one.years))


def keep_until(kind: Kind, archived_on: date, least: date) -> date | None:
    """The last day of its keeping, None for ever; never before `least`."""
    if kind.years == FOR_EVER:
        return None
    year = archived_on.year + kind.years
    try:
        day = archived_on.replace(year=year)
    except ValueError:  # 29 February
        day = date(year, 3, 1)
    return max(day, least)


def longest(days: Sequence[date | None]) -> date | None:
    """Until when all of them are kept; None: for ever, as is what holds nothing."""
    if not days or any(one is None for one in days):
        return None
    return max(one for one in days if one is not None)


def safe(name: str) -> str:
    """An index number as the name of a folder."""
    return re.sub(r"[^0-9A-Za-z._-]+", "_", name).strip("._") or "record"


def steady(workbook: bytes) -> bytes:
    """An .xlsx file without the moment at which it was made, so that the same table gives the same bytes."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in sorted(source.namelist()):
            data = source.read(name)
            if name == "docProps/core.xml":
                data = _TIMES.sub(rb"\g<1>2000-01-01T00:00:00Z\g<2>", data)
            member = zipfile.ZipInfo(name, OLD)
            member.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(member, data)
    return out.getvalue()
