"""Template catalogues of public enterprises and institutions, adopted in one step.

政府信息公开条例第五十五条: what schools, hospitals, water or bus companies disclose is ruled by the
ministries; the rows packaged here are a start that must be compared with those rules.
"""

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.catalogue.actions.applying import add_row
from mingbai.catalogue.actions.loading import rows
from mingbai.catalogue.models import CatalogueItem, Field
from mingbai.catalogue.policies import may_keep
from mingbai.catalogue.queries.rows import in_force
from mingbai.ledger.actions import append
from mingbai.lib import clock
from mingbai.lib.verdict import require
from mingbai.organisations.models import Kind, Organisation
from mingbai.organisations.queries import acting_role

FIELD = ("gonggongqishiye", "公共企事业单位")
NOTE = "样表，须按主管部门规定核对"
FILE = "enterprise_templates.csv"


def templates() -> dict[str, int]:
    """Name of each template (学校, 医院, 供水, 公交) → number of its rows."""
    found: dict[str, int] = {}
    for row in rows(FILE):
        found[row["行业"]] = found.get(row["行业"], 0) + 1
    return found


@transaction.atomic
def adopt_template(*, by: User, organisation: Organisation, template: str) -> int:
    """Give a public enterprise the rows of a template as its own; rows it has already stay.

    Returns how many were added. ValidationError when the organisation is none, or nothing is new.
    """
    require(may_keep(by, organisation))
    if organisation.kind != Kind.ENTERPRISE:
        raise ValidationError({"organisation": "样表只给公共企事业单位用，请选择企事业单位。"})
    if template not in templates():
        raise ValidationError({"template": "请选择一种样表。"})
    Field.objects.get_or_create(key=FIELD[0], defaults={"name": FIELD[1], "order": 90})
    day = clock.today()
    present = CatalogueItem.objects.filter(in_force(day), organisation=organisation)
    known = set(present.values_list("level1", "level2"))
    wanted = [
        row
        for row in rows(FILE)
        if row["行业"] == template and (row["一级事项"], row["二级事项"]) not in known
    ]
    if not wanted:
        raise ValidationError({"template": "这份样表的事项本单位都有了。"})
    for row in wanted:
        add_row(_values(row, organisation), organisation, day, note=f"采用{template}样表")
    append(
        verb="catalogue.adopt_template",
        by=by,
        subject=organisation,
        organisation=organisation,
        role=acting_role(by, "catalogue.overlay", organisation),
        detail={"template": template, "rows": len(wanted)},
    )
    return len(wanted)


def _values(row: dict[str, str], organisation: Organisation) -> dict[str, object]:
    return {
        "field": FIELD[0],
        "level1": row["一级事项"],
        "level2": row["二级事项"],
        "elements": row["公开内容（要素）"],
        "basis": row["公开依据"],
        "limit_text": row["公开时限"],
        "body_text": organisation.name,
        "channels": row["公开渠道和载体"],
        "county_level": False,
        "township_level": False,
        "source_note": NOTE,
    }
