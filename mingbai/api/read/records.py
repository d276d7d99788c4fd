"""Public records: the list, one by number, one by index number."""

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from ninja import Query

from mingbai.api.exports.details import Gone, RecordOut, record_json, removed_json, withdrawn_json
from mingbai.api.exports.places import place_json
from mingbai.api.exports.records import RECORDS, absolute
from mingbai.api.queries import records as queries
from mingbai.api.read.answering import column_of, field_of, organisation_of, page
from mingbai.api.read.interface import NEXT, listing, one
from mingbai.api.read.parameters import Asked, NumberAsked, RecordsAsked, Wrong
from mingbai.api.rules.wording import json_response
from mingbai.disclosures.rules import plain
from mingbai.disclosures.states import Status


@listing(
    "/records",
    RECORDS,
    "公开信息列表",
    next=NEXT,
    about=(
        "全部公开信息，最新发布的在前。可以按机构、领域、主题、体裁、有效性和日期筛选。"
        "写了 changed_since 的，按变动先后排。"
    ),
)
def records(request: HttpRequest, asked: Query[RecordsAsked]) -> HttpResponseBase:
    if asked.since and asked.until and asked.since > asked.until:
        raise Wrong({"until": "早于 since，请核对。"})
    wanted = queries.Wanted(
        organisation=organisation_of(asked.organisation),
        field=field_of(asked.field),
        theme=asked.theme,
        genre=asked.genre,
        validity=asked.validity,
        since=asked.since,
        until=asked.until,
        column=column_of(asked.column),
        changed_since=asked.changed_since,
    )
    return page(request, asked, RECORDS, queries.records(wanted))


@one(
    "/records/by-index",
    "record-by-index",
    "按索引号查一条",
    RecordOut,
    gone=Gone,
    about=("索引号在网页下方和公文要素里。其余和按编号查一样。"),
)
def by_index(request: HttpRequest, asked: Query[NumberAsked]) -> HttpResponseBase:
    pk = queries.number_of("".join(asked.number.split()))
    if pk is None:
        raise Http404("没有这个索引号的公开信息。")
    return _answer(pk)


@one(
    "/records/{int:pk}",
    "record",
    "一条公开信息",
    RecordOut,
    gone=Gone,
    about=(
        "全部要素、正文（HTML 和纯文本）、附件的网址和摘要、历史版本、相关信息、发布机构。"
        "已经撤回、撤下的答 410，并入其他信息的转到那一条。"
    ),
)
def record(request: HttpRequest, pk: int, asked: Query[Asked]) -> HttpResponseBase:
    return _answer(pk)


def _answer(pk: int) -> HttpResponseBase:
    found = queries.with_address(pk)
    if found is None:
        raise Http404("没有这条公开信息。")
    if found.status == Status.MERGED and found.merged_into_id:
        return HttpResponsePermanentRedirect(absolute(f"/api/v1/records/{found.merged_into_id}"))
    if found.status == Status.WITHDRAWN:
        return json_response(withdrawn_json(found), 410)
    if found.status != Status.PUBLISHED:
        return json_response(removed_json(found), 410)
    return json_response(record_json(queries.whole(found), plain(found.body), place_json(found.organisation)))
