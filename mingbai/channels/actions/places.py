"""The register of boards, screens, loudspeakers and reading places."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from mingbai.accounts.models import User
from mingbai.channels.actions.recording import record, refuse
from mingbai.channels.models import Place
from mingbai.channels.policies import MANAGE, may_manage
from mingbai.channels.rules.short import new_place_code
from mingbai.channels.states import PlaceKind, PostingState
from mingbai.lib import clock
from mingbai.lib.text import one_line
from mingbai.lib.verdict import Denied, require
from mingbai.organisations.models import Organisation

FIELDS = ("name", "address", "telephone", "hours", "keeper", "width_cm", "height_cm", "sheets", "note")


@transaction.atomic
def add_place(
    *, organisation: Organisation, kind: str, by: User, opened_on: date | None = None, **values: Any
) -> Place:
    """Enter a place; its code is drawn by lot and stays."""
    require(may_manage(by, organisation))
    if kind not in PlaceKind.values:
        refuse("kind", "请选择类别。")
    row = Place(organisation=organisation, kind=kind, code=_free_code())
    row.opened_on = opened_on or clock.today()
    _set(row, values)
    record("place.add", by, row, organisation, MANAGE, kind=kind, code=row.code)
    return row


def _free_code() -> str:
    code = new_place_code()
    return _free_code() if Place.objects.filter(code=code).exists() else code


@transaction.atomic
def edit_place(*, place: Place, by: User, **values: Any) -> Place:
    require(may_manage(by, place.organisation))
    row = Place.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=place.pk)
    if row.closed_on is not None:
        raise Denied("这个地点已经停用，不能再改。重新启用的请另外登记。")
    _set(row, values)
    record("place.edit", by, row, row.organisation, MANAGE)
    return row


@transaction.atomic
def close_place(*, place: Place, by: User, on: date | None = None) -> Place:
    """Out of use; what still hangs there has to be taken down first."""
    require(may_manage(by, place.organisation))
    row = Place.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=place.pk)
    if row.closed_on is not None:
        raise Denied("这个地点已经停用了。")
    left = row.postings.filter(state__in=[PostingState.UP, PostingState.PLANNED]).count()
    if left:
        refuse("__all__", f"这里还有 {left} 条没有撤下或者取消的内容，处理完以后才能停用。")
    row.closed_on = on or clock.today()
    if row.closed_on < row.opened_on:
        refuse("on", f"停用日期不能早于启用日期 {row.opened_on}。")
    row.save(update_fields=["closed_on"])
    record("place.close", by, row, row.organisation, MANAGE)
    return row


def _set(row: Place, values: dict[str, Any]) -> None:
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"unknown fields: {sorted(unknown)}")
    for name, value in values.items():
        setattr(row, name, one_line(value) if isinstance(value, str) else value)
    if not row.name:
        refuse("name", "请填写名称，例如“村委会门口公示栏”。")
    try:
        row.full_clean(exclude=["code"], validate_constraints=False)
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise ValidationError({"name": "这个单位已经登记了同名的地点，请换一个名称。"}) from error
