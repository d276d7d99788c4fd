"""How a filing stands against what was asked for."""

from datetime import date

TAKEN = ("pdf", "docx", "doc", "wps", "xlsx", "xls", "et", "ofd", "jpg", "jpeg", "png", "txt")
MOST_BYTES = 20 * 1024 * 1024


def receipt_number(year: int, serial: int) -> str:
    return f"收备〔{year}〕{serial}号"


def standing(state: str, sent_on: date | None, due_on: date, today: date) -> str:
    """In words: received, waiting, sent back or not filed, and whether it was or is late.

    `state` is that of the last filing, "" when there is none; the due day itself is in time.
    """
    words = {"sent": "已报送，待确认", "received": "已收到", "sent_back": "被退回，未重报"}.get(state, "未报")
    if state in ("sent", "received") and sent_on is not None:
        late = (sent_on - due_on).days
        return f"{words}（迟报 {late} 天）" if late > 0 else words
    late = (today - due_on).days
    return f"{words}，已超期 {late} 天" if late > 0 else words
