"""Parameters: each known by name, bounded, and refused in Chinese; what is not known is named."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    ValidationInfo,
    model_validator,
)

from mingbai.api.rules.cursors import Cursor, cursor_of
from mingbai.disclosures.models import Validity
from mingbai.lib.clock import CHINA

MOST, USUAL = 200, 50
FIRST_YEAR, LAST_YEAR = 1949, 2199
LABELS = {
    "format": "格式", "limit": "每页条数", "after": "下一页", "organisation": "机构", "field": "领域",
    "theme": "主题分类", "genre": "体裁", "validity": "有效性", "since": "从哪天", "until": "到哪天",
    "changed_since": "从何时起有变动", "year": "年份", "q": "搜索内容", "offset": "跳过条数", "order": "排序",
    "digest": "摘要", "index_number": "索引号", "number": "索引号", "url": "网址", "column": "栏目",
}  # fmt: skip


class Wrong(Exception):
    """A parameter that is known and well written, but asks for what is not there; messages by name."""

    def __init__(self, fields: Mapping[str, str], message: str = "参数写法不对。") -> None:
        super().__init__(message)
        self.message = message
        self.fields = {name: f"{LABELS.get(name, name)}：{words}" for name, words in fields.items()}


def _readable(text: str) -> str:
    if any(ord(char) < 32 or ord(char) == 127 or 0xD800 <= ord(char) < 0xE000 for char in text):
        raise ValueError("有不能识别的字符，请删去。")
    return text


def _day(value: Any) -> Any:
    """Days alone: the library would take a number for seconds since 1970."""
    if isinstance(value, str) and value:
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise ValueError("日期应写成 2026-03-01 这样。") from None
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValueError(f"年份应在 {FIRST_YEAR} 到 {LAST_YEAR} 之间。")
        return day
    return value or None


def _moment(value: Any) -> Any:
    """A day, or a moment; without an offset it is China's. A "+" that arrived as a space is one again."""
    if not isinstance(value, str) or not value:
        return value or None
    try:
        moment = datetime.fromisoformat(value.strip().replace(" ", "+") if "T" in value else value.strip())
    except ValueError:
        raise ValueError("时间应写成 2026-03-01 或者 2026-03-01T09:30:00+08:00 这样。") from None
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(f"年份应在 {FIRST_YEAR} 到 {LAST_YEAR} 之间。")
    return moment if moment.tzinfo else moment.replace(tzinfo=CHINA)


Text = Annotated[str, StringConstraints(max_length=300, strip_whitespace=True), AfterValidator(_readable)]
Day = Annotated[date | None, BeforeValidator(_day, json_schema_input_type=str)]
Moment = Annotated[datetime | None, BeforeValidator(_moment, json_schema_input_type=str)]


class Asked(Schema):
    """What every list takes."""

    format: Literal["", "json", "csv", "xlsx"] = Field(
        default="", description="json（默认）、csv、xlsx。也可以写在网址结尾，如 .csv"
    )

    @model_validator(mode="after")
    def _knows_all(self, info: ValidationInfo) -> "Asked":
        request = (info.context or {}).get("request")
        unknown = [name for name in request.GET if name not in type(self).model_fields] if request else []
        if unknown:
            raise Wrong(
                {name[:60]: "没有这个参数，请检查名称。" for name in unknown[:10]}, "有不认识的参数。"
            )
        return self


class Paged(Asked):
    limit: int | None = Field(
        default=None,
        ge=1,
        le=MOST,
        description=f"每页条数，1 到 {MOST}。JSON 默认 {USUAL}；CSV、XLSX 不写就是全部",
    )
    after: str = Field(default="", max_length=60, description="下一页从哪里开始，照上一页 next 里给出的写")

    @property
    def cursor(self) -> Cursor | None:
        """Raises Wrong for one that was never given out."""
        if not self.after:
            return None
        found = cursor_of(self.after)
        if found is None:
            raise wrong_cursor()
        return found


def wrong_cursor() -> Wrong:
    return Wrong({"after": "不是这个列表给出的。请从第一页开始，照 next 里的网址读下一页。"})


class OfPlace(Paged):
    organisation: Text = Field(default="", description="机构代码，含下级机构")


class RecordsAsked(OfPlace):
    field: Text = Field(default="", description="领域代码，见 fields")
    theme: Text = Field(default="", description="主题分类或者主题大类的名称，见 themes")
    genre: Text = Field(default="", description="体裁的名称，见 genres")
    validity: Literal["", "in_force", "amended", "expired", "repealed"] = Field(
        default="", description="；".join(f"{value} {label}" for value, label in Validity.choices)
    )
    column: Text = Field(default="", description="栏目代码，见 columns")
    since: Day = Field(default=None, description="发布日期从这天起，如 2026-01-01")
    until: Day = Field(default=None, description="发布日期到这天止（含当天）")
    changed_since: Moment = Field(
        default=None,
        description="只要这个时间以后发布或者变动过的，按变动先后排。如 2026-03-01T00:00:00+08:00",
    )


class OfYear(OfPlace):
    year: int | None = Field(default=None, ge=FIRST_YEAR, le=LAST_YEAR, description="年份，如 2026")


class ItemsAsked(Paged):
    organisation: Text = Field(default="", description="机构代码：按本单位目录细化后的事项；不写是全部事项")
    field: Text = Field(default="", description="领域代码，见 fields")


class SearchAsked(Asked):
    q: Text = Field(description="要找的词、标题、文号或者索引号")
    organisation: Text = Field(default="", description="机构代码，含下级机构")
    field: Text = Field(default="", description="领域代码，见 fields")
    theme: Text = Field(default="", description="主题大类的名称，见 themes")
    validity: Literal["", "in_force", "amended", "expired", "repealed"] = Field(
        default="", description="；".join(f"{value} {label}" for value, label in Validity.choices)
    )
    since: Day = Field(default=None, description="发布日期从这天起")
    until: Day = Field(default=None, description="发布日期到这天止（含当天）")
    order: Literal["", "newest"] = Field(default="", description="newest：最新的在前；不写：最相关的在前")
    limit: int = Field(default=20, ge=1, le=100, description="条数，1 到 100")
    offset: int = Field(default=0, ge=0, le=10_000, description="跳过前面多少条")


class NumberAsked(Asked):
    number: Text = Field(min_length=1, description="索引号")


class VerifyAsked(Asked):
    digest: Text = Field(
        default="", description="SHA-256 摘要，64 位：网页下方的“内容摘要”，或者附件文件的摘要"
    )
    index_number: Text = Field(default="", description="索引号，可以和摘要一起写")
    url: Text = Field(default="", description="本站网页或者附件的网址")
