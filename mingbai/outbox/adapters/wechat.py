"""The publishing interface of WeChat Official Accounts: token, draft, publish, look, delete.

草稿箱和发布能力：/cgi-bin/stable_token、draft/add、freepublish/submit、freepublish/get、freepublish/delete。
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from mingbai.outbox.adapters.http import Answer, Host, Lost, NotSent
from mingbai.outbox.values import Accepted, Outcome, Outgoing, Refused, Unclear

EXPIRED = frozenset({40001, 40014, 41001, 42001})
BUSY = frozenset({45011})
SYSTEM_ERROR = -1  # may come after the platform has taken it
WORDS = {
    40013: "公众号的 AppID 不对，请系统管理员检查设置",
    40125: "公众号的密钥不对，请系统管理员检查设置",
    40164: "这台服务器的地址不在公众号的 IP 白名单里，请在公众平台后台添加",
    40007: "封面图片的素材编号不对，请系统管理员检查设置",
    45003: "标题超过平台的字数",
    45004: "摘要超过平台的字数",
    45009: "公众号今天的接口次数用完了，请明天再试，或者在公众平台后台手工发布",
    48001: "这个公众号没有发布接口的权限（没有认证或者没有开通），请改为手工发布",
    53500: "平台不允许这篇文章发布",
    53501: "公众号发布得太频繁，请过一会儿再试",
}
PUBLISH_FAILED = {
    2: "平台的原创校验没有通过",
    3: "平台发布失败",
    4: "平台审核没有通过",
}
PUBLISH_GONE = {5: "发布后在平台上被删除了", 6: "发布后被平台封禁了"}
NOT_REACHED = "连不上平台，稍后再试"
LOST_TOKEN = "平台没有回答，还没有开始发布，稍后再试"  # noqa: S105 - words for a person
LOST_SUBMIT = "已经提交给平台，但没有收到回答。请打开公众号看一看发出来没有"
LOST_DELETE = "已经请平台删除，但没有收到回答。请打开公众号看一看还在不在"
LOST_LOOK = "问不到平台发布的结果，稍后再问"


@dataclass(frozen=True)
class WeChatKeys:
    """From the settings. Never printed."""

    appid: str
    secret: str = field(repr=False)
    cover: str = ""


class _Stopped(Exception):
    """A step did not come through; `outcome` says how that ends."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


@dataclass(frozen=True)
class WeChat:
    base: str
    keys: WeChatKeys
    timeout: float

    def send(self, message: Outgoing, keep: Callable[[dict[str, Any]], None]) -> Outcome:
        try:
            media = message.receipt.get("media_id") or self._draft(message)
            keep({"media_id": media})
            found = self._ask("/cgi-bin/freepublish/submit", {"media_id": media}, Unclear(LOST_SUBMIT))
        except _Stopped as stopped:
            return stopped.outcome
        publish = str(found.get("publish_id") or "")
        if not publish:
            return Unclear(LOST_SUBMIT)
        return Accepted({"media_id": media, "publish_id": publish}, final=False)

    def look(self, receipt: dict[str, Any]) -> Outcome:
        asked = {"publish_id": str(receipt.get("publish_id", ""))}
        try:
            found = self._ask("/cgi-bin/freepublish/get", asked, Refused(LOST_LOOK, again=True))
        except _Stopped as stopped:
            # A question that is refused says nothing about what was published.
            reason = stopped.outcome.reason if not isinstance(stopped.outcome, Accepted) else LOST_LOOK
            return Refused(reason, again=True)
        status = found.get("publish_status")
        if status == 0:
            known = {"article_id": str(found.get("article_id", ""))}
            return Accepted({**receipt, **known}, url=_address(found))
        if status in PUBLISH_FAILED:
            return Refused(f"{PUBLISH_FAILED[status]}。请看公众平台后台的说明")
        if status in PUBLISH_GONE:
            return Unclear(f"{PUBLISH_GONE[status]}。请打开公众号核对")
        return Accepted(receipt, final=False)

    def delete(self, receipt: dict[str, Any]) -> Outcome:
        article = receipt.get("article_id")
        if not article:
            return Refused("没有这篇文章在平台上的编号，请在公众平台后台手工删除")
        try:
            self._ask("/cgi-bin/freepublish/delete", {"article_id": article}, Unclear(LOST_DELETE))
        except _Stopped as stopped:
            return stopped.outcome
        return Accepted({"article_id": article})

    def _draft(self, message: Outgoing) -> str:
        article = {
            "article_type": "news",
            "title": message.title,
            "author": message.author,
            "digest": message.digest,
            "content": message.html,
            "content_source_url": message.address,
            "thumb_media_id": self.keys.cover,
            "need_open_comment": 0,
        }
        # A draft is nothing the public sees: when its answer is lost, another one may be made.
        found = self._ask("/cgi-bin/draft/add", {"articles": [article]}, Refused(LOST_TOKEN, again=True))
        media = found.get("media_id")
        if not media:
            raise _Stopped(Refused(LOST_TOKEN, again=True))
        return str(media)

    def _ask(self, path: str, body: dict[str, Any], when_lost: Outcome) -> dict[str, Any]:
        """The answer to one request; a token that ran out is renewed once, which the platform had refused."""
        for renewed in (False, True):
            token = self._token(renewed)
            try:
                answer = self._host.post_json(path, body, {"access_token": token})
            except NotSent:
                raise _Stopped(Refused(NOT_REACHED, again=True)) from None
            except Lost:
                raise _Stopped(when_lost) from None
            code = _code(answer, when_lost)
            if not code:
                return answer.data
            if code == SYSTEM_ERROR:
                raise _Stopped(when_lost)
            if code not in EXPIRED or renewed:
                raise _Stopped(_refusal(code))
        raise AssertionError("unreachable")

    def _token(self, renewed: bool) -> str:
        body = {
            "grant_type": "client_credential",
            "appid": self.keys.appid,
            "secret": self.keys.secret,
            "force_refresh": renewed,
        }
        later = Refused(LOST_TOKEN, again=True)
        try:
            answer = self._host.post_json("/cgi-bin/stable_token", body)
        except NotSent:
            raise _Stopped(Refused(NOT_REACHED, again=True)) from None
        except Lost:
            raise _Stopped(later) from None
        if code := _code(answer, later):
            raise _Stopped(_refusal(code))
        if not answer.data.get("access_token"):
            raise _Stopped(later)
        return str(answer.data["access_token"])

    @property
    def _host(self) -> Host:
        return Host(self.base, self.timeout)


def _code(answer: Answer, when_lost: Outcome) -> int:
    """The platform's error code, 0 when all is well. Behind a gateway's 5xx it may have been taken."""
    if 300 <= answer.status < 400:
        raise _Stopped(Refused("平台的地址转到了别处，没有跟过去。请系统管理员检查设置"))
    if answer.status != 200:
        raise _Stopped(when_lost)
    code = answer.data.get("errcode", 0)
    return code if isinstance(code, int) else -1


def _refusal(code: int) -> Refused:
    """Only the number and our own words: the platform's may hold addresses."""
    words = WORDS.get(code, "平台没有接受")
    return Refused(f"{words}（错误码 {code}）", again=code in BUSY)


def _address(found: dict[str, Any]) -> str:
    detail = found.get("article_detail")
    items = detail.get("item") if isinstance(detail, dict) else None
    first = items[0] if isinstance(items, list) and items and isinstance(items[0], dict) else {}
    url = str(first.get("article_url", ""))
    return url if url.startswith(("http://", "https://")) and len(url) <= 500 else ""
