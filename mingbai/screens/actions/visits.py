"""How many came to a reading place in a day."""

from datetime import date

from django.db import IntegrityError, transaction

from mingbai.accounts.models import User
from mingbai.channels.models import Place
from mingbai.ledger.actions import append
from mingbai.lib import clock
from mingbai.lib.text import one_line
from mingbai.lib.verdict import Denied, require
from mingbai.organisations.queries import acting_role
from mingbai.screens.actions.recording import refuse, refuse_personal_data
from mingbai.screens.models import Visit
from mingbai.screens.policies import KEEP, may_enter_visits

MOST = 100_000
LONGEST = 300


@transaction.atomic
def enter_visits(*, place: Place, on: date, visitors: int, by: User, asked: str = "") -> Visit:
    """The day's count and what was asked about; a day that stands there already is put right."""
    require(may_enter_visits(by, place))
    words = one_line(asked)
    _check(place, on, visitors, words)
    row = Visit.objects.select_for_update(of=("self",)).filter(place=place, on=on).first()
    before = str(row.visitors) if row is not None else ""
    row = row or Visit(place=place, on=on)
    row.visitors, row.asked, row.entered_by, row.entered_at = visitors, words, by, clock.now()
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Denied("这一天刚刚有人登记过，请刷新页面再改。") from error
    append(
        verb="visit.enter",
        by=by,
        subject=row,
        organisation=place.organisation,
        role=acting_role(by, KEEP, place.organisation),
        before=before,
        after=str(visitors),
        detail={"on": on.isoformat(), "place": place.code},
    )
    return row


def _check(place: Place, on: date, visitors: int, asked: str) -> None:
    if on > clock.today():
        refuse("on", "日期不能晚于今天。")
    if on < place.opened_on:
        refuse("on", f"这个查阅点 {place.opened_on} 才启用。")
    if not 0 <= visitors <= MOST:
        refuse("visitors", f"人数填 0 到 {MOST}。")
    if len(asked) > LONGEST:
        refuse("asked", f"最多 {LONGEST} 字。")
    refuse_personal_data("asked", [asked], place.organisation)
