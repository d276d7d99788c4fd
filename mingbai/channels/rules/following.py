"""What a change of a record asks of each channel on which it went out."""

from mingbai.channels.states import HANGS, Channel, JobKind, PostingState

RETRACTABLE = HANGS | {Channel.WECHAT, Channel.WEIBO, Channel.OTHER}
"""Where something can be taken away again; what was said or handed out can only be put right the same way."""


def asked_by_correction(channel: str) -> JobKind:
    return JobKind.REPLACE if channel in HANGS else JobKind.CORRECT_OUT


def asked_by_withdrawal(channel: str) -> JobKind:
    return JobKind.TAKE_DOWN if channel in RETRACTABLE else JobKind.CORRECT_OUT


def concerns(channel: str, state: str) -> bool:
    """Whether a posting is still before the public's eyes: a notice that was taken down years ago is not,
    an announcement that was made cannot be unheard."""
    return state == PostingState.UP or (state == PostingState.ENDED and channel not in HANGS)
