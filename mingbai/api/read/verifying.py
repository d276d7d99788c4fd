"""Was this published here, when, by whom, and is it unchanged?"""

from django.http import HttpRequest, HttpResponseBase
from ninja import Query

from mingbai.api.exports.verdicts import VerdictOut, verdict_json
from mingbai.api.queries.verifying import Answer
from mingbai.api.queries.verifying import verify as look_up
from mingbai.api.read.interface import one
from mingbai.api.read.parameters import VerifyAsked, Wrong
from mingbai.api.rules.typed import DIGEST, Typed, typed
from mingbai.api.rules.wording import json_response
from mingbai.portal.models import SiteSettings


def hosts() -> set[str]:
    """The names under which this site answers."""
    site = SiteSettings.current()
    named = {site.host, site.base_url.partition("//")[2]}
    return {name.lower() for name in named} | {name.partition(":")[0].lower() for name in named}


@one(
    "/verify",
    "verify",
    "核对是不是本站公开的",
    VerdictOut,
    about=(
        "给出摘要、索引号或者网址中的任何一个；同时给索引号和摘要的，还说明内容改没改过。"
        "文件请先在本地算出 SHA-256 再来核对，不用上传。网页版见 /verify/。"
    ),
)
def verify(request: HttpRequest, asked: Query[VerifyAsked]) -> HttpResponseBase:
    digest = asked.digest.lower()
    if digest and not DIGEST.fullmatch(digest):
        raise Wrong({"digest": "应是 64 位的 SHA-256 摘要，由数字和 a 到 f 组成。"})
    if not (digest or asked.index_number or asked.url):
        raise Wrong({"digest": "请给出 digest、index_number、url 中的至少一个。"}, "缺少要核对的内容。")
    return json_response(verdict_json(_asked(digest, asked.index_number, asked.url)))


def _asked(digest: str, index_number: str, url: str) -> Answer:
    if index_number:
        return look_up(Typed(index_number="".join(index_number.split())), digest)
    if url:
        return look_up(typed(url if "/" in url else f"/{url}", hosts()), digest)
    return look_up(Typed(digest=digest))
