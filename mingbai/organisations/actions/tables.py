"""Setting up a county from tables: all rows or none."""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.actions import create_user
from mingbai.accounts.models import User
from mingbai.accounts.queries import by_name
from mingbai.lib.tables import Row
from mingbai.lib.verdict import Denied
from mingbai.organisations.actions.organisations import EDITABLE, create_organisation, edit_organisation
from mingbai.organisations.actions.staff import appoint
from mingbai.organisations.exports import titles_of
from mingbai.organisations.forms import OrganisationRow, PersonRow
from mingbai.organisations.models import Membership, Organisation
from mingbai.organisations.queries import by_code
from mingbai.organisations.rules import normal_code

OTHER_TITLES = {"role": "角色", "user": "用户名", "parent": "上级机构代码", "organisation": "机构代码"}
"""Columns of fields that the actions name otherwise than the rows do."""


@dataclass(frozen=True)
class CellError:
    """`row` as Excel counts; `column` is the title, "" when the whole row is meant."""

    row: int
    column: str
    message: str


@dataclass
class Imported:
    """What an import did, by code or user name. With errors nothing was stored.

    `passwords`: one-time password of each person created, which cannot be shown again.
    """

    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    errors: list[CellError] = field(default_factory=list)
    passwords: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def import_organisations(*, by: User | None, rows: list[Row]) -> Imported:
    """Create the organisations of a table and edit those whose code exists. Parents may stand anywhere.

    A changed name is refused: renaming keeps the former name and has a day.
    """
    result = Imported()
    todo = _validated(rows, OrganisationRow, result)
    _refuse_repeated(todo, result)
    known = set(Organisation.objects.values_list("code", flat=True))
    failed = {normal_code(row.values.get("机构代码", "")) for row in rows} - {one["code"] for _, one in todo}
    failed.discard("")
    while ready := [pair for pair in todo if pair[1]["parent_code"] in known | failed | {""}]:
        for row, values in ready:
            # What hangs below a wrong row is not complained about as well.
            done = values["parent_code"] not in failed and _attempt(
                row, OrganisationRow, result, _put_organisation, by=by, values=values
            )
            (known if done else failed).add(values["code"])
        numbers = {row.number for row, _ in ready}
        todo = [pair for pair in todo if pair[0].number not in numbers]
    _refuse_orphans(todo, result)
    return _finish(result)


@transaction.atomic
def import_people(*, by: User | None, rows: list[Row]) -> Imported:
    """Create people with one-time passwords and give them their roles; what they hold already stays.

    A person with roles in several organisations has a row for each.
    """
    result = Imported()
    for row, values in _validated(rows, PersonRow, result):
        _attempt(row, PersonRow, result, _put_person, by=by, values=values)
    return _finish(result)


def _put_organisation(*, by: User | None, values: dict[str, Any], result: Imported) -> None:
    values = dict(values)
    parent = by_code(values.pop("parent_code")) if values["parent_code"] else None
    values.pop("parent_code", None)
    present = by_code(values["code"])
    if present is None:
        create_organisation(by=by, parent=parent, **values)
        result.created.append(values["code"])
        return
    above = present.get_parent()
    if present.name != values["name"]:
        message = f"系统里的名称是“{present.name}”。要更名请用“更名”功能，以保留曾用名。"
        raise ValidationError({"name": message})
    if above != parent:
        message = f"系统里的上级机构是“{above or '无'}”。要调整请用“移动”功能。"
        raise ValidationError({"parent_code": message})
    changes = {name: values[name] for name in EDITABLE if _differs(present, name, values)}
    if changes:
        edit_organisation(by=by, organisation=present, **changes)
    (result.changed if changes else result.unchanged).append(present.code)


def _differs(present: Organisation, name: str, values: dict[str, Any]) -> bool:
    """An empty address name keeps the one there is."""
    return values[name] != getattr(present, name) and not (name == "slug" and not values["slug"])


def _put_person(*, by: User | None, values: dict[str, Any], result: Imported) -> None:
    place = by_code(values["code"])
    if place is None:
        raise ValidationError({"code": f"没有代码为“{values['code']}”的机构，请先导入机构。"})
    user = by_name(values["username"])
    if user is None:
        given = {name: values[name] for name in ("username", "full_name", "telephone")}
        user, password = create_user(by=by, **given)
        result.created.append(user.username)
        result.passwords[user.username] = password
    elif user.full_name != values["full_name"]:
        raise ValidationError({"username": f"这个用户名是“{user.full_name}”的，请换一个用户名。"})
    dates = {"valid_from": values["valid_from"], "valid_to": values["valid_to"]}
    missing = [role for role in values["roles"] if not _holds(user, place, role, dates)]
    for role in missing:
        appoint(by=by, user=user, organisation=place, role=role, **dates)
    if user.username not in result.created:
        (result.changed if missing else result.unchanged).append(user.username)


def _holds(user: User, place: Organisation, role: str, dates: dict[str, Any]) -> bool:
    held = Membership.objects.filter(user=user, organisation=place, role=role, stand_in_for=None)
    return held.filter(valid_from__lte=dates["valid_from"], valid_to=dates["valid_to"]).exists()


# -- rows ---------------------------------------------------------------------


def _validated(rows: list[Row], form: type[forms.Form], result: Imported) -> list[tuple[Row, dict[str, Any]]]:
    titles, valid = titles_of(form), []
    for row in rows:
        bound = form({name: row.values.get(title, "") for title, name in titles.items()})
        if bound.is_valid():
            valid.append((row, bound.cleaned_data))
        else:
            _note(row, form, bound.errors.as_data(), result)
    return valid


def _attempt(row: Row, form: type[forms.Form], result: Imported, put: Any, **kwargs: Any) -> bool:
    try:
        with transaction.atomic():
            put(result=result, **kwargs)
    except ValidationError as problem:
        errors = problem.error_dict if hasattr(problem, "error_dict") else {"": problem.error_list}
        _note(row, form, errors, result)
    except Denied as problem:
        result.errors.append(CellError(row.number, "", problem.reason))
    else:
        return True
    return False


def _note(row: Row, form: type[forms.Form], errors: dict[str, Any], result: Imported) -> None:
    columns = {name: title for title, name in titles_of(form).items()} | OTHER_TITLES
    for name, problems in errors.items():
        for message in [text for problem in problems for text in problem.messages]:
            result.errors.append(CellError(row.number, columns.get(name, ""), message))


def _refuse_repeated(todo: list[tuple[Row, dict[str, Any]]], result: Imported) -> None:
    first: dict[str, int] = {}
    for row, values in todo:
        number = first.setdefault(values["code"], row.number)
        if number != row.number:
            result.errors.append(CellError(row.number, "机构代码", f"和第 {number} 行的代码重复，请核对。"))


def _refuse_orphans(todo: list[tuple[Row, dict[str, Any]]], result: Imported) -> None:
    for row, values in todo:
        message = f"没有代码为“{values['parent_code']}”的机构，请核对，或把上级机构也写进表里。"
        result.errors.append(CellError(row.number, "上级机构代码", message))


def _finish(result: Imported) -> Imported:
    if result.errors:
        transaction.set_rollback(True)
        result.errors.sort(key=lambda error: (error.row, error.column))
        return Imported(errors=result.errors)
    return result
