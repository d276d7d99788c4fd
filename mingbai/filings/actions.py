"""Asking for filings, filing, acknowledging, sending back, reminding."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse

from mingbai.accounts.models import User
from mingbai.disclosures.models import Information
from mingbai.disclosures.policies import may_read
from mingbai.documents.refusals import Refused
from mingbai.documents.signatures import kind_of
from mingbai.filings.models import Collection, Filing, Kind, ReceiptCounter
from mingbai.filings.policies import FILE, RECEIVE, may_ask, may_close, may_file, may_receive
from mingbai.filings.queries import not_filed
from mingbai.filings.rules import MOST_BYTES, TAKEN, receipt_number
from mingbai.ledger.actions import append
from mingbai.lib import clock, digests
from mingbai.lib.text import file_name, one_line, storable
from mingbai.lib.verdict import Denied, require
from mingbai.notifications.actions import Draft, notify_many
from mingbai.organisations.authorisation import roles_for
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import acting_role, valid_memberships

NOT_STORED = "文件没有存下来。请系统管理员检查存储空间和权限，然后再上传。"


@transaction.atomic
def ask(
    *,
    organisation: Organisation,
    title: str,
    kind: str,
    due_on: date,
    expected: Sequence[Organisation],
    by: User,
    note: str = "",
) -> Collection:
    """Ask organisations to file something by a day (the day itself is in time)."""
    require(may_ask(by, organisation))
    _refuse(
        title=not title.strip() and "请填写名称，例如：2026年实施方案报备。",
        kind=kind not in Kind.values and "请选择类别。",
        expected=not expected and "请选择应当报送的单位。",
        due_on=due_on < clock.today() and "截止日期已经过了，请改成今天或者以后。",
    )
    collection = Collection.objects.create(
        organisation=organisation,
        title=one_line(title)[:120],
        kind=kind,
        due_on=due_on,
        note=storable(note).strip()[:500],
        created_by=by,
        created_at=clock.now(),
    )
    collection.expected.set(expected)
    _event("ask", collection, organisation, by, RECEIVE, {"organisations": len(expected)})
    return collection


@transaction.atomic
def file(
    *,
    organisation: Organisation,
    title: str,
    by: User,
    kind: str = "",
    collection: Collection | None = None,
    note: str = "",
    information: Information | None = None,
    data: bytes | None = None,
    filename: str = "",
) -> Filing:
    """File a document or one of the organisation's records; again after one was sent back."""
    require(may_file(by, organisation))
    kind = collection.kind if collection else kind
    _refuse(
        title=not title.strip() and "请填写名称。",
        kind=kind not in Kind.values and "请选择类别。",
        file=data is None and information is None and "请上传文件，或者选一条已有的信息。",
    )
    if information is not None:
        require(may_read(by, information))
    before = _before(collection, organisation)
    row = Filing(
        organisation=organisation,
        collection=collection,
        kind=kind,
        title=one_line(title)[:200],
        note=storable(note).strip()[:500],
        information=information,
        replaces=before,
        sent_by=by,
        sent_at=clock.now(),
    )
    if data is not None:
        _store(row, data, filename)
    row.save()
    _event("file", row, organisation, by, FILE, {"collection": collection.pk if collection else None})
    return row


def _before(collection: Collection | None, organisation: Organisation) -> Filing | None:
    """The filing that is filed again; Denied when one is with the office, or nothing is asked for."""
    if collection is None:
        return None
    held = Collection.objects.select_for_update(of=("self",)).get(pk=collection.pk)
    if held.closed_at is not None:
        raise Denied("这次报备已经结束，不能再报送。请联系县公开办。")
    if not held.expected.filter(pk=organisation.pk).exists():
        raise Denied(f"这次报备没有要求{organisation}报送。")
    last = held.filings.filter(organisation=organisation).order_by("-pk").first()
    if last is not None and last.state != Filing.State.SENT_BACK:
        raise Denied("本单位已经报送过了。要换材料的，请先请县公开办退回。")
    return last


