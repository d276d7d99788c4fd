"""Who may evaluate, clean up, tag and file beside a record."""

from mingbai.accounts.models import User
from mingbai.disclosures.models import CleanUp, CleanUpItem, Dossier, Evaluation, Information
from mingbai.disclosures.policies.records import may_read, wrote
from mingbai.disclosures.queries import is_withheld
from mingbai.lib.verdict import YES, Verdict, no
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may

DECIDE = "upkeep.decide"


def may_set_terms(user: User) -> Verdict:
    """The county's own periods, its topics and the changes of grounds are the county office's."""
    return may(user, DECIDE, None)


def may_evaluate(user: User, information: Information) -> Verdict:
    allowed = may(user, DECIDE, information.organisation)
    if not allowed:
        return allowed
    if not is_withheld(information):
        return no("只有已登记的依申请公开、不予公开信息才需要定期评估。")
    return YES


def may_settle(user: User, evaluation: Evaluation) -> Verdict:
    """Confirm or reject: neither who proposed it nor who wrote the text."""
    allowed = may_evaluate(user, evaluation.information)
    if not allowed:
        return allowed
    if evaluation.state != Evaluation.State.PROPOSED:
        return no("这次评估已经有结果了，请刷新页面。")
    if evaluation.proposed_by_id == user.pk:
        return no("评估结论须由提出人以外的人确定。")
    if wrote(user, evaluation.information):
        return no("您是这份材料的拟稿人，评估结论须由别的人确定。")
    return YES


def may_clean_up(user: User, organisation: Organisation) -> Verdict:
    return may(user, DECIDE, organisation)


def may_propose(user: User, item: CleanUpItem) -> Verdict:
    """The unit of a document says what is to become of it."""
    if item.clean_up.state != CleanUp.State.OPEN:
        return no("这次清理已经全部确定，不能再改意见。")
    return may(user, DECIDE, item.information.organisation)


def may_decide_item(user: User, item: CleanUpItem) -> Verdict:
    """Who leads the campaign decides, but not on a proposal of their own."""
    if item.clean_up.state != CleanUp.State.OPEN:
        return no("这次清理已经全部确定，不能再改决定。")
    allowed = may_clean_up(user, item.clean_up.organisation)
    if not allowed:
        return allowed
    if not item.proposal:
        return no("文件所属单位还没有提出意见，不能决定。")
    if item.proposed_by_id == user.pk:
        return no("意见是您自己提出的，须由另一个人决定。")
    return YES


def may_keep_matter(user: User, dossier: Dossier) -> Verdict:
    return may_keep_beside(user, dossier.organisation)


def may_keep_beside(user: User, organisation: Organisation) -> Verdict:
    """Matters, topics and elements: whoever works on texts there, or looks after the upkeep."""
    return may(user, "record.edit", organisation) or may(user, DECIDE, organisation)


def may_tag(user: User, information: Information) -> Verdict:
    allowed = may_read(user, information)
    return may_keep_beside(user, information.organisation) if allowed else allowed


def may_remind(user: User, information: Information) -> Verdict:
    """Whoever works on the text may remind its readers."""
    return may(user, "record.edit", information.organisation) or may(
        user, "record.approve", information.organisation
    )
