"""Who may do what with a record now: state, person and four eyes, with a reason when not."""

from mingbai.accounts.models import User
from mingbai.disclosures.models import Audience, Information
from mingbai.disclosures.queries import written_by
from mingbai.disclosures.states import Stage, Status, Verb, transition
from mingbai.lib.verdict import YES, Verdict, no
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may
from mingbai.organisations.queries import roles_of
from mingbai.reviews.models import ACTION_OF_STEP, ReviewState
from mingbai.reviews.queries import step_of

# The action of the authorisation table behind each verb that has no further condition.
ACTION_OF_VERB = {
    Verb.EDIT: "record.edit",
    Verb.SUBMIT: "record.submit",
    Verb.RECALL: "record.submit",
    Verb.SCHEDULE: "record.publish",
    Verb.PUBLISH: "record.publish",
    Verb.CORRECT: "record.publish",
    Verb.REPUBLISH: "record.publish",
    Verb.REGISTER: "record.publish",
    Verb.WITHDRAW: "record.withdraw",
    Verb.REMOVE: "record.withdraw",
    Verb.MERGE: "record.withdraw",
    Verb.DISCARD: "record.edit",
    Verb.DROP_CORRECTION: "record.edit",
}


def may_read(user: User, information: Information) -> Verdict:
    return may(user, "record.read", information.organisation)


def may_read_internal(user: User, information: Information) -> Verdict:
    """Internal texts are for the staff of the organisation that published them."""
    if information.audience != Audience.INTERNAL or information.status != Status.PUBLISHED:
        return no("这不是一份内部公开的信息。")
    if roles_of(user, information.organisation):
        return YES
    return no("这是别的单位内部公开的信息。")


def may_create(user: User, organisation: Organisation) -> Verdict:
    if organisation.valid_to is not None:
        return no(f"{organisation.name}已撤销，不能再新建信息。")
    return may(user, "record.create", organisation)


def may_do(user: User, verb: Verb, information: Information) -> Verdict:
    """Whether this person may now do this verb; for verbs that the table alone decides."""
    allowed = may(user, ACTION_OF_VERB[verb], information.organisation)
    if not allowed:
        return allowed
    if transition(verb, information.stage, information.status) is None:
        return not_now(verb, information)
    if verb == Verb.EDIT and held_by_another(user, information):
        return no(f"{information.locked_by}正在修改这份稿件，已暂时锁定。")
    if verb == Verb.DROP_CORRECTION and information.urgent_pending:
        return no("这条信息是应急发布的，还没有补审，不能放弃更正。请改好以后提交审核。")
    if verb == Verb.EDIT and information.stage == Stage.DONE:
        return may(user, "record.correct", information.organisation)
    return YES


def held_by_another(user: User, information: Information) -> bool:
    """Whether a colleague has locked the text; the lock of somebody who no longer edits here is void."""
    holder = information.locked_by
    if not information.locked or holder is None or holder.pk == user.pk:
        return False
    return bool(may(holder, "record.edit", information.organisation))


def not_now(verb: Verb, information: Information) -> Verdict:
    return no(
        f"这条信息现在是“{information.get_status_display()}、{information.get_stage_display()}”，"
        f"不能{verb.label}。"
    )


def wrote(user: User, information: Information) -> bool:
    """Whether words of this person are in the text: they drafted it, or saved it since it was last public.

    Not only who saved last: a colleague's comma afterwards makes nobody a second pair of eyes.
    """
    return bool(written_by(user, [information]))


def may_decide(user: User, information: Information, state: ReviewState | None) -> Verdict:
    """Decide the step at which the review stands: nobody decides on a text of their own."""
    if information.stage != Stage.IN_REVIEW or state is None:
        return no("这条信息不在审核中。")
    step = step_of(state)
    allowed = may(user, ACTION_OF_STEP[step], information.organisation)
    if not allowed:
        return allowed
    if wrote(user, information):
        return no(f"您拟写或者最后修改过这份稿件，{step.label}须由另一个人办理。")
    return YES


# Who works on a text may leave remarks at it; who only watches (审计) leaves no trace in it.
WORKING = ("record.edit", "record.check", "record.secrecy", "record.approve", "record.lifecycle")


def may_comment(user: User, information: Information) -> Verdict:
    if any(may(user, action, information.organisation) for action in WORKING):
        return YES
    return no("您只能查看这份稿件，不能留言。有意见请直接告诉承办人。")


def may_publish_urgently(user: User, information: Information) -> Verdict:
    allowed = may(user, "record.publish_urgent", information.organisation)
    if not allowed:
        return allowed
    if wrote(user, information):
        return no("应急发布也须由拟稿人以外的人决定。")
    if transition(Verb.PUBLISH_URGENT, information.stage, information.status) is None:
        return not_now(Verb.PUBLISH_URGENT, information)
    return YES


def may_answer_finding(user: User, information: Information) -> Verdict:
    allowed = may(user, "record.waive", information.organisation)
    if not allowed:
        return allowed
    if wrote(user, information):
        return no("需要说明理由的发现，须由拟稿人以外的人核对后填写。")
    return YES


def may_read_original(user: User, information: Information) -> Verdict:
    return may(user, "original.read", information.organisation)


def may_manage_life(user: User, information: Information) -> Verdict:
    """Expire, repeal, relate: facts about a published text."""
    if information.status != Status.PUBLISHED:
        return no("只有已公开的信息才能标注有效性。")
    return may(user, "record.lifecycle", information.organisation)
