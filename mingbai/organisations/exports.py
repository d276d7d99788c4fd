"""The tree as rows of a table, and the authorisation table as Markdown."""

from collections.abc import Mapping
from datetime import date

from django import forms

from mingbai.lib import clock
from mingbai.organisations.authorisation import ACTIONS, TABLE, scope_for
from mingbai.organisations.forms import OrganisationRow
from mingbai.organisations.models import Kind, Organisation, Role
from mingbai.organisations.queries import tree


def titles_of(form: type[forms.Form]) -> dict[str, str]:
    """Column title → field name, in the order of the columns."""
    return {str(field.label): name for name, field in form().fields.items()}


def organisation_rows() -> list[list[str]]:
    """One row for each organisation existing today, in the columns that can be imported again."""
    places = tree(clock.today())
    codes = {place.path: place.code for place in places}
    return [[_value(place, name, codes) for name in titles_of(OrganisationRow).values()] for place in places]


def _value(place: Organisation, name: str, codes: Mapping[str, str]) -> str:
    if name == "parent_code":
        return codes.get(place.path[: -Organisation.steplen], "")
    value = Kind(place.kind).label if name == "kind" else getattr(place, name)
    if isinstance(value, list):
        return "、".join(value)
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


# -- the authorisation table --------------------------------------------------

_REACH = {"own": "本单位", "own_and_below": "本单位及下级", "all": "全部"}

_HEAD = """# 权限表

本表由 `mingbai authorisation` 生成，请勿手改。程序里只有这一张权限表：
`mingbai/organisations/authorisation.py`。

- 本单位：只限任职的单位。
- 本单位及下级：任职的单位和机构树上在它之下的所有单位。
- 全部：全县所有单位。
- 空白：不能办理。

并入本单位的已撤销机构，视同本单位。代办人在代办日期内有所代的角色，被代的人没有这个角色时不算。
任何人都不能审自己起草或最后修改的信息，这一条不在表里，由审核流程保证。
系统管理员、安全管理员、审计管理员由三人分别担任，都不接触信息内容。
"""


def authorisation_markdown() -> str:
    """The matrix of roles and actions, with an explanation, in Chinese. Ends with one newline."""
    lines = ["| 办理事项 | " + " | ".join(role.label for role in Role) + " |"]
    lines.append("|---" * (len(Role) + 1) + "|")
    for action, label in ACTIONS.items():
        cells = [_REACH.get(scope_for(role, action) or "", "") for role in Role]
        lines.append(f"| {label} | " + " | ".join(cells) + " |")
    count = f"共 {len(ACTIONS)} 项办理事项，{len(Role)} 种角色，{len(TABLE)} 条授权。"
    return "\n".join([_HEAD, count, "", *lines, ""])
