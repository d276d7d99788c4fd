"""Who makes the gazette: the county office alone, and never one person from beginning to end."""

from typing import Any

from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import is_listed
from mingbai.gazette.models import HandIn, Issue
from mingbai.gazette.states import FROM, HandInState, Verb
from mingbai.lib.verdict import YES, Verdict, no
from mingbai.organisations.models import Kind, Organisation
from mingbai.organisations.policies import may

EDIT, ISSUE, READ, HAND_IN = "gazette.edit", "gazette.issue", "posting.read", "posting.keep"
NO_GAZETTE = "政府公报只由县人民政府办；部门、乡镇、街道不办公报，文件可以报送县政府公报刊登。"


def may_edit(user: Any, issue: Issue | None = None) -> Verdict:
    """Whether the person may work on an issue, or begin one."""
    allowed = may(user, EDIT, None)
    if not allowed or issue is None:
        return allowed
    return _in_state(issue, Verb.CHANGE)


def may_publish_for(organisation: Organisation) -> Verdict:
    """部门、乡镇、街道不办。"""
    return YES if organisation.kind == Kind.COUNTY else no(NO_GAZETTE)


def may_freeze(user: Any, issue: Issue) -> Verdict:
    allowed = may(user, EDIT, None)
    return _in_state(issue, Verb.FREEZE) if allowed else allowed


def may_send_back(user: Any, issue: Issue) -> Verdict:
    allowed = may(user, EDIT, None)
    return _in_state(issue, Verb.SEND_BACK) if allowed else allowed


def may_issue(user: Any, issue: Issue) -> Verdict:
    """四眼原则：编辑、定稿的人不能自己出版。"""
    allowed = may(user, ISSUE, None)
    if not allowed:
        return allowed
    if not (ready := _in_state(issue, Verb.ISSUE)):
        return ready
    if issue.assemblers.filter(pk=user.pk).exists():
        return no("您参加了这一期的编辑，要由没有参加编辑的另一位同事核对出版。")
    return YES


def may_blank(user: Any, issue: Issue) -> Verdict:
    allowed = may(user, ISSUE, None)
    return _in_state(issue, Verb.BLANK) if allowed else allowed


def may_hand_in(user: Any, information: Information) -> Verdict:
    allowed = may(user, HAND_IN, information.organisation)
    if allowed and not is_listed(information):
        return no("只能报送已经向社会公开、现在还公开着的文件。")
    return allowed


def may_answer(user: Any, row: HandIn) -> Verdict:
    allowed = may(user, EDIT, None)
    if allowed and row.state != HandInState.WAITING:
        return no(f"这一件现在是“{row.get_state_display()}”。")
    return allowed


def _in_state(issue: Issue, verb: Verb) -> Verdict:
    if issue.state == FROM[verb]:
        return YES
    return no(f"{issue}现在是“{issue.get_state_display()}”，不能{verb.label}。")
