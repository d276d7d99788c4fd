"""How the actions of the registers write: one event, one line of history, nothing personal in the trail."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.db.models import Model

from mingbai.accounts.models import User
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import listed, readable_by
from mingbai.ledger.actions import append
from mingbai.lib import clock
from mingbai.lib.text import one_line, storable
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import acting_role
from mingbai.registers.models import Revision
from mingbai.registers.policies import KEEP
from mingbai.registers.rules import attendance_text, changes_between


def refuse(field: str, message: str) -> NoReturn:
    raise ValidationError({field: message})


def record(
    *,
    verb: str,
    by: User,
    row: Model,
    organisation: Organisation | None,
    before: str = "",
    after: str = "",
    **detail: Any,
) -> None:
    """One event about `row`; `detail` holds field names, dates and kinds, never what people are called."""
    append(
        verb=verb,
        by=by,
        subject=row,
        organisation=organisation,
        role=acting_role(by, KEEP, organisation),
        before=before,
        after=after,
        detail=detail,
    )


def plain(value: Any) -> str:
    """A value as the history shows it."""
    if value is None or value == "":
        return ""
    if isinstance(value, list):
        return attendance_text(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    return value.isoformat() if isinstance(value, date) else str(value)


def shown(row: Model, names: Mapping[str, Any] | list[str]) -> dict[str, str]:
    """The present values of these fields, by their Chinese names."""
    found = {}
    for name in names:
        field = row._meta.get_field(name)
        words = getattr(row, f"get_{name}_display", None)
        found[str(getattr(field, "verbose_name", name))] = plain(words() if words else getattr(row, name))
    return found


def keep_change(
    row: Model, by: User, before: Mapping[str, str], after: Mapping[str, str], verb: str, note: str = ""
) -> list[str]:
    """Write a line of history when something differs; returns the names of what does."""
    changes = changes_between(before, after)
    if changes or note:
        Revision.objects.create(
            register=row._meta.model_name or "",
            row=row.pk,
            verb=verb,
            note=note[:300],
            changes=changes,
            by=by,
            at=clock.now(),
        )
    return list(changes)


def cleaned(values: Mapping[str, Any]) -> dict[str, Any]:
    """Texts without what no database keeps; those of one line in one line."""
    return {name: _text(name, value) if isinstance(value, str) else value for name, value in values.items()}


LONG = {"summary", "outcome", "tasks"}


def _text(name: str, value: str) -> str:
    return storable(value).strip() if name in LONG else one_line(value)


def known(values: Mapping[str, Any], allowed: frozenset[str]) -> dict[str, Any]:
    """`values`, cleaned; TypeError for a name that may not be set."""
    if strange := set(values) - allowed:
        raise TypeError(f"unknown fields: {', '.join(sorted(strange))}")
    return cleaned(values)


def valid(row: Model) -> None:
    """Refuse what the columns do not take; constraints are left to the database's own check."""
    row.full_clean(validate_unique=False, validate_constraints=False)


def reason_of(reason: str, field: str = "reason") -> str:
    text = one_line(reason)[:300]
    if not text:
        refuse(field, "请写明原因。")
    return text


def refuse_future(day: date | None, field: str, what: str) -> None:
    if day is not None and day > clock.today():
        refuse(field, f"{what}不能晚于今天。")


def nameable(by: User, wanted: Collection[int]) -> set[int]:
    """Those of these records that the person may point to: their own reach, and what is public."""
    mine = set(readable_by(by).filter(pk__in=wanted).values_list("pk", flat=True))
    return mine | set(listed().filter(pk__in=set(wanted) - mine).values_list("pk", flat=True))


def refuse_unreadable(by: User, record: Information | None, field: str) -> None:
    if record is not None and not nameable(by, [record.pk]):
        refuse(field, "没有这条信息，或者您不能查看。")
