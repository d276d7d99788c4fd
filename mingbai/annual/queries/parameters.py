"""What the county decides about annual reports, over what the product brings."""

import json
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from mingbai.annual.models import Parameter
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import existing
from mingbai.timelimits.periods import Per, period_of
from mingbai.timelimits.queries import limit
from mingbai.timelimits.rules.due import due_in

DATA = Path(__file__).resolve().parent.parent / "data" / "parameters.json"


@cache
def packaged() -> dict[str, dict[str, Any]]:
    return dict(json.loads(DATA.read_text("utf-8")))


def parameter(key: str) -> Any:
    """The value in force; KeyError for an unknown key."""
    value = packaged()[key]["value"]
    row = Parameter.objects.filter(key=key).first()
    return row.value if row else value


def reports(organisation: Organisation) -> bool:
    """Whether an organisation of this kind writes an annual report."""
    return organisation.kind in parameter("reporting_kinds")


def expected_below(organisation: Organisation, year: int) -> QuerySet[Organisation]:
    """Organisations below that owe a report for the year: those that existed on its last day."""
    kinds: Iterable[str] = parameter("reporting_kinds")
    rows = Organisation.objects.filter(path__startswith=organisation.path, kind__in=kinds)
    return rows.exclude(pk=organisation.pk).filter(existing(date(year, 12, 31))).order_by("path")


def due_on(organisation: Organisation, year: int) -> date:
    """The last day for publishing the report about `year`.

    第四十九条：部门每年1月31日前，县级以上主管部门每年3月31日前公布本级政府的年度报告。
    """
    keys = parameter("deadlines")
    first = date(year + 1, 1, 1)
    row = limit(keys.get(organisation.kind, keys[""]), first)
    return due_in(row, period_of(Per(row.per), first))
