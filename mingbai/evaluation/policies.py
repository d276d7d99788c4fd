"""May this person do that to this finding, sheet or self-check now? With a reason when not."""

from typing import Any

from mingbai.accounts.models import User
from mingbai.evaluation.models import Finding, Line, Round, Scheme, SelfCheck, Sheet
from mingbai.evaluation.queries.reach import ANSWER, RUN
from mingbai.evaluation.states import (
    FINDING_TRANSITIONS,
    OPEN_ROUND,
    ROUND_TRANSITIONS,
    SELFCHECK_TRANSITIONS,
    FindingVerb,
    RoundState,
    RoundVerb,
    SchemeState,
    SelfCheckVerb,
    transition,
)
from mingbai.lib import clock
from mingbai.lib.verdict import YES, Verdict, no
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may

BY_UNIT = frozenset({FindingVerb.ANSWER, FindingVerb.OBJECT})


def may_run(user: User, organisation: Organisation) -> Verdict:
    return may(user, RUN, organisation)


def may_handle(user: User, verb: FindingVerb, finding: Finding) -> Verdict:
    """Units answer and object; the inspectors notify, re-check and decide, never on their own answer."""
    if verb == FindingVerb.SETTLE:
        return no("机器核对出来的问题，改好以后由机器了结。")
    allowed = (
        may(user, ANSWER, finding.organisation) if verb in BY_UNIT else may(user, RUN, finding.inspector)
    )
    if not allowed:
        return allowed
    if transition(FINDING_TRANSITIONS, verb, finding.state) is None:
        return no(f"这个问题现在是“{finding.get_state_display()}”，不能{verb.label}。")
    if verb in (FindingVerb.PASS, FindingVerb.SEND_BACK) and finding.answered_by_id == user.pk:
        return no("这次整改是您答复的，复查须由另一个人办理。")
    return YES


def may_edit_scheme(user: User, scheme: Scheme) -> Verdict:
    allowed = may(user, RUN, scheme.organisation)
    if not allowed:
        return allowed
    if scheme.state != SchemeState.DRAFT:
        return no("方案启用以后不能再改指标和分值。需要调整的，请停用后新建一个方案。")
    return YES


def may_move_round(user: User, verb: RoundVerb, round_: Round) -> Verdict:
    allowed = may(user, RUN, round_.organisation)
    if not allowed:
        return allowed
    if transition(ROUND_TRANSITIONS, verb, round_.state) is None:
        return no(f"这次考核现在是“{round_.get_state_display()}”，不能{verb.label}。")
    return YES


def may_score(user: User, round_: Round) -> Verdict:
    """Enter points, exclude lines, compute again: until the result is frozen."""
    allowed = may(user, RUN, round_.organisation)
    if not allowed:
        return allowed
    if round_.state not in OPEN_ROUND:
        return no("结果已经固定，不能再改。")
    return YES


def may_self_score(user: User, sheet: Sheet) -> Verdict:
    allowed = may(user, ANSWER, sheet.organisation)
    if not allowed:
        return allowed
    if sheet.round.state != RoundState.OPEN:
        return no("自评已经结束，不能再填。对审核结果有不同意见的，可以在异议期内提出。")
    if sheet.self_done_at is not None:
        return no("自评已经提交。需要修改的，请联系考核单位。")
    return YES


def may_object(user: User, line: Line) -> Verdict:
    """Once per line, while the reviewed result lies with the units, until the day the round names."""
    round_ = line.sheet.round
    allowed = may(user, ANSWER, line.sheet.organisation)
    if not allowed:
        return allowed
    if round_.state not in (RoundState.REVIEWED, RoundState.OBJECTED):
        return no("现在不是提异议的时候：审核结果发给单位核对以后才能提。")
    if round_.objections_until is None or clock.today() > round_.objections_until:
        return no(f"异议期已于 {round_.objections_until} 结束。")
    if hasattr(line, "objection"):
        return no("这一项已经提过异议，请等复核意见。")
    return YES


def may_self_check(user: User, verb: SelfCheckVerb, selfcheck: SelfCheck) -> Verdict:
    """The unit fills in and hands in; the county office returns or receives."""
    action = ANSWER if verb in (SelfCheckVerb.EDIT, SelfCheckVerb.SUBMIT) else RUN
    allowed = may(user, action, selfcheck.organisation)
    if not allowed:
        return allowed
    if transition(SELFCHECK_TRANSITIONS, verb, selfcheck.state) is None:
        return no(f"自查表现在是“{selfcheck.get_state_display()}”，不能{verb.label}。")
    if action == RUN and selfcheck.submitted_by_id == user.pk:
        return no("这份自查表是您上报的，须由另一个人接收或者退回。")
    return YES


def allowed_verbs(user: User, finding: Finding) -> dict[str, Any]:
    """For the page: verb → whether this person may do it now."""
    return {str(verb): bool(may_handle(user, verb, finding)) for verb in FindingVerb}
