"""What the sweep does for subscribers each minute."""

from mingbai.notifications.models import DeliveryState
from mingbai.subscriptions.actions.clearing import clear_old
from mingbai.subscriptions.actions.gathering import gather
from mingbai.subscriptions.actions.sending import send_due

_WORDS = (
    (DeliveryState.SENT, "发出订阅信 {} 封"),
    (DeliveryState.RECORDED, "记录订阅信 {} 封"),
    (DeliveryState.FAILED, "订阅信没有发出 {} 封"),
    (DeliveryState.QUEUED, "订阅信稍后再发 {} 封"),
)


def round_() -> str:
    """Erase what is old, find what is new, send it. Says what it did, or ""."""
    lapsed = clear_old()
    gather()
    done = send_due()
    words = [words.format(done[state]) for state, words in _WORDS if done[state]]
    return "，".join([*words, *([f"清除没有确认的订阅 {lapsed} 项"] if lapsed else [])])
