"""One record with everything the public may know, and what is said of one that was taken back."""

from typing import Any

from ninja import Schema
from pydantic import Field, create_model

from mingbai.api.exports.places import PlaceOut
from mingbai.api.exports.records import ATTACHMENTS, RECORDS, absolute, files_as_json
from mingbai.api.exports.tables import json_value
from mingbai.api.queries.records import Whole
from mingbai.disclosures.models import Information, Relation, Version
from mingbai.portal.queries import Related
from mingbai.portal.rules.wording import VERSION_KINDS


class VersionOut(Schema):
    """A public version; its text stands at `url`, unless it is concealed."""

    number: int = Field(title="版本号")
    kind: str = Field(title="变化")
    at: str = Field(title="时间")
    note: str | None = Field(title="说明")
    concealed: bool = Field(title="不再显示")
    digest: str | None = Field(title="内容摘要（SHA-256）")
    url: str | None = Field(title="网页")


class RelatedOut(Schema):
    """A link to another public record. `kind` is amends, repeals, interprets, based_on or ends."""

    kind: str = Field(title="关系代码")
    outgoing: bool = Field(title="由本条指向对方")
    heading: str = Field(title="关系")
    id: int = Field(title="编号")
    title: str = Field(title="标题")
    url: str = Field(title="网页")


class Gone(Schema):
    """What is left of a record that was taken back; title and dates only when it was withdrawn."""

    error: str = Field(title="原因")
    status: str = Field(title="状态", description="withdrawn 已撤回；removed 已撤下")
    id: int = Field(title="编号")
    index_number: str | None = Field(default=None, title="索引号")
    title: str | None = Field(default=None, title="标题")
    organisation_name: str | None = Field(default=None, title="机构")
    published_at: str | None = Field(default=None, title="发布时间")
    changed_at: str | None = Field(default=None, title="撤回时间")
    note: str | None = Field(default=None, title="撤回说明")
    url: str | None = Field(default=None, title="网页")


RecordOut: type[Schema] = create_model(
    "RecordWhole",
    __base__=RECORDS.schema,
    status=(str, Field(title="状态", description="published 已公开")),
    body=(str, Field(title="正文（HTML）", description="图片的网址从 /files/ 开始，是本站的")),
    text=(str, Field(title="正文（纯文本）")),
    note=(str | None, Field(title="状态说明")),
    attachments=(list[ATTACHMENTS.schema], Field(title="附件")),  # type: ignore[name-defined]  # made at run time
    versions=(list[VersionOut], Field(title="历史版本，新的在前")),
    related=(list[RelatedOut], Field(title="相关信息")),
    place=(PlaceOut, Field(title="发布机构的联系方式")),
)


def record_json(found: Whole, text: str, place: dict[str, Any]) -> dict[str, Any]:
    record = found.record
    return {
        **RECORDS.as_json(record),
        "status": record.status,
        "body": record.body,
        "text": text,
        "note": record.status_note or None,
        "attachments": files_as_json(found.files),
        "versions": [version_json(record, one) for one in found.versions],
        "related": [_related(one) for one in found.related],
        "place": place,
    }


def version_json(record: Information, version: Version) -> dict[str, Any]:
    shown = not version.concealed
    return {
        "number": version.number,
        "kind": VERSION_KINDS.get(version.kind, version.kind),
        "at": json_value(version.at),
        "note": version.note or None,
        "concealed": version.concealed,
        "digest": version.digest if shown else None,
        "url": absolute(f"{record.get_absolute_url()}versions/{version.number}/") if shown else None,
    }


def _related(link: Related) -> dict[str, Any]:
    return {
        "kind": str(Relation.Kind(link.kind).value),
        "outgoing": not link.is_source,
        "heading": link.heading,
        "id": link.text.pk,
        "title": link.text.title,
        "url": absolute(link.text.get_absolute_url()),
    }


def withdrawn_json(record: Information) -> dict[str, Any]:
    """The facts that its page still shows, without the text."""
    return {
        "error": "这条信息已经撤回，不再提供正文和附件。",
        "status": record.status,
        "id": record.pk,
        "index_number": record.index_number,
        "title": record.title,
        "organisation_name": record.organisation.name,
        "published_at": json_value(record.published_at),
        "changed_at": json_value(record.changed_at),
        "note": record.status_note or None,
        "url": absolute(record.get_absolute_url()),
    }


def removed_json(record: Information) -> dict[str, Any]:
    return {"error": "这条信息曾经公开，现已撤下。", "status": "removed", "id": record.pk}
