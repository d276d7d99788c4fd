"""Who may make, release and confirm what goes to accounts and groups.

先审后发（国办发〔2018〕123号）：正文已经签发，所以没有人改过的成稿一个人就能送发；人改过的文字（标题、摘要、导语、
群消息、微博）没有经过签发，要由没有改它的另一个人预览确认或者同意送发。
"""

from mingbai.accounts.models import User
from mingbai.channels.models import Posting, Rendering
from mingbai.channels.policies import may_keep as may_keep_posting
from mingbai.channels.policies import may_plan, may_use
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import is_listed
from mingbai.lib.verdict import YES, Verdict, no
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may
from mingbai.outbox.adapters import sends_itself
from mingbai.outbox.models import GroupChat, Message
from mingbai.outbox.states import Purpose, State, Verb, leads_to
from mingbai.outbox.values import Outlet
from mingbai.registers.models import MediaAccount
from mingbai.registers.states import AccountState

READ, KEEP, MAKE, SEND = "posting.read", "posting.keep", "rendering.make", "outbox.send"
BY_MACHINE = "正在由系统发送，请等它发完；要改由人工发布的，先撤回送发。"


def may_open_group(user: User, organisation: Organisation) -> Verdict:
    return may(user, KEEP, organisation)


def may_prepare(user: User, information: Information, outlet: Outlet) -> Verdict:
    usable = _is_open(outlet.of)
    return may_plan(user, information, outlet.channel, None) if usable else usable


def _is_open(outlet: MediaAccount | GroupChat) -> Verdict:
    shut = outlet.state != AccountState.OPEN if isinstance(outlet, MediaAccount) else outlet.closed_on
    return no(f"“{outlet}”已经停用，不能再发。") if shut else YES


def may_follow(user: User, posting: Posting) -> Verdict:
    """Making a correction or a deletion: whoever may keep the posting."""
    return may_keep_posting(user, posting)


def may_change(user: User, message: Message) -> Verdict:
    if message.state not in (State.DRAFT, State.FAILED):
        return no(f"这一条现在是“{message.get_state_display()}”，不能再换稿。")
    return _near(user, KEEP, message)


def may_queue(user: User, message: Message) -> Verdict:
    allowed = _step(user, SEND, message, Verb.QUEUE)
    if not allowed:
        return allowed
    return is_fit(message, user)


def is_fit(message: Message, by: User | None) -> Verdict:
    """Whether the text may go out now, released by `by`."""
    usable = _is_open(message.outlet)
    if not usable or message.purpose == Purpose.DELETION:
        return usable
    if not is_listed(message.posting.information):
        return no("这条信息已经撤回，不能再发。")
    if message.rendering is None:
        return no("还没有选成稿。")
    usable = may_use(message.rendering)
    return four_eyes(message.rendering, by) if usable else usable


def four_eyes(rendering: Rendering, by: User | None) -> Verdict:
    editor = rendering.content.get("edited_by")
    others = {rendering.confirmed_by_id, by.pk if by else None} - {editor, None}
    if editor is None or others:
        return YES
    return no("这份稿件的文字是您自己改的，没有经过签发：请另一个人预览确认，或者由另一个人送发。")


def may_recall(user: User, message: Message) -> Verdict:
    return _step(user, SEND, message, Verb.RECALL)


def may_confirm(user: User, message: Message) -> Verdict:
    """A person says that it is out: released, and not in the hands of a program."""
    if message.state == State.QUEUED and sends_itself(message):
        return no(BY_MACHINE)
    if leads_to(Verb.CONFIRM, message.state) is None:
        return no(f"这一条现在是“{message.get_state_display()}”，不能登记。先审后发：同意送发以后才能发布。")
    return may_keep_posting(user, message.posting)


def may_deny(user: User, message: Message) -> Verdict:
    if message.out_at is not None:
        return no("平台已经给了回执，渠道也登记了。不想留着的，请办理删除。")
    return _step(user, KEEP, message, Verb.DENY)


def may_cancel(user: User, message: Message) -> Verdict:
    return _step(user, KEEP, message, Verb.CANCEL)


def _step(user: User, action: str, message: Message, verb: Verb) -> Verdict:
    allowed = _near(user, action, message)
    if allowed and leads_to(verb, message.state) is None:
        return no(f"这一条现在是“{message.get_state_display()}”，不能{verb.label}。")
    return allowed


def _near(user: User, action: str, message: Message) -> Verdict:
    """In the organisation of the account or group; to keep things also where the record is from."""
    allowed = may(user, action, message.organisation)
    if allowed or action == SEND:
        return allowed
    return may(user, action, message.posting.information.organisation)
