"""The county's own values for the parameters of this app."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.evaluation.actions.recording import trail
from mingbai.evaluation.models import Parameter
from mingbai.evaluation.queries.packaged import parameter, parameter_defaults
from mingbai.evaluation.queries.reach import RUN
from mingbai.evaluation.rules.numbering import pattern_problem, yearly_due
from mingbai.lib.text import one_line
from mingbai.lib.verdict import require
from mingbai.organisations.models import Kind
from mingbai.organisations.policies import may


@transaction.atomic
def set_parameters(*, by: User, values: Mapping[str, str]) -> None:
    """Change parameters for the whole county; ValidationError names each value that cannot be."""
    require(may(by, RUN, None))
    known = parameter_defaults()
    typed = {key: one_line(value) for key, value in values.items() if key in known}
    problems = {key: problem for key, value in typed.items() if (problem := _problem(known[key], value))}
    if problems:
        raise ValidationError(problems)
    changed = {key: value for key, value in typed.items() if value != parameter(key)}
    for key, value in changed.items():
        Parameter.objects.update_or_create(key=key, defaults={"value": value})
    if changed:
        trail(
            verb="evaluation.set_parameters",
            by=by,
            subject="evaluation",
            organisation=None,
            action=RUN,
            detail=changed,
        )


def _problem(known: Mapping[str, str], value: str) -> str:
    kind = known["kind"]
    if len(value) > 100:
        return "最多 100 个字。"
    if kind == "number":
        return (
            "" if value.isascii() and value.isdigit() and 1 <= int(value) <= 250 else "填 1 到 250 的整数。"
        )
    if kind == "month_day":
        return _month_day_problem(value)
    if kind == "kinds":
        wrong = [one for one in value.split(",") if one.strip() not in Kind.values]
        return f"不认识“{'、'.join(wrong)}”。" if wrong else ""
    if kind == "pattern":
        return pattern_problem(value)
    return "" if value else "不能为空。"


def _month_day_problem(value: str) -> str:
    try:
        yearly_due(value, 2023)
    except ValueError:
        return "写成“月-日”，如 11-10。"
    return ""
