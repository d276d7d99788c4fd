"""Up on the notice board, closed, corrected, and out on the web."""

from datetime import date, timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.catalogue.models import CatalogueItem, Genre, Theme
from mingbai.disclosures import actions as disclosures
from mingbai.disclosures.models import Information, Openness, Standing
from mingbai.disclosures.states import Stage
from mingbai.lib import clock
from mingbai.lib.text import one_line
from mingbai.lib.verdict import require
from mingbai.villages import queries
from mingbai.villages.actions.recording import held, record, refuse, refuse_personal_data, right_of
from mingbai.villages.actions.signing import add_proof
from mingbai.villages.exports import as_html
from mingbai.villages.followers import tell
from mingbai.villages.models import MonthlyClose
from mingbai.villages.policies import may_close, may_correct, may_make_record, may_post
from mingbai.villages.states import PUBLIC, ProofKind, State

FIELD = "cunwugongkai"


@transaction.atomic
def post(
    *,
    sheet: MonthlyClose,
    by: User,
    posted_on: date,
    photo: UploadedFile,
    posted_until: date | None = None,
    place: str = "",
) -> MonthlyClose:
    """The signed sheet hangs on the notice board from `posted_on`; None hangs it for the least time."""
    require(may_post(by, sheet))
    row = held(sheet)
    require(may_post(by, row))
    regime = queries.regime_of(row.organisation, row.starts_on)
    signed_on = max(one.signed_on for one in row.signatures.filter(void_at=None))
    if posted_on > clock.today() or posted_on < signed_on:
        refuse("posted_on", f"张贴日期应当在最后签字的 {signed_on} 到今天之间。")
    least = regime.shortest_until(posted_on)
    if posted_until is not None and posted_until < least:
        refuse("posted_until", f"至少要张贴 {regime.posting_days} 天，张贴当天不算，最早到 {least}。")
    add_proof(sheet=row, kind=ProofKind.POSTED_PHOTO, photo=photo, by=by)
    row.state, row.posted_on, row.posted_until = State.POSTED, posted_on, posted_until or least
    row.posted_place = one_line(place)[:100]
    row.save()
    record("village.post", by, row, row.organisation, posted_on=posted_on, posted_until=row.posted_until)
    tell(row)
    sheet.refresh_from_db()
    return row


@transaction.atomic
def close(*, sheet: MonthlyClose, by: User) -> MonthlyClose:
    """End the period: it hung long enough and everything villagers said is answered."""
    require(may_close(by, sheet))
    row = held(sheet)
    require(may_close(by, row))
    if row.posted_until and clock.today() <= row.posted_until:
        refuse(
            "__all__", f"公示到 {row.posted_until} 为止，{row.posted_until + timedelta(days=1)} 起才能办结。"
        )
    count = queries.open_objections(row.organisation, row.period_key).count()
    if count:
        refuse("__all__", f"还有 {count} 条村民异议没有答复，答复以后才能办结。")
    row.state, row.closed_on = State.CLOSED, clock.today()
    row.save()
    record("village.close", by, row, row.organisation, after=row.digest)
    tell(row)
    sheet.refresh_from_db()
    return row


@transaction.atomic
def correct(*, sheet: MonthlyClose, by: User, reason: str) -> MonthlyClose:
    """Begin a new version of a posted sheet; the old one stays as villagers saw it."""
    require(may_correct(by, sheet))
    row = held(sheet)
    require(may_correct(by, row))
    reason = one_line(reason)[:300]
    if not reason:
        refuse("reason", "请写明更正什么、为什么更正。")
    refuse_personal_data("reason", [reason], row.organisation)
    MonthlyClose.objects.filter(pk=row.pk).update(state=State.REOPENED)
    row.state = State.REOPENED
    tell(row)
    made = MonthlyClose.objects.create(
        organisation=row.organisation,
        period_key=row.period_key,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        version=row.version + 1,
        opening=row.opening,
        closing=row.closing,
        lines=row.lines,
        note=row.note,
        digest=row.digest,
        correction_reason=reason,
        information=row.information,
        created_by=by,
        created_at=clock.now(),
    )
    place = row.organisation
    record("village.correct", by, made, place, right_of(by, place), before=row.digest, version=made.version)
    sheet.refresh_from_db()
    return made


@transaction.atomic
def make_record(*, sheet: MonthlyClose, by: User) -> Information:
    """The sheet as a draft that takes the ordinary way of review and publishing.

    A corrected sheet corrects the record of the version before.
    """
    require(may_make_record(by, sheet))
    row = held(sheet)
    require(may_make_record(by, row))
    if row.state not in PUBLIC:
        refuse("__all__", "张贴以后才能生成网上公开的稿件。")
    content = {"title": f"{row.organisation}{row.period.label}村务公开", "body": as_html(row)}
    old = row.information
    if old is not None and old.stage != Stage.DISCARDED:
        base = old.latest_revision_id
        made = disclosures.edit(information=old, by=by, base=base, **content)
    else:
        made = disclosures.create(organisation=row.organisation, by=by, **content, **_usual(row))
    MonthlyClose.objects.filter(pk=row.pk).update(information=made.pk)
    record("village.record", by, row, row.organisation, "record.create", index_number=made.index_number)
    sheet.refresh_from_db()
    return made


def _usual(row: MonthlyClose) -> dict[str, object]:
    """What such a record usually has; the clerk may change each of them."""
    items = CatalogueItem.objects.filter(field=FIELD, active=True)
    return {
        "written_on": row.posted_on,
        "openness": Openness.PROACTIVE,
        "standing": Standing.PERIODIC,
        "keywords": ["村务公开", "村级财务"],
        "summary": f"{row.organisation}{row.period.label}收支、公开事项和低保补贴合计。",
        "theme": Theme.objects.filter(parent=None, name__contains="财政").first(),
        "genre": Genre.objects.filter(name="统计与财务数据").first(),
        "catalogue_item": items.filter(level2__contains="财务").first(),
    }
