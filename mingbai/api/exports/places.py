"""Columns of organisations and of what records are sorted by."""

from typing import Any

from django.urls import reverse
from ninja import Schema
from pydantic import Field, create_model

from mingbai.api.exports.records import absolute
from mingbai.api.exports.tables import Column, Table, attribute
from mingbai.api.queries.places import Place
from mingbai.organisations.models import FormerName, Organisation

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
        Column("url", "网页", str, lambda one: _page_of(one.body)),
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

COLUMNS = Table(
    "columns",
    "网站栏目",
    (
        attribute("key", "栏目代码", str, "slug"),
        attribute("name", "栏目名称"),
        attribute("about", "说明"),
        Column("url", "网页", str, lambda one: absolute(one.get_absolute_url())),
    ),
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


class PlaceOut(Schema):
    """How to reach the organisation that answers for a record."""

    code: str = Field(title="机构代码")
    name: str = Field(title="全称")
    address: str | None = Field(title="办公地址")
    office_hours: str | None = Field(title="办公时间")
    telephone: str | None = Field(title="联系电话")
    url: str = Field(title="网页")


class FormerNameOut(Schema):
    """A name that was used until a day."""

    name: str = Field(title="曾用名")
    until: str = Field(title="用到哪一天")


WholePlace: type[Schema] = create_model(
    "OrganisationWhole",
    __base__=ORGANISATIONS.schema,
    former_names=(list[FormerNameOut], Field(title="曾用名")),
    below=(list[str], Field(title="下级机构代码")),
)


def place_json(body: Organisation) -> dict[str, Any]:
    return {
        "code": body.code,
        "name": body.name,
        "address": body.address or None,
        "office_hours": body.office_hours or None,
        "telephone": body.telephone or None,
        "url": _page_of(body),
    }


def _page_of(body: Organisation) -> str:
    return absolute(reverse("organisation", args=[body.slug]))


def whole_place_json(place: Place, former: list[FormerName], below: list[str]) -> dict[str, Any]:
    return {
        **ORGANISATIONS.as_json(place),
        "former_names": [{"name": one.name, "until": one.until.isoformat()} for one in former],
        "below": below,
    }
