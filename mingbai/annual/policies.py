"""May this person do that with this annual report now? With a reason when not."""

from mingbai.accounts.models import User
from mingbai.annual.models import AnnualReport
from mingbai.annual.queries.parameters import reports
from mingbai.annual.queries.reach import READING
from mingbai.annual.states import WRITE, Verb, may_lead, transition
from mingbai.lib.verdict import YES, Verdict, no
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may
from mingbai.organisations.queries import scope_of

WRONG_STATE = {
    Verb.WRITE: "报告已经提交或者签发，不能修改。要修改的，请先撤回，或者请签发人退回、重新编写。",
    Verb.SUBMIT: "报告已经提交过了。",
    Verb.RECALL: "只有等待签发的报告才能撤回。",
    Verb.SEND_BACK: "只有等待签发的报告才能退回。",
    Verb.SIGN: "报告还没有提交签发，或者已经签发。",
    Verb.REOPEN: "只有已经签发的报告才能重新编写。",
    Verb.HAND_OVER: "报告签发以后才能转为稿件公布。",
    Verb.HAND_IN: "只有已经签发、还没有报送的报告才能报送。",
}


def may_read(user: User, report: AnnualReport) -> Verdict:
    if any(scope_of(user, action).contains(report.organisation) for action in READING):
        return YES
    return no("您看不到这个单位的年度报告。")


def may_begin(user: User, organisation: Organisation) -> Verdict:
    allowed = may(user, WRITE, organisation)
    if allowed and not reports(organisation):
        return no(f"{organisation}不在编写年度报告的单位之列。确需编写的，请县公开办修改参数。")
    return allowed


def may_do(user: User, verb: Verb, report: AnnualReport) -> Verdict:
    """Whether the verb is this person's in the report's organisation, and possible now."""
    allowed = may(user, transition(verb).action, report.organisation)
    if not allowed:
        return allowed
    return YES if may_lead(report.state, verb) else no(WRONG_STATE[verb])


def may_sign(user: User, report: AnnualReport) -> Verdict:
    """Another person than those who wrote: 分管领导为第一责任人。"""
    allowed = may_do(user, Verb.SIGN, report)
    if allowed and user.pk in writers(report):
        return no("您参与了编写或者填报，报告要由另一位签发人签发。")
    return allowed


def writers(report: AnnualReport) -> set[int]:
    """Everybody who began, wrote, entered figures or submitted."""
    found = {report.made_by_id, report.submitted_by_id}
    found |= set(report.sections.values_list("edited_by", flat=True))
    found |= set(report.entered.values_list("by", flat=True))
    return {one for one in found if one is not None}


def may_hand_over(user: User, report: AnnualReport) -> Verdict:
    allowed = may_do(user, Verb.HAND_OVER, report)
    if allowed and not may(user, "record.create", report.organisation):
        return no(f"请{report.organisation}的拟稿人把报告转为稿件，按审核步骤公布。")
    return allowed


def may_set_parameters(user: User) -> Verdict:
    """The county's own decisions: for those who write reports everywhere."""
    return YES if scope_of(user, WRITE).all else no("年度报告的参数由县公开办设置。")
