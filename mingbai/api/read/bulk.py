"""Whole years packed for download."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils.http import quote_etag
from ninja import Query

from mingbai.api.exports.years import YEARS
from mingbai.api.queries import bulk as queries
from mingbai.api.read.answering import whole
from mingbai.api.read.interface import api, listing
from mingbai.api.read.parameters import Asked


@listing(
    "/bulk",
    YEARS,
    "按年批量下载的目录",
    about=(
        "每年一个压缩文件：年份、条数、大小、SHA-256 摘要、网址。"
        "信息有变动的年份几分钟内重新打包；有撤回的马上停止下载，打好包再恢复。"
    ),
)
def years(request: HttpRequest, asked: Query[Asked]) -> HttpResponseBase:
    return whole(request, asked, YEARS, list(queries.offered()))


@api.get(
    "/bulk/{int:year}.jsonl.gz",
    url_name="bulk-year",
    operation_id="bulk_year",
    summary="下载一年的公开信息",
    description="gzip 压缩的 JSON Lines：每行一条，要素和 records 一样，加上 body、text、attachments。",
)
def year(request: HttpRequest, year: int) -> HttpResponseBase:
    row = queries.offered_year(year)
    try:
        content = queries.path_of(row).open("rb") if row else None
    except FileNotFoundError:
        content = None
    if row is None or content is None:
        raise Http404(
            "这一年没有可以下载的文件，或者正在重新打包，请几分钟后再试。有哪些年份见 /api/v1/bulk/。"
        )
    name = f"{row.year}.jsonl.gz"
    response = FileResponse(content, as_attachment=True, filename=name, content_type="application/gzip")
    response["ETag"] = quote_etag(row.digest)
    return response
