"""Who may do what with the sheets of a village."""

from mingbai.accounts.models import User
from mingbai.lib.verdict import YES, Verdict, no
from mingbai.organisations.models import Kind, Organisation
from mingbai.organisations.policies import may
from mingbai.villages.models import MonthlyClose, Objection
from mingbai.villages.states import EDITABLE, PUBLIC, TO_AUTHORITY, ObjectionKind, State

READ, KEEP, SIGN, MANAGE = "register.read", "register.keep", "duty.sign", "duty.manage"


def may_keep(user: User, village: Organisation) -> Verdict:
    """Fill in, have signed, post and close the sheets of this village."""
    if village.kind != Kind.VILLAGE:
        return no(f"“{village}”不是村（社区），没有村务公开表。")
    return may(user, KEEP, village)


def may_look_after(user: User, village: Organisation) -> Verdict:
    """Enter objections: the village's own clerk, and the township's people who sign."""
    allowed = may_keep(user, village)
    return YES if allowed or may(user, SIGN, village) else allowed


def may_edit(user: User, sheet: MonthlyClose) -> Verdict:
    allowed = may_keep(user, sheet.organisation)
    if allowed and sheet.state not in EDITABLE:
        return no("这张表已经张贴，不能直接改。确有错误的，请用“更正”做一张新表，原表会保留。")
    return allowed


def may_sign(user: User, sheet: MonthlyClose) -> Verdict:
    return _in_state(may_keep(user, sheet.organisation), sheet, {State.DRAFT}, "签字")


def may_post(user: User, sheet: MonthlyClose) -> Verdict:
    return _in_state(may_keep(user, sheet.organisation), sheet, {State.SIGNED}, "张贴")


def may_close(user: User, sheet: MonthlyClose) -> Verdict:
    return _in_state(may_keep(user, sheet.organisation), sheet, {State.POSTED}, "办结")


def may_correct(user: User, sheet: MonthlyClose) -> Verdict:
    return _in_state(may_look_after(user, sheet.organisation), sheet, PUBLIC, "更正")


def may_answer(user: User, objection: Objection) -> Verdict:
    """《组织法》第三十一条：反映不及时、不真实的，由乡镇或者县里调查核实，村里不能自己答复自己。"""
    village = objection.organisation
    if objection.kind not in TO_AUTHORITY:
        return may_look_after(user, village)
    above = village.get_parent() or village
    if may(user, KEEP, above) or may(user, SIGN, above):
        return YES
    kind = ObjectionKind(objection.kind).label
    return no(f"“{kind}”要由乡镇或者县里调查核实以后答复，请联系“{above}”。")


def may_make_record(user: User, sheet: MonthlyClose) -> Verdict:
    """Begin the draft that goes through the ordinary review and out on the web."""
    return _in_state(may(user, "record.create", sheet.organisation), sheet, PUBLIC, "生成网上公开的稿件")


def _in_state(
    allowed: Verdict, sheet: MonthlyClose, states: frozenset[State] | set[State], verb: str
) -> Verdict:
    if allowed and sheet.state not in states:
        return no(f"这张表现在是“{sheet.get_state_display()}”，不能{verb}。")
    return allowed
