"""What visitors may ask for in lists and search, and what the site says about itself.

A visitor's value that is not understood is named and left out.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms

from mingbai.disclosures.models import Validity
from mingbai.lib import clock
from mingbai.portal.models import SiteSettings

HOST = re.compile(r"[0-9a-z-]+(\.[0-9a-z-]+)*(:\d{1,5})?")
LONGEST_SEARCH = 300
FIRST_YEAR, LAST_YEAR = 1949, 2199
DATE_FORMATS = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日"]
WRONG_DATE = {"invalid": "日期没有看懂，请按 2026-01-31 这样填写。"}


class Filters(forms.Form):
    """Filters from an address. `chosen` holds what was understood; `ignored` says what was not."""

    use_required_attribute = False

    def __init__(self, data: Any, choices: Mapping[str, Iterable[tuple[str, str]]]) -> None:
        super().__init__(data, auto_id="%s")
        for name, options in choices.items():
            chooser = cast(forms.ChoiceField, self.fields[name])
            chooser.choices = [("", "全部"), *options]
        self.is_valid()

    @property
    def chosen(self) -> dict[str, Any]:
        return self.cleaned_data

    @property
    def ignored(self) -> list[str]:
        return [f"{self[name].label}：{message}" for name, found in self.errors.items() for message in found]


def _choice(label: str, **kwargs: Any) -> forms.ChoiceField:
    messages = {"invalid_choice": "没有这一项，已经忽略，请重新选择。"}
    return forms.ChoiceField(label=label, required=False, error_messages=messages, **kwargs)


def _year() -> forms.IntegerField:
    return forms.IntegerField(
        label="年份",
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "请填写四位数的年份，例如 2026；已经忽略。"
        ),
    )


class ListFilters(Filters):
    organisation = _choice("机构（含下级）")
    field = _choice("领域")
    theme = _choice("主题分类")
    genre = _choice("体裁")
    validity = _choice("有效性", choices=[("", "全部"), *Validity.choices])
    year = _year()


class PolicyFilters(Filters):
    validity = _choice("有效性", choices=[("", "全部"), *Validity.choices])
    genre = _choice("体裁")
    organisation = _choice("发布机构")
    year = _year()


class SearchFilters(Filters):
    q = forms.CharField(
        label="搜索内容",
        required=False,
        max_length=LONGEST_SEARCH,
        error_messages={
            "max_length": f"最多能搜 {LONGEST_SEARCH} 个字，请只留下最要紧的几个词再搜。",
            "null_characters_not_allowed": "搜索内容里有不能识别的字符，请删去后再搜。",
        },
    )
    organisation = _choice("机构（含下级）")
    field = _choice("领域")
    theme = _choice("主题分类")
    validity = _choice("有效性", choices=[("", "全部"), *Validity.choices])
    since = forms.DateField(
        label="从哪天", required=False, input_formats=DATE_FORMATS, error_messages=WRONG_DATE
    )
    until = forms.DateField(
        label="到哪天", required=False, input_formats=DATE_FORMATS, error_messages=WRONG_DATE
    )
    order = _choice("排序", choices=[("", "最相关的在前"), ("newest", "最新的在前")])

    def clean(self) -> dict[str, Any]:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and since > until:
            self.add_error("until", "结束日期早于开始日期，请核对；已经忽略。")
        return self.cleaned_data


class SiteSettingsForm(forms.ModelForm):
    """Every field may stay empty."""

    postcode = forms.RegexField(
        r"^\d{6}$",
        label="邮政编码",
        required=False,
        error_messages={"invalid": "邮政编码是 6 位数字，请核对。"},
    )

    mark_url = forms.URLField(
        label="党政机关网站标识的核验网址",
        help_text="党政机关网站标识管理系统给的核验页面网址；填了，页脚就出现这个标识的链接。",
        required=False,
        max_length=300,
        assume_scheme="https",
    )

    class Meta:
        model = SiteSettings
        fields = (
            "name", "domain", "undertaker", "telephone", "fax", "email", "address", "postcode",
            "site_code", "icp_number", "police_number", "mark_url",
        )  # fmt: skip
        help_texts = {
            "name": "例如 明白县政务公开。不填就用主办单位的名称加“政务公开”。",
            "telephone": "群众看不懂、打不开网页时打的电话。",
            "site_code": "网站标识码管理系统发的 10 位数字。",
        }

    def clean_domain(self) -> str:
        """The bare name, also out of a whole address."""
        domain = (
            self.cleaned_data["domain"].lower().removeprefix("https://").removeprefix("http://").rstrip("/")
        )
        if domain and not HOST.fullmatch(domain):
            raise forms.ValidationError("请只写域名，例如 www.mingbai.gov.cn，不要写路径和空格。")
        return domain


def years(first: int | None) -> list[tuple[str, str]]:
    """The years a list can be narrowed to, newest first."""
    this = clock.today().year
    return [(str(year), f"{year}年") for year in range(this, (first or this) - 1, -1)]