def _store(row: Filing, data: bytes, filename: str) -> None:
    name = file_name(filename)
    if len(data) > MOST_BYTES:
        raise ValidationError({"file": f"文件超过 {MOST_BYTES // 1024 // 1024} MB，请压缩以后再传。"})
    try:
        kind = kind_of(data, name)
    except Refused as refusal:
        raise ValidationError({"file": refusal.message}) from refusal
    if kind not in TAKEN:
        raise ValidationError({"file": f"可以上传：{'、'.join('.' + one for one in TAKEN)}。"})
    row.file_name, row.digest = name, digests.of_bytes(data)
    try:
        row.file.save(row.digest, ContentFile(data), save=False)
    except OSError as error:
        raise Denied(NOT_STORED) from error


@transaction.atomic
def receive(*, filing: Filing, by: User) -> Filing:
    """Acknowledge a filing with a numbered receipt."""
    row = _held(filing, by)
    year = clock.today().year
    ReceiptCounter.objects.get_or_create(year=year)
    counter = ReceiptCounter.objects.select_for_update().get(year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    _settle(row, Filing.State.RECEIVED, by, receipt_number=receipt_number(year, counter.last))
    _event("receive", row, row.organisation, by, RECEIVE, {"receipt": row.receipt_number})
    return row


@transaction.atomic
def send_back(*, filing: Filing, reason: str, by: User) -> Filing:
    """Send a filing back: the organisation files again."""
    row = _held(filing, by)
    _refuse(reason=not reason.strip() and "请写明为什么退回，要补什么。")
    _settle(row, Filing.State.SENT_BACK, by, reason=storable(reason).strip()[:300])
    _event("send_back", row, row.organisation, by, RECEIVE, {})
    text = f"报备件“{row.title}”被退回，请看理由后重新报送。"
    link = reverse("filings:filing", args=[row.pk])
    notify_many([Draft(row.sent_by, text, f"filing:{row.pk}:back", link)])
    return row


def _held(filing: Filing, by: User) -> Filing:
    rows = Filing.objects.select_related("organisation", "collection__organisation", "sent_by")
    row = rows.select_for_update(of=("self",)).get(pk=filing.pk)
    require(may_receive(by, row))
    return row


def _settle(row: Filing, state: str, by: User, **values: str) -> None:
    row.state, row.received_by, row.received_at = state, by, clock.now()
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=["state", "received_by", "received_at", *values])


@transaction.atomic
def remind(*, collection: Collection, by: User) -> int:
    """Remind those who may file for the organisations that have not, once a day; returns how many notices."""
    require(may_close(by, collection))
    places = {one.organisation.pk: one.organisation for one in not_filed(collection, clock.today())}
    if not places:
        raise ValidationError("应报的单位都已经报送。")
    held = valid_memberships(clock.today()).filter(organisation__in=places, role__in=roles_for(FILE))
    text = f"请报送：{collection.title}，截止 {collection.due_on}。"
    link, day = reverse("filings:collection", args=[collection.pk]), clock.today().isoformat()
    people = {row.user_id: row.user for row in held.select_related("user")}
    told = notify_many(
        Draft(user, text, f"filing:ask:{collection.pk}:{day}", link) for user in people.values()
    )
    _event("remind", collection, collection.organisation, by, RECEIVE, {"people": told})
    return told


@transaction.atomic
def close(*, collection: Collection, by: User) -> None:
    """End a collection; who has not filed stays on the list."""
    require(may_close(by, collection))
    Collection.objects.filter(pk=collection.pk).update(closed_at=clock.now())
    _event("close", collection, collection.organisation, by, RECEIVE, {})


def _refuse(**problems: str | bool) -> None:
    errors = {name: message for name, message in problems.items() if message}
    if errors:
        raise ValidationError(errors)


def _event(
    verb: str, subject: Any, place: Organisation, by: User, right: str, detail: dict[str, Any]
) -> None:
    append(
        verb=f"filing.{verb}",
        by=by,
        subject=subject,
        organisation=place,
        role=acting_role(by, right, place),
        detail=detail,
    )
