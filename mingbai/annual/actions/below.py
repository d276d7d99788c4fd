"""What a report sums up: leaving an organisation out, and reminding those who are missing."""

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.annual.actions.recording import held, trail
from mingbai.annual.models import AnnualReport, Inclusion
from mingbai.annual.policies import may_do
from mingbai.annual.queries.below import below
from mingbai.annual.queries.parameters import due_on
from mingbai.annual.states import Verb
from mingbai.lib import clock
from mingbai.lib.text import one_line
from mingbai.lib.verdict import require
from mingbai.notifications.actions import Draft, notify_many
from mingbai.organisations.authorisation import roles_for
from mingbai.organisations.models import Membership, Organisation
from mingbai.organisations.queries import valid_memberships


@transaction.atomic
def cover(
    *, report: AnnualReport, organisation: Organisation, included: bool, by: User, reason: str = ""
) -> Inclusion:
    """Sum the report of an organisation below up, or leave it out with a reason."""
    report = held(report)
    require(may_do(by, Verb.WRITE, report))
    row = Inclusion.objects.filter(report=report, organisation=organisation).first()
    if row is None:
        raise ValidationError({"organisation": "这个单位不在汇总范围内。"})
    words = "" if included else one_line(reason)[:300]
    if not included and not words:
        raise ValidationError({"reason": "请写明为什么不汇总这个单位。"})
    row.left_out_reason, row.by, row.at = words, by, clock.now()
    row.save()
    trail(report, by, "cover", organisation=organisation.code, included=included)
    return row


@transaction.atomic
def remind(*, report: AnnualReport, by: User) -> int:
    """Tell those who write for the organisations that have not signed yet; how many were told.

    Once a day: pressing the button again the same day tells nobody twice.
    """
    report = held(report)
    require(may_do(by, Verb.WRITE, report))
    late = [one.organisation for one in below(report) if one.is_missing]
    today = clock.today()
    drafts = [
        Draft(
            held_.user,
            f"{held_.organisation}{report.year}年政府信息公开工作年度报告还没有报来，"
            f"期限是{due_on(held_.organisation, report.year)}。请编写、签发后报送。",
            f"annual:late:{held_.organisation_id}:{report.year}:{today}",
            "/desk/annual/",
        )
        for held_ in _writers(late)
    ]
    told = notify_many(drafts)
    trail(report, by, "remind", organisations=[one.code for one in late], told=told)
    return told


def _writers(places: list[Organisation]) -> list[Membership]:
    roles = [role for role in roles_for("annual.write") if role != "county_office"]
    rows = valid_memberships(clock.today()).filter(
        organisation__in=places, role__in=roles, user__is_active=True
    )
    return list(rows.select_related("user", "organisation").order_by("pk"))
