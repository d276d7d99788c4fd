"""What a person typed, looked at before it is kept."""

from collections.abc import Callable, Mapping

from mingbai.outbox.rules.counting import (
    AUTHOR_LIMIT,
    DIGEST_LIMIT,
    MEDIUM,
    SHORT,
    TITLE_LIMIT,
    WEIBO_LIMIT,
    wechat_length,
    weibo_length,
)
from mingbai.outbox.rules.cutting import figures_in

Length = Callable[[str], int]
FIELDS: dict[str, dict[str, tuple[str, int, Length]]] = {
    "wechat": {
        "title": ("标题", TITLE_LIMIT, wechat_length),
        "digest": ("摘要", DIGEST_LIMIT, wechat_length),
        "author": ("作者", AUTHOR_LIMIT, wechat_length),
        "lead": ("导语", 500, wechat_length),
    },
    "weibo": {"text": ("微博", WEIBO_LIMIT, weibo_length)},
    "group": {
        "short": ("短消息", SHORT, wechat_length),
        "medium": ("中等长度", MEDIUM, wechat_length),
        "full": ("全文", 20_000, wechat_length),
    },
}
"""What a person may edit in each kind: its name, how long it may be, and how that is counted."""


def problems_of(kind: str, values: Mapping[str, str], address: str) -> dict[str, str]:
    """Field → what is wrong with it, in words for the person."""
    found: dict[str, str] = {}
    for name, (label, limit, length) in FIELDS[kind].items():
        text = values.get(name, "")
        if (long := length(text)) > limit:
            found[name] = f"{label}有 {long} 字，最多 {limit} 字，请删去 {long - limit} 字。"
        elif kind != "wechat" and address not in text:
            found[name] = f"请保留短网址 {address}，群众从这里看全文。"
        elif kind == "weibo" and "#" in text.replace(address, ""):
            found[name] = "分享的微博里不能有“#话题#”，请把 # 去掉。"
        elif name == "title" and not text.strip():
            found[name] = "请填写标题。"
    return found


def foreign_figures(kind: str, values: Mapping[str, str], source: str) -> list[str]:
    """Amounts, dates and telephone numbers in the text that the public record does not hold."""
    text = "\n".join(values.get(name, "") for name in FIELDS[kind])
    known = set(figures_in(source))
    return sorted({one for one in figures_in(text) if one not in known and one not in source})
