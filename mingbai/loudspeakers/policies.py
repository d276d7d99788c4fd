"""Who writes scripts, enters airings and decides how a station speaks."""

from mingbai.accounts.models import User
from mingbai.channels.models import Posting, Rendering
from mingbai.channels.policies import KEEP, MAKE, MANAGE, READ, may_keep, may_make
from mingbai.channels.states import Channel, PostingState, RenderingKind, RenderingState
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import is_listed
from mingbai.lib.verdict import Verdict, no
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may

READINGS = "lexicon.manage"
__all__ = ["KEEP", "MAKE", "MANAGE", "READ", "READINGS"]


def may_write(user: User, information: Information, station: Organisation) -> Verdict:
    """Write a script of a public record, in the words of the station that reads it."""
    verdict = may_make(user, information)
    return may(user, MAKE, station) if verdict else verdict


def may_air(user: User, posting: Posting) -> Verdict:
    if posting.channel != Channel.BROADCAST:
        return no("这一条不是广播，不能登记播出。")
    if posting.state in (PostingState.CANCELLED, PostingState.ENDED):
        return no(f"这一条现在是“{posting.get_state_display()}”，不能再登记播出。")
    if not is_listed(posting.information):
        return no("这条信息已经撤回，不能再播。")
    return may_keep(user, posting)


def may_void(user: User, posting: Posting) -> Verdict:
    return may_keep(user, posting)


def may_make_sound(user: User, rendering: Rendering) -> Verdict:
    if rendering.kind != RenderingKind.SCRIPT or rendering.state != RenderingState.CONFIRMED:
        return no("请先预览确认广播稿，再做录音。")
    return may_make(user, rendering.information)


def may_set(user: User, organisation: Organisation) -> Verdict:
    return may(user, MANAGE, organisation)


def may_set_readings(user: User) -> Verdict:
    return may(user, READINGS, None)
