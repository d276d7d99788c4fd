"""Building a scheme while it is a draft, putting it to use, retiring it."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from mingbai.accounts.models import User
from mingbai.evaluation import measures
from mingbai.evaluation.actions.recording import held, said, trail
from mingbai.evaluation.models import Indicator, Scheme
from mingbai.evaluation.policies import may_edit_scheme, may_run
from mingbai.evaluation.queries.packaged import example_schemes
from mingbai.evaluation.queries.reach import RUN
from mingbai.evaluation.queries.schemes import problems_of
from mingbai.evaluation.rules.scoring import BadRule, parse
from mingbai.evaluation.states import SCHEME_TRANSITIONS, SchemeState, SchemeVerb, transition
from mingbai.lib import clock
from mingbai.lib.text import one_line, storable
from mingbai.lib.verdict import Denied, require
from mingbai.organisations.models import Organisation

MOST_POINTS = Decimal(1000)


@transaction.atomic
def create_scheme(
    *, by: User, organisation: Organisation, title: str, year: int, note: str = "", example: str = ""
) -> Scheme:
    """A draft, empty or filled from a packaged example (see `queries.packaged.example_schemes`)."""
    require(may_run(by, organisation))
    scheme = Scheme.objects.create(
        organisation=organisation,
        title=said(title, "title", "请填写方案名称。", 100),
        year=year,
        note=storable(note).strip()[:500],
        created_at=clock.now(),
    )
    if example:
        packaged = example_schemes()[example]
        scheme.note = scheme.note or packaged["note"]
        scheme.save(update_fields=["note"])
        _fill(scheme, None, packaged["indicators"])
    trail(
        verb="scheme.create",
        by=by,
        subject=scheme,
        organisation=organisation,
        action=RUN,
        detail={"example": example},
    )
    return scheme


def _fill(scheme: Scheme, parent: Indicator | None, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        indicator = Indicator.objects.create(
            scheme=scheme,
            parent=parent,
            order=_next_order(scheme),
            name=row["name"],
            standard=row.get("standard", ""),
            weight=Decimal(str(row.get("weight", 0))),
            rule=row.get("rule", {}),
        )
        _fill(scheme, indicator, row.get("children", []))


def _next_order(scheme: Scheme) -> int:
    return (scheme.indicators.aggregate(last=Max("order"))["last"] or 0) + 1


@transaction.atomic
def add_indicator(
    *,
    by: User,
    scheme: Scheme,
    name: str,
    parent: Indicator | None = None,
    standard: str = "",
    weight: Decimal = Decimal(0),
    rule: dict[str, Any] | None = None,
) -> Indicator:
    scheme = held(scheme)
    require(may_edit_scheme(by, scheme))
    if parent is not None and (parent.scheme_id != scheme.pk or parent.ended or parent.parent_id is not None):
        raise ValidationError({"parent": "上级指标要选本方案的一级指标。"})
    values = _checked(name, standard, weight, rule or {})
    indicator = Indicator.objects.create(scheme=scheme, parent=parent, order=_next_order(scheme), **values)
    _event(scheme, by, verb="scheme.add_indicator", indicator=indicator)
    return indicator


@transaction.atomic
def edit_indicator(
    *, by: User, indicator: Indicator, name: str, standard: str, weight: Decimal, rule: dict[str, Any]
) -> Indicator:
    scheme = held(indicator.scheme)
    require(may_edit_scheme(by, scheme))
    values = _checked(name, standard, weight, rule)
    Indicator.objects.filter(pk=indicator.pk).update(**values)
    indicator.refresh_from_db()
    _event(scheme, by, verb="scheme.edit_indicator", indicator=indicator)
    return indicator


@transaction.atomic
def end_indicator(*, by: User, indicator: Indicator) -> None:
    """Take an indicator, with what stands below it, out of a draft."""
    scheme = held(indicator.scheme)
    require(may_edit_scheme(by, scheme))
    scheme.indicators.filter(parent=indicator).update(ended=True)
    Indicator.objects.filter(pk=indicator.pk).update(ended=True)
    _event(scheme, by, verb="scheme.end_indicator", indicator=indicator)


def _checked(name: str, standard: str, weight: Decimal, rule: dict[str, Any]) -> dict[str, Any]:
    """The values of an indicator; a heading has neither weight nor rule."""
    if not 0 <= weight <= MOST_POINTS:
        raise ValidationError({"weight": f"分值填 0 到 {MOST_POINTS}。"})
    if rule:
        try:
            read = parse(rule)
        except BadRule as problem:
            raise ValidationError({"kind": str(problem)}) from problem
        if read.measure and measures.get(read.measure) is None:
            raise ValidationError({"measure": "没有这个取数指标，请重新选。"})
    return {
        "name": one_line(said(name, "name", "请填写指标名称。", 100)),
        "standard": one_line(standard)[:300],
        "weight": weight,
        "rule": rule,
    }


@transaction.atomic
def use_scheme(*, by: User, scheme: Scheme) -> Scheme:
    """From now on rounds may be held by it, and nothing in it changes."""
    scheme = held(scheme)
    require(may_edit_scheme(by, scheme))
    if problems := problems_of(scheme):
        raise ValidationError(problems)
    return _move(scheme, SchemeVerb.USE, by, verb="scheme.use")


@transaction.atomic
def retire_scheme(*, by: User, scheme: Scheme) -> Scheme:
    """No new rounds; those under way go on."""
    scheme = held(scheme)
    require(may_run(by, scheme.organisation))
    return _move(scheme, SchemeVerb.RETIRE, by, verb="scheme.retire")


def _move(scheme: Scheme, step: SchemeVerb, by: User, *, verb: str) -> Scheme:
    row = transition(SCHEME_TRANSITIONS, step, scheme.state)
    if row is None or row.to is None:
        raise Denied(f"方案现在是“{scheme.get_state_display()}”，不能{step.label}。")
    scheme.state = SchemeState(row.to)
    scheme.save(update_fields=["state"])
    trail(verb=verb, by=by, subject=scheme, organisation=scheme.organisation, action=RUN, after=scheme.state)
    return scheme


def _event(scheme: Scheme, by: User, *, verb: str, indicator: Indicator) -> None:
    detail = {"indicator": indicator.name, "weight": str(indicator.weight), "rule": indicator.rule}
    trail(verb=verb, by=by, subject=scheme, organisation=scheme.organisation, action=RUN, detail=detail)
