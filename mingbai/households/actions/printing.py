"""What leaves the system on paper or as a file, each time with an event."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.channels.actions import plan
from mingbai.channels.models import Posting
from mingbai.channels.queries import open_places
from mingbai.channels.states import Channel, PlaceKind
from mingbai.households.actions.recording import locked
from mingbai.households.exports.boards import board_pdf, whole_table
from mingbai.households.models import HouseholdList
from mingbai.households.policies import READ, may_plan, may_print_sheet, may_read
from mingbai.households.queries import rows_of, standing_of, villages_of
from mingbai.households.states import State
from mingbai.lib import clock
from mingbai.lib.verdict import Denied, require
from mingbai.organisations.models import Organisation
from mingbai.organisations.trail import record


@transaction.atomic
def print_sheet(*, row: HouseholdList, village: Organisation, by: User, size: str = "A4") -> bytes:
    """The sheet of one village: kept nowhere, and refused once names must be gone."""
    now = locked(row)
    standing = standing_of(_as_posted_today(now))
    require(may_print_sheet(by, now, standing.shown))
    rows = list(rows_of(now, village))
    if not rows:
        raise ValidationError("这个村没有上名单的人家，不用张贴。")
    assert standing.last is not None
    from_on: date = now.posted_on or clock.today()
    data = board_pdf(now, village, rows, from_on, standing.last, size)
    record("household.sheet", by, now, now.organisation, READ, village=village.code, rows=len(rows))
    return data


def _as_posted_today(now: HouseholdList) -> HouseholdList:
    """What is approved is printed as if it were hung today."""
    if now.state != State.APPROVED:
        return now
    return HouseholdList(
        pk=now.pk, area=now.area, rules=now.rules, posted_on=clock.today(), state=State.POSTED
    )


@transaction.atomic
def export_rows(*, row: HouseholdList, by: User) -> bytes:
    """The whole list with every column, for those who may read it."""
    require(may_read(by, row))
    if row.erased_at is not None:
        raise Denied("明细已经按规定清除，只剩合计数。")
    count = row.rows.count()
    data = whole_table(row, rows_of(row).order_by("number"))
    record("household.export", by, row, row.organisation, READ, rows=count)
    return data


@transaction.atomic
def plan_boards(*, row: HouseholdList, by: User) -> list[Posting]:
    """A posting on the board of every village with households on it, of the record of the sums."""
    now = locked(row)
    require(may_plan(by, now))
    assert now.information is not None
    last, made = standing_of(now).last, []
    listed = set(now.rows.values_list("village", flat=True))
    for village in villages_of(now.area):
        if village.pk not in listed:
            continue
        for place in open_places(village).filter(kind=PlaceKind.BOARD, organisation=village):
            try:
                with transaction.atomic():
                    made.append(
                        plan(
                            information=now.information, channel=Channel.BOARD, by=by, place=place, until=last
                        )
                    )
            except ValidationError:  # it hangs there already
                continue
    if not made:
        raise ValidationError("没有可以安排的公示栏：有名单的村还没有登记公示栏，或者都已经安排过。")
    return made
