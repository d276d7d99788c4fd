"""Everything that changes the tree of organisations."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q

from mingbai.accounts.models import User
from mingbai.ledger.actions import append
from mingbai.lib import clock, digests
from mingbai.organisations import rules
from mingbai.organisations.actions.refusals import demand, refuse, refuse_ended
from mingbai.organisations.models import FormerName, Organisation
from mingbai.organisations.queries import acting_role

FIELDS = (
    "code", "kind", "name", "short_names", "slug", "order", "address", "office_hours", "telephone",
    "valid_from", "valid_to", "merged_into_id", "path",
)  # fmt: skip
EDITABLE = frozenset(FIELDS[:-3]) - {"name"}


@transaction.atomic
def create_organisation(
    *,
    by: User | None,
    parent: Organisation | None,
    code: str,
    name: str,
    kind: str,
    short_names: Collection[str] = (),
    slug: str = "",
    **details: Any,
) -> Organisation:
    """Add an organisation below `parent`, or the root of the tree when `parent` is None.

    `details`: order, address, office_hours, telephone, valid_from. An empty `slug` is made from the code.
    """
    demand(by, "organisation.manage", parent)
    code = rules.normal_code(code)
    made = Organisation(code=code, name="".join(name.split()), kind=kind, short_names=list(short_names))
    made.slug = slug or rules.slug_of(code, _slugs())
    for field, value in _known(details, EDITABLE - {"slug", "code", "kind", "short_names"}).items():
        setattr(made, field, value)
    if parent is None and Organisation.objects.exists():
        refuse("parent", "已经有最上级机构了，请选择上级机构。")
    _validate(made, parent)
    if parent is None:
        Organisation.add_root(instance=made)
    else:
        parent.refresh_from_db()
        parent.add_child(instance=made)
    return _record("create_organisation", by, made, {})


@transaction.atomic
def edit_organisation(*, by: User | None, organisation: Organisation, **values: Any) -> Organisation:
    """Change code, kind, short_names, slug, order, address, office_hours, telephone or valid_from."""
    demand(by, "organisation.manage", organisation)
    row = _locked(organisation)
    before = _state(row)
    for field, value in _known(values, EDITABLE).items():
        setattr(row, field, value)
    row.code, row.short_names = rules.normal_code(row.code), list(row.short_names)
    _validate(row, row.get_parent())
    row.save()
    return _record("edit_organisation", by, row, before)


@transaction.atomic
def rename_organisation(
    *, by: User | None, organisation: Organisation, name: str, on: date, correction: bool = False
) -> Organisation:
    """Give a new name that counts from the day `on`; the old one is kept as used until the day before.

    With `correction` the old name was a typing error and is not kept.
    """
    demand(by, "organisation.manage", organisation)
    row = _locked(organisation)
    before, old = _state(row), row.name
    row.name = "".join(name.split())
    if row.name == old:
        refuse("name", "新名称和现在的名称一样，不用更名。")
    _validate_name(row, row.get_parent())
    if not correction:
        _keep_name(row, old, on)
    row.save()
    return _record("rename_organisation", by, row, before, on=on, correction=correction)


@transaction.atomic
def move_organisation(*, by: User | None, organisation: Organisation, parent: Organisation) -> Organisation:
    """Put the organisation with everything below it under another parent."""
    for place in (organisation, parent):
        demand(by, "organisation.manage", place)
    row, above = _locked(organisation), _locked(parent)
    before = _state(row)
    if above.path.startswith(row.path):
        refuse("parent", "不能移到自己或自己的下级下面，请另选上级机构。")
    refuse_ended(above, "parent")
    _validate_name(row, above)
    row.move(above, "last-child")
    return _record("move_organisation", by, Organisation.objects.get(pk=row.pk), before)


@transaction.atomic
def merge_organisation(
    *, by: User | None, source: Organisation, into: Organisation, on: date
) -> Organisation:
    """`source` ends with the day `on`, `into` takes over. Records stay where they are; whoever works
    in `into` reaches them. Roles held in `source` end."""
    for place in (source, into):
        demand(by, "organisation.manage", place)
    row, target = _locked(source), _locked(into)
    if row.pk == target.pk:
        refuse("into", "不能并入自己，请另选机构。")
    refuse_ended(target, "into")
    before = _state(row)
    row.merged_into = target
    _end(row, on)
    return _record("merge_organisation", by, row, before, into=target.code)


@transaction.atomic
def close_organisation(*, by: User | None, organisation: Organisation, on: date) -> Organisation:
    """The organisation ends with the day `on` and nobody takes over. Roles held in it end."""
    demand(by, "organisation.manage", organisation)
    row = _locked(organisation)
    before = _state(row)
    _end(row, on)
    return _record("close_organisation", by, row, before)


def _known(values: dict[str, Any], allowed: frozenset[str]) -> dict[str, Any]:
    if unknown := set(values) - allowed:
        raise TypeError(f"not to be set here: {', '.join(sorted(unknown))}")
    return values


def _slugs() -> set[str]:
    return set(Organisation.objects.values_list("slug", flat=True))


def _locked(organisation: Organisation) -> Organisation:
    return Organisation.objects.select_for_update().get(pk=organisation.pk)


def _validate(row: Organisation, parent: Organisation | None) -> None:
    errors: dict[str, Any] = {}
    try:
        row.clean_fields(exclude=["path", "depth", "numchild"])
    except ValidationError as problem:
        errors = problem.update_error_dict(errors)
    if "code" not in errors and (wrong := rules.code_problem(row.code)):
        errors["code"] = wrong
    others = Organisation.objects.exclude(pk=row.pk)
    for field, label in (("code", "机构代码"), ("slug", "网址名")):
        if other := others.filter(**{field: getattr(row, field)}).first():
            errors.setdefault(field, f"这个{label}已经用于“{other}”，请核对。")
    errors = {**_clashes(row, parent), **errors}
    if errors:
        raise ValidationError(errors)


def _validate_name(row: Organisation, parent: Organisation | None) -> None:
    others = {field.name for field in row._meta.fields} - {"name"}
    row.clean_fields(exclude=others)
    if clash := _clashes(row, parent).get("name"):
        refuse("name", clash)


def _clashes(row: Organisation, parent: Organisation | None) -> dict[str, str]:
    held = _names_beside(row, parent)
    wanted = {"name": [row.name], "short_names": row.short_names}
    return {field: clash for field, names in wanted.items() if (clash := rules.name_conflict(names, held))}


def _names_beside(row: Organisation, parent: Organisation | None) -> dict[str, str]:
    """Names of the parent and the living siblings: 东塘村 may exist once in every township."""
    if parent is None:
        return {}
    beside = [parent, *parent.get_children().filter(valid_to=None).exclude(pk=row.pk)]
    return {name: other.name for other in beside for name in (other.name, *other.short_names)}


def _keep_name(row: Organisation, old: str, on: date) -> None:
    until = on - timedelta(days=1)
    if on > clock.today():
        refuse("on", "更名日期还没有到，请到当天再办理。")
    latest = row.former_names.first()
    if latest is not None and until <= latest.until:
        refuse("on", f"更名日期应晚于上一次更名（{latest.until}）。")
    FormerName.objects.create(organisation=row, name=old, until=until)


def _end(row: Organisation, on: date) -> None:
    refuse_ended(row, "source")
    if on > clock.today():
        refuse("on", "撤销日期还没有到，请到当天再办理。")
    if row.valid_from is not None and on < row.valid_from:
        refuse("on", f"撤销日期不能早于设立日期 {row.valid_from}。")
    if below := row.get_descendants().filter(valid_to=None).first():
        refuse("source", f"下面还有“{below}”等机构，请先移到别处或一并撤销。")
    row.valid_to = on
    row.save()
    row.memberships.filter(valid_from__gt=clock.today()).delete()
    going_on = row.memberships.filter(Q(valid_to=None) | Q(valid_to__gt=on))
    going_on.filter(valid_from__gt=on).update(valid_to=F("valid_from"))
    going_on.filter(valid_from__lte=on).update(valid_to=on)


def _state(row: Organisation) -> dict[str, Any]:
    return {field: getattr(row, field) for field in FIELDS}


def _record(
    verb: str, by: User | None, row: Organisation, before: dict[str, Any], **detail: Any
) -> Organisation:
    after = {key: rules.plain(value) for key, value in _state(row).items()}
    before = {key: rules.plain(value) for key, value in before.items()}
    changed = {key: [before.get(key), after[key]] for key in after if before.get(key) != after[key]}
    append(
        verb=verb,
        by=by,
        subject=row,
        organisation=row,
        role=acting_role(by, "organisation.manage", row),
        before=digests.of_value(before) if before else "",
        after=digests.of_value(after),
        detail=changed | {key: rules.plain(value) for key, value in detail.items()},
    )
    return row
