"""Who may look after places and postings: those of the place, and those who published the record."""

from mingbai.accounts.models import User
from mingbai.channels.models import Place, Posting, Rendering
from mingbai.channels.states import NEED_PLACE, Channel, PostingState, RenderingState
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import is_listed
from mingbai.lib import clock
from mingbai.lib.verdict import YES, Verdict, no
from mingbai.organisations.models import Membership, Organisation
from mingbai.organisations.policies import may, may_anywhere
from mingbai.organisations.queries import existing, scope_of

READ, KEEP, MANAGE, MAKE = "posting.read", "posting.keep", "place.manage", "rendering.make"
NOT_PUBLIC = "只有已经公开的信息才能上公示栏、电子屏和其他渠道。内部公开和没有公开的都不能。"
OF_OTHERS = "这份稿件是别的单位做的，由他们修改、确认。您可以另做一份。"
OUTDATED = "这份稿件是按以前的内容做的，信息已经更正或者撤回。请按现在的内容重新制作。"


def may_manage(user: User, organisation: Organisation) -> Verdict:
    return may(user, MANAGE, organisation)


def _either(user: User, action: str, first: Organisation, second: Organisation) -> Verdict:
    verdict = may(user, action, first)
    return verdict if verdict else may(user, action, second)


def may_read(user: User, posting: Posting) -> Verdict:
    return _either(user, READ, posting.organisation, posting.information.organisation)


def may_keep(user: User, posting: Posting) -> Verdict:
    return _either(user, KEEP, posting.organisation, posting.information.organisation)


def may_plan(user: User, information: Information, channel: str, place: Place | None) -> Verdict:
    if not is_listed(information):
        return no(NOT_PUBLIC)
    if (channel in NEED_PLACE) != (place is not None):
        return no("请选择地点。" if place is None else "这个渠道不用选地点。")
    if place is None:
        return may(user, KEEP, information.organisation)
    if place.channel != channel:
        return no(f"“{place}”不是{Channel(channel).label}，请重新选择地点。")
    if place.closed_on is not None:
        return no(f"“{place}”已经停用，请选别的地点。")
    return _either(user, KEEP, place.organisation, information.organisation)


def may_put_up(user: User, posting: Posting) -> Verdict:
    if posting.state != PostingState.PLANNED:
        return no(f"这一条现在是“{posting.get_state_display()}”，不能再确认公开。")
    if not is_listed(posting.information):
        return no("这条信息已经撤回，不能再张贴、播放或者播出。")
    if not posting.is_current:
        return no("这条信息刚刚更正过，请打开最新的内容再张贴。")
    if posting.rendering is not None:
        usable = may_use(posting.rendering)
        if not usable:
            return usable
    return may_keep(user, posting)


def may_use(rendering: Rendering) -> Verdict:
    """A person looks at each rendering before it is used, and only while its text is the present one."""
    if rendering.state != RenderingState.CONFIRMED:
        return no("这份稿件还没有预览确认，请先预览。")
    return YES if rendering.is_current else no(OUTDATED)


def may_make(user: User, information: Information) -> Verdict:
    """The text is public: a village makes its own sheet of what the county published."""
    return may_anywhere(user, MAKE) if is_listed(information) else no(NOT_PUBLIC)


def may_change(user: User, rendering: Rendering) -> Verdict:
    if rendering.state != RenderingState.DRAFT:
        return no("已经预览确认的稿件不能再改。请另做一份。")
    if not rendering.is_current:
        return no(OUTDATED)
    return may_confirm(user, rendering)


def may_confirm(user: User, rendering: Rendering) -> Verdict:
    """Whoever made it, their colleagues and those above, and whoever published the record."""
    allowed = may_make(user, rendering.information)
    if not allowed or rendering.made_by_id == user.pk or may(user, MAKE, rendering.information.organisation):
        return allowed
    held = Membership.objects.filter(existing(clock.today()), user=rendering.made_by_id)
    return YES if scope_of(user, MAKE).filter(held).exists() else no(OF_OTHERS)
