"""The machine interface for business systems: POST /api/push/records, GET /api/push/rows.

Creates and updates drafts only. Review and publication stay with people.
"""

from datetime import date
from typing import Any

from django.core.exceptions import RequestDataTooBig, ValidationError
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError
from ninja.errors import ValidationError as BadRequest
from ninja.security import HttpBearer
from pydantic import ConfigDict, Field

from mingbai.api import actions
from mingbai.api.models import Token
from mingbai.api.queries import token_with, usable_rows
from mingbai.api.rules.wording import Readable, refusal, wrong_fields
from mingbai.lib.verdict import Denied

MAX_BYTES = 1024 * 1024
NO_TOKEN = "令牌无效、已到期或已停用。请在 Authorization 头写 Bearer 加令牌，或联系县公开办重新发放。"  # noqa: S105

# The documentation pages of the library load scripts from elsewhere; docs are in the manual.
api = NinjaAPI(
    title="业务系统推送接口",
    version="1",
    docs_url=None,
    openapi_url=None,
    urls_namespace="push",
    renderer=Readable(),
)


class TokenAuth(HttpBearer):
    """Asked before the body is read: who has no token sends nothing, and nobody sends too much."""

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        found = token_with(actions.digest_of(token))
        if found is not None and int(request.META.get("CONTENT_LENGTH") or 0) > MAX_BYTES:
            raise RequestDataTooBig
        return found


class FromSystem(HttpRequest):
    """A request that came with a valid token."""

    auth: Token


class Sent(Schema):
    """A text as a business system sends it. `external_id` is the system's own number of the matter."""

    model_config = ConfigDict(extra="forbid")

    external_id: str = Field(min_length=1, max_length=100)
    title: str = Field(min_length=1, max_length=300)
    body: str = Field(default="", max_length=500_000)
    row: int | None = None
    summary: str = Field(default="", max_length=2000)
    document_number: str = Field(default="", max_length=80)
    written_on: date | None = None
    keywords: list[str] = Field(default_factory=list, max_length=20)
    source_url: str = Field(default="", max_length=300, pattern=r"^(https?://\S+)?$")


@api.post("/records", auth=TokenAuth(), url_name="records")
def records(request: FromSystem, sent: Sent) -> HttpResponse:
    """201 for a new draft, 200 for the same or an updated one, 409 once people have taken over."""
    content = sent.model_dump(exclude={"external_id", "row"})
    outcome, information = actions.push(
        token=request.auth,
        external_id=sent.external_id,
        row=sent.row,
        content=content,
    )
    data = {
        "external_id": sent.external_id,
        "outcome": outcome,
        "record": information.pk,
        "index_number": information.index_number,
        "stage": information.get_stage_display(),
        "status": information.get_status_display(),
    }
    return api.create_response(request, data, status=201 if outcome == "created" else 200)


@api.get("/rows", auth=TokenAuth(), url_name="rows")
def rows(request: FromSystem) -> dict[str, Any]:
    """The rows of the catalogue this token may draft for."""
    found = usable_rows(request.auth)
    return {"rows": [{"row": item.pk, "field": item.field.name, "path": item.path} for item in found]}


# -- refusals, all in Chinese ----------------------------------------------------

_FIELDS = {
    "external_id": "业务系统编号", "title": "标题", "body": "正文", "row": "公开事项", "summary": "内容概述",
    "document_number": "发文字号", "written_on": "成文日期", "keywords": "关键词", "source_url": "来源网址",
}  # fmt: skip
_NO_ADDRESS = "应是 http 或 https 开头的网址。"


@api.exception_handler(BadRequest)
def _bad(request: HttpRequest, problem: BadRequest) -> HttpResponse:
    fields = wrong_fields(problem.errors, _FIELDS, string_pattern_mismatch=_NO_ADDRESS)
    return refusal(422, "内容不完整或者写法不对，没有接收。", fields)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, problem: ValidationError) -> HttpResponse:
    named = problem.message_dict if hasattr(problem, "error_dict") else {"": problem.messages}
    return refusal(422, "内容没有接收。", {name: "".join(words) for name, words in named.items()})


@api.exception_handler(Denied)
def _denied(request: HttpRequest, problem: Denied) -> HttpResponse:
    return refusal(403, f"令牌对应的拟稿人现在不能起草：{problem.reason}")


@api.exception_handler(actions.TooLate)
def _late(request: HttpRequest, problem: actions.TooLate) -> HttpResponse:
    return refusal(409, str(problem))


@api.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, problem: AuthenticationError) -> HttpResponse:
    return refusal(401, NO_TOKEN)


@api.exception_handler(HttpError)
def _broken(request: HttpRequest, problem: HttpError) -> HttpResponse:
    return refusal(problem.status_code, "收到的不是 JSON，没有接收。")


@api.exception_handler(RequestDataTooBig)
def _big(request: HttpRequest, problem: RequestDataTooBig) -> HttpResponse:
    return refusal(413, "内容超过 1 MB，没有接收。附件请由拟稿人上传。")
