"""Sharing to Weibo: statuses/share. It holds an address bound to the app."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from mingbai.outbox.adapters.http import Answer, Host, Lost, NotSent
from mingbai.outbox.values import Accepted, Outcome, Outgoing, Refused, Unclear

SYSTEM_ERRORS = frozenset({10001, 10002, 10003, 10009, 10011})
REPEATED = frozenset({20017, 20019})
EXPIRED = frozenset({21314, 21315, 21316, 21317, 21327, 21332})
OFTEN = frozenset({10022, 10023, 10024, 20016, 20021})
WORDS = {
    10006: "微博应用的 AppKey 不对，请系统管理员检查设置",
    10014: "这个微博应用没有分享接口的权限，请改为手工发布",
    20012: "文字超过平台的字数",
    20013: "文字超过平台的字数",
    20031: "平台要求验证，请在微博上手工发布",
}
LOST = "已经提交给微博，但没有收到回答。请打开微博看一看发出来没有"
AGAIN = "微博说已经发过相同的内容。请打开微博看一看是不是已经发出来了"
BY_HAND = "微博的删除要在微博上手工办理"


@dataclass(frozen=True)
class WeiboKeys:
    """From the settings. `address` is the public address of this server, which the interface asks for."""

    token: str = field(repr=False)
    address: str = ""


@dataclass(frozen=True)
class Weibo:
    base: str
    keys: WeiboKeys
    timeout: float

    def send(self, message: Outgoing, keep: Callable[[dict[str, Any]], None]) -> Outcome:
        body = {"access_token": self.keys.token, "status": message.text, "rip": self.keys.address}
        try:
            answer = Host(self.base, self.timeout).post_form("/2/statuses/share.json", body)
        except NotSent:
            return Refused("连不上微博，稍后再试", again=True)
        except Lost:
            return Unclear(LOST)
        return _outcome(answer)

    def look(self, receipt: dict[str, Any]) -> Outcome:
        return Accepted(receipt)

    def delete(self, receipt: dict[str, Any]) -> Outcome:
        return Refused(BY_HAND)


def _outcome(answer: Answer) -> Outcome:
    if 300 <= answer.status < 400:
        return Refused("微博接口的地址转到了别处，没有跟过去。请系统管理员检查设置")
    if answer.status >= 500:
        return Unclear(LOST)
    number = str(answer.data.get("idstr") or answer.data.get("mid") or "")
    if answer.status == 200 and number:
        return Accepted({"id": number, "mid": str(answer.data.get("mid", ""))})
    code = answer.data.get("error_code")
    if not isinstance(code, int) or code in SYSTEM_ERRORS:
        return Unclear(LOST)
    if code in REPEATED:
        return Unclear(f"{AGAIN}（错误码 {code}）")
    if code in EXPIRED:
        return Refused(f"微博的授权到期了，请系统管理员重新授权（错误码 {code}）")
    if code in OFTEN:
        return Refused(f"微博说发得太频繁，请过一会儿再试（错误码 {code}）")
    return Refused(f"{WORDS.get(code, '微博没有接受')}（错误码 {code}）")
