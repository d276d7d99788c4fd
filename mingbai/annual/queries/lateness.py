"""What is to be done about a report that should be public by now (条例第四十九条)."""

from mingbai.annual.models import AnnualReport
from mingbai.annual.queries.parameters import due_on
from mingbai.disclosures.states import Status
from mingbai.lib import clock
from mingbai.organisations.authorisation import roles_for
from mingbai.organisations.models import Role
from mingbai.organisations.queries import valid_memberships

MOST_NAMES = 5


def lateness(report: AnnualReport) -> str:
    """By how many days the publication is late and whose turn it is; "" while it is not late."""
    due, today, record = due_on(report.organisation, report.year), clock.today(), report.information
    if today <= due or (record is not None and record.status == Status.PUBLISHED):
        return ""
    said = f"应在{due.year}年{due.month}月{due.day}日前公布，已超过 {(today - due).days} 天，"
    if not report.is_final:
        return f"{said}请尽快编写、签发。"
    if record is not None:
        return f"{said}请到稿件里提交审核、公布。"
    names = _drafters(report)
    return f"{said}请拟稿人{f'（{names}）' if names else ''}把报告转为稿件。"


def _drafters(report: AnnualReport) -> str:
    """Names of those of the organisation itself who may make a record of it."""
    roles = [one for one in roles_for("record.create") if one != Role.COUNTY_OFFICE]
    held = valid_memberships(clock.today()).filter(
        organisation=report.organisation, role__in=roles, user__is_active=True
    )
    names = dict.fromkeys(one.user.full_name for one in held.select_related("user").order_by("pk"))
    return "、".join(list(names)[:MOST_NAMES]) + ("等" if len(names) > MOST_NAMES else "")
