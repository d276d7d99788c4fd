"""What records are sorted by: fields, themes, genres, columns and the rows of the catalogue."""

from django.http import HttpRequest, HttpResponseBase
from ninja import Query

from mingbai.api.exports.places import COLUMNS, FIELDS, GENRES, ITEMS, THEMES
from mingbai.api.queries import places as queries
from mingbai.api.read.answering import field_of, organisation_of, page, whole
from mingbai.api.read.interface import NEXT, listing
from mingbai.api.read.parameters import Asked, ItemsAsked
from mingbai.columns.queries.belonging import shown


@listing("/fields", FIELDS, "公开领域", about=("26 个试点领域和本地增加的领域，各有多少条公开信息。"))
def fields(request: HttpRequest, asked: Query[Asked]) -> HttpResponseBase:
    return whole(request, asked, FIELDS, queries.fields())


@listing("/themes", THEMES, "主题分类", about=("两级：group 是大类，大类自己的 group 是 null。"))
def themes(request: HttpRequest, asked: Query[Asked]) -> HttpResponseBase:
    return whole(request, asked, THEMES, queries.themes())


@listing("/genres", GENRES, "体裁", about=("policy 表示这种体裁算政策性文件，有有效性。"))
def genres(request: HttpRequest, asked: Query[Asked]) -> HttpResponseBase:
    return whole(request, asked, GENRES, queries.genres())


@listing("/columns", COLUMNS, "网站栏目", about=("本站的栏目。栏目里的信息用 records 的 column 参数查。"))
def columns(request: HttpRequest, asked: Query[Asked]) -> HttpResponseBase:
    return whole(request, asked, COLUMNS, list(shown()))


@listing(
    "/items",
    ITEMS,
    "标准目录的公开事项",
    next=NEXT,
    about=(
        "主动公开的事项，有公开主体、时限和依据。"
        "写了机构代码的，是那个单位目录里的事项，时限和渠道按它细化后的。"
    ),
)
def items(request: HttpRequest, asked: Query[ItemsAsked]) -> HttpResponseBase:
    source = queries.items(organisation_of(asked.organisation), field_of(asked.field))
    return page(request, asked, ITEMS, source)
