"""Columns of public records, in lists and one by one, and of what search finds."""

from typing import Any

from django.conf import settings

from mingbai.api.exports.tables import Column, Table, attribute
from mingbai.disclosures.models import Attachment, FileRole, Information

TEXT, DAY, MOMENT = str | None, str | None, str | None


def absolute(path: str) -> str:
    return f"{settings.MINGBAI_BASE_URL.rstrip('/')}{path}"


def _field(record: Information) -> Any:
    return record.catalogue_item.field if record.catalogue_item else None


def _theme_group(record: Information) -> str | None:
    theme = record.theme
    return None if theme is None else (theme.parent or theme).name


RECORDS = Table(
    "records",
    "公开信息",
    (
        attribute("id", "编号", int, "pk"),
        attribute("index_number", "索引号"),
        attribute("title", "标题"),
        Column("document_number", "发文字号", TEXT, lambda one: one.document_number or None),
        attribute("organisation", "机构代码", str, "organisation.code"),
        attribute("organisation_name", "机构", str, "organisation.name"),
        attribute("issuer", "发布机构（发布时名称）", str, "issuer_name"),
        attribute("co_issuers", "联合发文机关", list[str]),
        Column("field", "领域代码", TEXT, lambda one: _field(one).key if _field(one) else None),
        Column("field_name", "领域", TEXT, lambda one: _field(one).name if _field(one) else None),
        attribute("item", "公开事项编号", int | None, "catalogue_item_id"),
        attribute("theme", "主题分类", TEXT, "theme.name"),
        Column("theme_group", "主题大类", TEXT, _theme_group),
        attribute("genre", "体裁", TEXT, "genre.name"),
        attribute("keywords", "关键词", list[str]),
        Column("summary", "内容概述", TEXT, lambda one: one.summary or None),
        attribute("written_on", "成文日期", DAY),
        attribute("published_at", "发布时间", MOMENT),
        attribute("changed_at", "更新时间", MOMENT),
        attribute("effective_on", "生效日期", DAY),
        attribute("expires_on", "失效日期", DAY),
        Column("validity", "有效性代码", TEXT, lambda one: one.validity or None),
        Column("validity_name", "有效性", TEXT, lambda one: one.get_validity_display() or None),
        Column("source", "信息来源", TEXT, lambda one: one.source_name or None),
        Column("source_url", "来源网址", TEXT, lambda one: one.source_url or None),
        attribute("version", "版本号", int, "public_number"),
        attribute("digest", "内容摘要（SHA-256）", str, "public_digest"),
        Column("url", "网页", str, lambda one: absolute(one.get_absolute_url())),
    ),
)

ATTACHMENTS = Table(
    "attachments",
    "附件",
    (
        attribute("id", "编号", int, "pk"),
        attribute("name", "文件名", str, "public_name"),
        Column("inline", "正文里的图片", bool, lambda one: one.role == FileRole.INLINE),
        attribute("size", "大小（字节）", int, "public_size"),
        attribute("digest", "文件摘要（SHA-256）", str, "public_digest"),
        Column("url", "网址", str, lambda one: absolute(one.get_absolute_url())),
    ),
)

HITS = Table(
    "search",
    "搜索结果",
    (
        attribute("id", "编号", int, "record_id"),
        attribute("index_number", "索引号"),
        attribute("title", "标题"),
        Column("document_number", "发文字号", TEXT, lambda one: one.document_number or None),
        attribute("organisation_name", "发布机构（发布时名称）"),
        attribute("published_on", "发布日期", DAY, "day"),
        Column("passage", "命中的文字", str, lambda one: one.highlight.text),
        Column("url", "网页", str, lambda one: absolute(one.url)),
    ),
)


def files_as_json(files: list[Attachment]) -> list[dict[str, Any]]:
    return [ATTACHMENTS.as_json(one) for one in files]
