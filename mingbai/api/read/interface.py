"""The interface itself, its refusals, and how a list is registered with its twins."""

from collections.abc import Callable
from functools import cache
from typing import Any, cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, path, re_path
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError
from ninja.errors import ValidationError as BadRequest
from pydantic import Field, create_model

from mingbai.api.exports.tables import Table
from mingbai.api.exports.twins import FORMATS
from mingbai.api.read.frame import View, framed
from mingbai.api.read.parameters import LABELS, Wrong
from mingbai.api.rules.wording import Readable, json_response, refusal, wrong_fields

VERSION = "1"
ABOUT = (
    "已经主动公开的政府信息、机构、目录、承诺和村务公开，供其他网站和程序读取。"
    "不用申请，不用登录，只能读取。注明来源即可自由使用。"
)

NEXT = (str | None, Field(default=None, title="下一页", description="下一页的网址；没有了就是 null"))

# The library's own pages load scripts from elsewhere; ours is at /api/.
api = NinjaAPI(
    title="政务公开数据接口",
    version=VERSION,
    description=ABOUT,
    docs_url=None,
    openapi_url=None,
    urls_namespace="v1",
    renderer=Readable(),
)


class Refused(Schema):
    """Every refusal says in Chinese what is wrong."""

    error: str = Field(title="原因", description="哪里不对、该怎么办")
    fields: dict[str, str] | None = Field(default=None, title="按参数", description="每个不对的参数错在哪里")


def listing(address: str, table: Table, summary: str, *, about: str, **beside: Any) -> Callable[..., Any]:
    """Register a view under `address` and under its twins `.json`, `.csv` and `.xlsx`.

    `beside` are keys of the JSON answer next to `items`, as pydantic fields.
    """
    item: Any = table.schema  # made at run time
    rows: dict[str, Any] = {"items": (list[item], Field(title=table.title))}
    answer = create_model(f"{table.schema.__name__}List", __base__=Schema, **rows, **beside)

    def register(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        for ending in (*(f".{one}" for one in FORMATS), ""):
            api.get(
                f"{address}{ending}",
                url_name=table.name,
                operation_id=table.name if not ending else f"{table.name}_{ending[1:]}",
                summary=summary,
                description=about,
                response={200: answer, 422: Refused},
                include_in_schema=not ending,
            )(view)
        return view

    return register


def one(
    address: str,
    name: str,
    summary: str,
    answer: type[Schema],
    *,
    about: str,
    gone: type[Schema] | None = None,
) -> Callable[..., Any]:
    """Register a view that answers with one thing, as JSON alone; `gone` is what 410 says."""
    responses: dict[int, Any] = {200: answer, 404: Refused, **({410: gone} if gone else {})}

    def register(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        return api.get(
            address,
            url_name=name,
            operation_id=name,
            summary=summary,
            description=about,
            response=responses,
        )(view)

    return register


# -- refusals ----------------------------------------------------------------------


@api.exception_handler(BadRequest)
def _bad(request: HttpRequest, problem: BadRequest) -> HttpResponse:
    return refusal(422, "参数写法不对。", wrong_fields(problem.errors, LABELS))


@api.exception_handler(Wrong)
def _wrong(request: HttpRequest, problem: Wrong) -> HttpResponse:
    return refusal(422, problem.message, problem.fields)


@api.exception_handler(Http404)
def _missing(request: HttpRequest, problem: Http404) -> HttpResponse:
    return not_there(request, str(problem) or None)


@api.exception_handler(HttpError)
def _broken(request: HttpRequest, problem: HttpError) -> HttpResponse:
    return refusal(problem.status_code, "请求没有看懂。")


def not_there(request: HttpRequest, message: str | None = None) -> HttpResponse:
    words = message or "没有这个地址。全部地址见 /api/ 和 /api/v1/openapi.json。"
    return refusal(404, words)


# -- the description -----------------------------------------------------------------


def schema() -> dict[str, Any]:
    """The description by OpenAPI, with the address of this site."""
    return {**_addresses(), "servers": [{"url": settings.MINGBAI_BASE_URL.rstrip("/")}]}


@cache
def _addresses() -> dict[str, Any]:
    """What follows from the code alone; a third of a second of computing."""
    return api.get_openapi_schema(path_prefix=f"/api/v{VERSION}")


def _described(request: HttpRequest) -> HttpResponse:
    return json_response(schema())


def urls() -> tuple[list[URLPattern], str, str]:
    """All addresses of the interface within their frame, and an answer for those that do not exist."""
    found, app, namespace = api.urls
    patterns = [one for one in found if isinstance(one, URLPattern) and one.name != "api-root"]
    for one in patterns:
        one.callback = framed(cast(View, one.callback))
    index = next(cast(View, one.callback) for one in patterns if one.name == "bulk")
    beside = [
        path("bulk/", index, name="bulk-index"),
        path("openapi.json", framed(_described), name="openapi"),
        re_path(r"^.*$", framed(lambda request: not_there(request)), name="missing"),
    ]
    return [*patterns, *beside], app, namespace
