"""What villagers say about a period, and what came of it."""

from datetime import date

from django.db import transaction

from mingbai.accounts.models import User
from mingbai.lib import clock
from mingbai.lib.text import one_line, storable
from mingbai.lib.verdict import require
from mingbai.organisations.models import Organisation
from mingbai.timelimits.periods import Period, of_key
from mingbai.villages import queries
from mingbai.villages.actions.publishing import correct
from mingbai.villages.actions.recording import record, refuse, refuse_personal_data, right_of
from mingbai.villages.models import Objection
from mingbai.villages.policies import may_answer, may_look_after
from mingbai.villages.states import PUBLIC, ObjectionKind, Result

MOST = 2000


@transaction.atomic
def raise_objection(
    *,
    village: Organisation,
    period_key: str,
    kind: str,
    text: str,
    raised_on: date,
    by: User,
    name: str = "",
) -> Objection:
    """Enter what a villager said, by word of mouth, letter or telephone; the name may be left out."""
    require(may_look_after(by, village))
    period, text = _period(period_key), storable(text).strip()
    if not text or len(text) > MOST:
        refuse("text", f"请写明反映了什么，最多 {MOST} 字。")
    refuse_personal_data("text", [text], village)
    if raised_on > clock.today() or raised_on < period.start:
        refuse("raised_on", f"日期应当在 {period.start} 到今天之间。")
    sheet = queries.current(village, period.key)
    seen = village.village_sheets.filter(period_key=period.key, posted_on__isnull=False).exists()
    if not seen and kind != ObjectionKind.LATE:
        refuse("kind", f"{period.label}还没有张贴，只能登记“{ObjectionKind.LATE.label}”。")
    if seen and kind == ObjectionKind.LATE and sheet is not None and sheet.state in PUBLIC:
        refuse("kind", f"{period.label}已经张贴公布，请选择另外两种。")
    made = Objection.objects.create(
        organisation=village,
        period_key=period.key,
        sheet=sheet,
        kind=kind,
        text=text,
        raised_on=raised_on,
        name=one_line(name)[:50],
        entered_by=by,
        entered_at=clock.now(),
    )
    record("village.objection", by, made, village, right_of(by, village), kind=kind)
    return made


@transaction.atomic
def answer_objection(*, objection: Objection, result: str, answer: str, by: User) -> Objection:
    """Say what came of it. "Corrected" begins a new version of the sheet at once."""
    require(may_answer(by, objection))
    row = (
        Objection.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=objection.pk)
    )
    if row.answered_on is not None:
        refuse("__all__", "这一条已经答复过了，请刷新页面。")
    answer = storable(answer).strip()
    if not answer or len(answer) > MOST:
        refuse("answer", f"请写明怎么核实、怎么答复的，最多 {MOST} 字。")
    if row.kind == ObjectionKind.LATE and result == Result.CORRECTED:
        refuse("result", "反映没有及时公布的，没有表可以更正，请选择其他结果。")
    row.result, row.answer = result, answer
    row.answered_on, row.answered_by = clock.today(), by
    row.save()
    village = row.organisation
    record("village.answer", by, row, village, right_of(by, village), result=result)
    sheet = queries.current(village, row.period_key)
    if result == Result.CORRECTED and sheet is not None and sheet.state in PUBLIC:
        correct(sheet=sheet, by=by, reason="村民反映情况属实，更正后重新公布")
    objection.refresh_from_db()
    return row


def _period(key: str) -> Period:
    try:
        return of_key(key)
    except ValueError:
        refuse("period_key", "没有看懂是哪一期，请从列表里选择。")
