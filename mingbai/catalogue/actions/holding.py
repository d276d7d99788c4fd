"""Which rows stand on whose list, and who looks after them."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.catalogue.models import CatalogueItem, Declined, Holding
from mingbai.catalogue.policies import may_keep, may_manage
from mingbai.catalogue.queries.rows import in_force, visible
from mingbai.ledger.actions import append
from mingbai.lib import clock
from mingbai.lib.verdict import require
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import acting_role, valid_memberships

Pair = tuple[int, int]
"""(number of the row, number of the organisation)."""


@transaction.atomic
def confirm(*, by: User | None, pairs: Iterable[Pair], on: date | None = None) -> int:
    """Put rows on lists, as the county office decided; returns how many are new. `by` None: set-up."""
    if by is not None:
        require(may_manage(by))
    day, wanted = on or clock.today(), set(pairs)
    wanted -= set(Holding.objects.filter(in_force(day)).values_list("item_id", "organisation_id"))
    Holding.objects.bulk_create(
        [Holding(item_id=item, organisation_id=place, valid_from=day) for item, place in sorted(wanted)],
        batch_size=1000,
    )
    _trail(
        "catalogue.hold", by, None, {"rows": len(wanted), "organisations": len({one[1] for one in wanted})}
    )
    return len(wanted)


@transaction.atomic
def decline(*, by: User, pairs: Iterable[Pair]) -> int:
    """Say no to proposals, so that they are not made again; returns how many."""
    require(may_manage(by))
    now, wanted = clock.now(), set(pairs)
    Declined.objects.bulk_create(
        [Declined(item_id=item, organisation_id=place, at=now) for item, place in sorted(wanted)],
        ignore_conflicts=True,
    )
    _trail("catalogue.decline", by, None, {"rows": len(wanted)})
    return len(wanted)


@transaction.atomic
def adopt(*, by: User, organisation: Organisation, items: Iterable[CatalogueItem]) -> int:
    """The organisation takes rows that it may use onto its own list; returns how many are new."""
    require(may_keep(by, organisation))
    day, wanted = clock.today(), {item.pk for item in items}
    usable = set(visible(organisation, day).filter(pk__in=wanted).values_list("pk", flat=True))
    if not wanted or usable != wanted:
        raise ValidationError({"items": "请从列表中选择本单位可以使用的事项。"})
    usable -= set(
        Holding.objects.filter(in_force(day), organisation=organisation).values_list("item_id", flat=True)
    )
    Holding.objects.bulk_create(
        [Holding(item_id=pk, organisation=organisation, valid_from=day) for pk in sorted(usable)]
    )
    _trail("catalogue.adopt", by, organisation, {"rows": len(usable)})
    return len(usable)


@transaction.atomic
def release(*, by: User, holding: Holding, reason: str) -> Holding:
    """Take a row off a list from tomorrow; the county office alone, for it ends a duty."""
    require(may_manage(by))
    if not reason.strip():
        raise ValidationError({"reason": "请写明为什么移出，例如“职责已划转县应急管理局”。"})
    today = clock.today()
    ended = Holding.objects.filter(pk=holding.pk, valid_to=None).update(
        valid_to=max(today, holding.valid_from)
    )
    if not ended:
        raise ValidationError("这个事项已经移出了，请刷新页面。")
    holding.refresh_from_db()
    _trail("catalogue.release", by, holding.organisation, {"item": holding.item_id, "reason": reason[:300]})
    return holding


@transaction.atomic
def hand_over(
    *, by: User, organisation: Organisation, holdings: Iterable[int], responsible: User | None
) -> int:
    """Name who is responsible for rows of the organisation's list; None leaves them without anybody."""
    require(may_keep(by, organisation))
    if responsible is not None and not works_for(responsible, organisation):
        raise ValidationError({"responsible": f"“{responsible}”现在不在本单位任职，请选择本单位的人员。"})
    rows = Holding.objects.filter(in_force(clock.today()), organisation=organisation, pk__in=list(holdings))
    changed = rows.update(responsible=responsible)
    if not changed:
        raise ValidationError({"holdings": "请至少选择一个事项。"})
    detail = {"rows": changed, "responsible": responsible.pk if responsible else None}
    _trail("catalogue.hand_over", by, organisation, detail)
    return changed


def works_for(user: User, organisation: Organisation) -> bool:
    """Whether the person holds a role in the organisation or in one above it today."""
    held = valid_memberships(clock.today()).filter(user=user).select_related("organisation")
    return user.is_active and any(organisation.path.startswith(one.organisation.path) for one in held)


def _trail(verb: str, by: User | None, organisation: Organisation | None, detail: dict) -> None:
    action = "catalogue.manage" if organisation is None else "catalogue.overlay"
    role = acting_role(by, action, organisation) if by is not None else ""
    append(
        verb=verb,
        by=by,
        subject=organisation or "catalogue",
        organisation=organisation,
        role=role,
        detail=detail,
    )


YESTERDAY = timedelta(days=1)
"""From the day something begins to the last day of what it replaces."""
