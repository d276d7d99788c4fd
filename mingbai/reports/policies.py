"""May this person do that with this report now? With a reason when not."""

from mingbai.accounts.models import User
from mingbai.lib.verdict import YES, Verdict, no
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may
from mingbai.reports.models import FulfilmentReport
from mingbai.reports.queries.reach import WRITE, covers
from mingbai.reports.states import ReportState


def may_begin(user: User, organisation: Organisation, below: bool) -> Verdict:
    allowed = may(user, WRITE, organisation)
    if allowed and not covers(user, organisation, below):
        return no("您看不到下级单位的台账，只能编写本单位的报告。请去掉“连同下级单位”。")
    return allowed


def may_change(user: User, report: FulfilmentReport) -> Verdict:
    """Edit, take the numbers again, fix: while it is a draft."""
    allowed = may_begin(user, report.organisation, report.below)
    if allowed and not report.is_draft:
        return no("报告已经定稿，不能再改。数字有变化的，请生成新的一版。")
    return allowed


def may_renew(user: User, report: FulfilmentReport) -> Verdict:
    allowed = may_begin(user, report.organisation, report.below)
    if allowed and report.state != ReportState.FIXED:
        return no("只有最新的定稿才能生成新的一版。")
    return allowed


def may_hand_over(user: User, report: FulfilmentReport) -> Verdict:
    if report.state != ReportState.FIXED:
        return no("报告定稿以后才能转为稿件，公开的文字和数字才对得上。")
    if report.information_id is not None:
        return no("报告已经转为稿件，请到稿件里修改。")
    allowed = may(user, WRITE, report.organisation)
    if not allowed:
        return allowed
    if not may(user, "record.create", report.organisation):
        return no(f"请{report.organisation}的拟稿人把报告转为稿件，按审核步骤公开。")
    return YES
