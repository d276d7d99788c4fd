"""Who may read, enter, check and post lists of households."""

from typing import Any

from mingbai.households.models import HouseholdList, Objection
from mingbai.households.states import BEFORE, KNOWN_TO_THE_PUBLIC, RUNNING, ObjectionState, Verb, leads_to
from mingbai.lib.verdict import YES, Verdict, no
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may, may_anywhere

READ, EDIT, CHECK = "household.read", "household.edit", "household.check"
PUBLISH, DEFINE = "household.publish", "household.define"

RIGHTS = {
    Verb.IMPORT: EDIT,
    Verb.CHECK: CHECK,
    Verb.RETURN: CHECK,
    Verb.APPROVE: PUBLISH,
    Verb.POST: PUBLISH,
    Verb.CORRECT: EDIT,
    Verb.WITHDRAW: PUBLISH,
}


def may_define(user: Any) -> Verdict:
    return may_anywhere(user, DEFINE)


def may_create(user: Any, organisation: Organisation) -> Verdict:
    return may(user, EDIT, organisation)


def may_read(user: Any, row: HouseholdList) -> Verdict:
    return may(user, READ, row.organisation)


def right_for(verb: Verb, row: HouseholdList) -> str:
    """What is not posted yet may be thrown away by whoever enters it; approvers too send back."""
    return EDIT if verb == Verb.WITHDRAW and row.state in BEFORE else RIGHTS[verb]


def may_do(user: Any, verb: Verb, row: HouseholdList) -> Verdict:
    """Whether the person may, the state allows it, and four eyes see it."""
    allowed = may(user, right_for(verb, row), row.organisation)
    if verb == Verb.RETURN and not allowed:
        allowed = may(user, PUBLISH, row.organisation)
    if not allowed:
        return allowed
    if leads_to(verb, row.state) is None:
        return no(f"这份名单现在是“{row.get_state_display()}”，不能{verb.label}。")
    return _four_eyes(user, verb, row)


def _four_eyes(user: Any, verb: Verb, row: HouseholdList) -> Verdict:
    if verb == Verb.CHECK and row.entered_by_id is None:
        return no("名单还没有导入，先下载模板、填好再导入。")
    if verb in (Verb.CHECK, Verb.APPROVE) and row.entered_by_id == user.pk:
        return no(f"这份名单是您录入的，要由另一个人{verb.label.removesuffix('通过')}。")
    return YES


def may_print_sheet(user: Any, row: HouseholdList, today_shown: bool) -> Verdict:
    """The sheet for the board: from the approval on, and never once the names must be gone."""
    allowed = may_read(user, row)
    if not allowed:
        return allowed
    if row.state == "approved" or (row.state in RUNNING and today_shown):
        return YES
    return no("签发以后、公示期满以前才能打印公示表；公示期满，姓名不能再出现。")


def may_print_slips(user: Any, row: HouseholdList) -> Verdict:
    allowed = may(user, EDIT, row.organisation)
    if not allowed:
        return allowed
    if row.state != "approved" and row.state not in RUNNING:
        return no("签发以后、公示结束以前才能打印查询码。")
    return YES


def may_enter_objection(user: Any, row: HouseholdList) -> Verdict:
    allowed = may(user, EDIT, row.organisation)
    if allowed and row.state not in RUNNING:
        return no("公示期间才能登记异议。公示结束以后有意见的，按信访、申诉办理，确有错误的更正名单。")
    return allowed


def may_plan(user: Any, row: HouseholdList) -> Verdict:
    allowed = may(user, EDIT, row.organisation)
    if allowed and (row.state not in RUNNING or row.information_id is None):
        return no("公示期间、并且有公开的合计信息，才能安排公示栏张贴。")
    return allowed


def may_make_totals(user: Any, row: HouseholdList) -> Verdict:
    allowed = may(user, EDIT, row.organisation)
    if allowed and (row.state not in KNOWN_TO_THE_PUBLIC or row.information_id is not None):
        return no("名单公示以后、还没有合计信息的，才能起草合计信息。")
    return allowed


def may_decide(user: Any, objection: Objection) -> Verdict:
    allowed = may(user, EDIT, objection.organisation)
    if allowed and objection.state != ObjectionState.OPEN:
        return no(f"这条异议已经办结：{objection.get_state_display()}。")
    return allowed


def may_see_person(user: Any, objection: Objection) -> Verdict:
    """What was said and by whom is for those who decide, as long as it is kept."""
    allowed = may(user, EDIT, objection.organisation)
    if allowed and not objection.sealed:
        return no("内容已经按规定清除。")
    return allowed
