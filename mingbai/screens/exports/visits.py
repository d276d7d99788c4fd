"""The log of reading places as rows of a table."""

from collections.abc import Iterable, Iterator

from mingbai.screens.models import Visit

TITLES = ("日期", "查阅点", "类别", "管理单位", "接待人数", "主要查什么", "登记人")


def rows_of(visits: Iterable[Visit]) -> Iterator[list[str | int]]:
    for one in visits:
        place = one.place
        kind = place.get_kind_display()
        yield [
            one.on.isoformat(), place.name, kind, place.organisation.name, one.visitors, one.asked,
            str(one.entered_by),
        ]  # fmt: skip
