"""The sheet for the notice board of one village, and the list as a table for those who may read it whole."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.urls import reverse

from mingbai.households.exports.template import filled_template
from mingbai.households.models import HouseholdList, Row
from mingbai.households.queries import cells, opened, short_name, villages_of
from mingbai.households.rules.definitions import Type, View
from mingbai.organisations.models import Organisation
from mingbai.printing.exports import table_sheet_pdf

OBJECT = (
    "对名单有意见的，公示期内可以向村委会或者经办单位提，也可以扫二维码提，可以不留姓名。"
    "收到意见，公示暂停，核查清楚再继续。"
)

OVER = "公示期满，这张名单应当揭下收回，姓名不再公开。"


def board_pdf(
    row: HouseholdList,
    village: Organisation,
    rows: Iterable[Row],
    from_on: date,
    until: date,
    size: str = "A4",
) -> bytes:
    """What may hang in that village: columns and masks of the board view, no other village's households."""
    definition = row.rules.definition
    columns = [one for one in definition.seen(View.BOARD) if one.type != Type.VILLAGE]
    lines = [[number, *cells(one, columns, View.BOARD)] for number, one in enumerate(rows, 1)]
    return table_sheet_pdf(
        title=f"{short_name(village)}{row.title.removeprefix(short_name(row.area))}",
        columns=["序号", *(one.label for one in columns)],
        rows=lines,
        intro=[OBJECT],
        notes=[OVER],
        address=f"{settings.MINGBAI_BASE_URL.rstrip('/')}{reverse('household_list', args=[row.pk])}",
        organisation=row.organisation,
        facts=[("村（社区）", short_name(village)), ("户（行）数", str(len(lines)))],
        from_on=from_on,
        until=until,
        size=size,
        signed_on=from_on,
        scan="手机扫码提意见",
        contact=f"咨询电话：{row.telephone}" if row.telephone else "",
        complaint=f"监督电话：{row.complaints}" if row.complaints else "",
    )


def whole_table(row: HouseholdList, rows: Iterable[Row]) -> bytes:
    """The template with every line in it, sealed columns too: for checking, correcting, importing again."""
    names = [short_name(one) for one in villages_of(row.area)]
    return filled_template(row.rules.definition, names, (opened(one) for one in rows))
