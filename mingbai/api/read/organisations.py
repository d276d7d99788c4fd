"""Organisations: all as a tree in lines, and one."""

from django.http import Http404, HttpRequest, HttpResponseBase
from ninja import Query

from mingbai.api.exports.places import ORGANISATIONS, WholePlace, whole_place_json
from mingbai.api.queries import places as queries
from mingbai.api.read.answering import whole
from mingbai.api.read.interface import listing, one
from mingbai.api.read.parameters import Asked
from mingbai.api.rules.wording import json_response


@listing(
    "/organisations",
    ORGANISATIONS,
    "机构",
    about=("全部机构，上级在前、下级紧跟在后，parent 是上级机构代码。已经撤销的也在，valid_to 是最后一天。"),
)
def organisations(request: HttpRequest, asked: Query[Asked]) -> HttpResponseBase:
    return whole(request, asked, ORGANISATIONS, queries.places())


@one(
    "/organisations/{code}", "organisation", "一个机构", WholePlace, about=("按机构代码查，也可以用网址名。")
)
def organisation(request: HttpRequest, code: str, asked: Query[Asked]) -> HttpResponseBase:
    wanted = queries.place_named(code) if "\x00" not in code else None
    all_of_them = queries.places()
    found = next((place for place in all_of_them if wanted and place.body.pk == wanted.pk), None)
    if found is None:
        raise Http404("没有这个机构代码，全部代码见 /api/v1/organisations。")
    below = [place.body.code for place in all_of_them if place.parent == found.body.code]
    return json_response(whole_place_json(found, queries.former_names(found.body), below))
