"""Kinds of list: brought by the product, changed by the county office, never changed under a list."""

import secrets
import tomllib
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.households.actions.recording import refuse
from mingbai.households.models import KindVersion, ListKind
from mingbai.households.policies import may_define
from mingbai.households.queries import hanging_limits
from mingbai.households.rules.definitions import Definition, as_json, of_json, problems
from mingbai.ledger.actions import append
from mingbai.lib import clock
from mingbai.lib.text import one_line
from mingbai.lib.verdict import require

PACKAGED = Path(__file__).resolve().parent.parent / "data" / "kinds.toml"


@transaction.atomic
def define(*, definition: Definition, by: User, name: str, kind: ListKind | None = None) -> KindVersion:
    """A new kind, or the next version of one: lists made before keep theirs. Refused with every reason."""
    require(may_define(by))
    name = one_line(name)[:40]
    if not name:
        refuse("name", "请填写名称。")
    same = ListKind.objects.filter(name=name).first()
    if same is not None and (kind is None or same.pk != kind.pk):
        refuse("name", "已经有同名的种类。")
    if wrong := problems(definition, [key for key, _ in hanging_limits()]):
        raise ValidationError(wrong)
    if kind is None:
        kind = ListKind.objects.create(key=f"kind-{secrets.token_hex(4)}", name=name)
    kind = ListKind.objects.select_for_update().get(pk=kind.pk)
    if kind.name != name:
        kind.name = name
        kind.save(update_fields=["name"])
    made = _version(kind, definition, by)
    append(verb="household.define", by=by, subject=made, detail={"key": kind.key, "number": made.number})
    return made


def _version(kind: ListKind, definition: Definition, by: User | None) -> KindVersion:
    return KindVersion.objects.create(
        kind=kind, number=kind.versions.count() + 1, content=as_json(definition), by=by, at=clock.now()
    )


@transaction.atomic
def retire(*, kind: ListKind, by: User) -> ListKind:
    """No new list is made of it; those there are go on."""
    require(may_define(by))
    row = ListKind.objects.select_for_update().get(pk=kind.pk)
    if row.retired_at is not None:
        raise ValidationError("这个种类已经停用。")
    row.retired_at = clock.now()
    row.save(update_fields=["retired_at"])
    append(verb="household.retire", by=by, subject=row, detail={"key": row.key})
    return row


@transaction.atomic
def load_kinds() -> int:
    """The kinds that come with the product, where they are not there yet; how many were added."""
    found = tomllib.loads(PACKAGED.read_text("utf-8"))["kind"]
    known = set(ListKind.objects.values_list("key", flat=True))
    new = [one for one in found if one["key"] not in known]
    for one in new:
        _version(ListKind.objects.create(key=one["key"], name=one["name"]), of_json(one), None)
    return len(new)
