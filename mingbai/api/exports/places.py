"""Columns of organisations and of what records are sorted by."""

from django.urls import reverse

from mingbai.api.exports.records import absolute
from mingbai.api.exports.tables import Column, Table, attribute

TEXT = str | None

ORGANISATIONS = Table(
    "organisations",
    "机构",
    (
        attribute("code", "机构代码", str, "body.code"),
        attribute("name", "全称", str, "body.name"),
        attribute("short_names", "简称", list[str], "body.short_names"),
        attribute("kind", "类别代码", str, "body.kind"),
        Column("kind_name", "类别", str, lambda one: one.body.get_kind_display()),
        attribute("parent", "上级机构代码", TEXT),
        attribute("depth", "层级", int, "body.depth"),
        Column("address", "办公地址", TEXT, lambda one: one.body.address or None),
        Column("office_hours", "办公时间", TEXT, lambda one: one.body.office_hours or None),
        Column("telephone", "联系电话", TEXT, lambda one: one.body.telephone or None),
        attribute("valid_from", "设立日期", TEXT, "body.valid_from"),
        attribute("valid_to", "撤销日期", TEXT, "body.valid_to"),
        attribute("merged_into", "并入机构代码", TEXT),
        Column("url", "网页", str, lambda one: absolute(reverse("organisation", args=[one.body.slug]))),
    ),
)

FIELDS = Table(
    "fields",
    "领域",
    (
        attribute("key", "领域代码", str, "field.key"),
        attribute("name", "领域", str, "field.name"),
        attribute("records", "公开信息条数", int),
    ),
)

THEMES = Table(
    "themes",
    "主题分类",
    (
        attribute("name", "主题分类"),
        attribute("group", "主题大类", TEXT, "parent.name"),
    ),
)

GENRES = Table(
    "genres",
    "体裁",
    (attribute("name", "体裁"), attribute("policy", "政策性文件", bool, "is_policy")),
)

ITEMS = Table(
    "items",
    "公开事项",
    (
        attribute("id", "公开事项编号", int),
        attribute("field", "领域代码"),
        attribute("field_name", "领域"),
        attribute("level1", "一级事项"),
        attribute("level2", "二级事项", TEXT),
        attribute("level3", "三级事项", TEXT),
        attribute("elements", "公开内容（要素）", TEXT),
        attribute("basis", "公开依据", TEXT),
        attribute("limit", "公开时限", TEXT),
        attribute("body", "公开主体", TEXT),
        attribute("channels", "公开渠道和载体", TEXT),
        attribute("to_society", "面向全社会", bool),
        attribute("to_group", "面向特定群体", TEXT),
        attribute("county_level", "县级", bool),
        attribute("township_level", "乡级", bool),
        attribute("village_level", "村级", bool),
        attribute("organisation", "机构代码", TEXT),
        attribute("organisation_name", "机构", TEXT),
    ),
)
