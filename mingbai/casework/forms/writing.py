"""The values of a letter as a form, one field for each name its template asks for."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mingbai.casework.forms.fields import Lines, LongText
from mingbai.letters.rules.values import Name
from mingbai.lib.text import storable
from mingbai.organisations.forms import Day, PlainForm

IN_ANSWERS = frozenset({"补正期限", "缴费截止日"})
"""Typed when the notice was written; an answer quotes what stands in it."""

FROM_PARTS = "不予公开部分"
NOT_TYPED = frozenset({"落款日期", "文号", FROM_PARTS, "查询码"})
"""Given when the letter is signed, taken from the separation, or shown once and kept nowhere."""

KNOWN = frozenset({
    "申请人", "申请人类别", "受送达人", "登记编号", "收到日期", "收到方式", "收到日确定方式",
    "原答复期限", "答复期限日", "延期后答复期限", "复议机关", "管辖法院", "网上复议渠道", "经办人",
    "承办人", "补正通知日期", "说明理由通知日期", "收费通知日期", "前次答复日期", "前次答复文号",
    "检索情况", "第三方", "共同制作机关", "协办机关", "征求意见日期", "计费方式", "计费明细", "收费金额",
    "法制审查意见", "保密审查意见", "签发意见",
})  # fmt: skip
"""Facts the request already holds: shown, and typed only where they are not there yet."""

IN_OFFICE = frozenset({"复议机关", "管辖法院", "网上复议渠道"})


def is_day(name: str) -> bool:
    return name.endswith(("日期", "期限", "期限日", "截止日"))


class LetterForm(PlainForm):
    """`cleaned_data` maps the Chinese names to texts, days and lists, as `letters.queries` takes them."""

    def __init__(
        self,
        *args: Any,
        needs: Sequence[str],
        may: Sequence[str],
        described: Mapping[str, Name],
        suggested: Mapping[str, Any],
        known: frozenset[str] = KNOWN,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        asked = (*needs, *may)
        given = {*known, FROM_PARTS}
        self.facts = {one: suggested[one] for one in asked if one in given and one in suggested}
        """What stands in the letter without being typed."""
        for name in asked:
            if name not in self.facts and name not in NOT_TYPED:
                field = _field(name, described.get(name), name in needs)
                field.initial = suggested.get(name)
                self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name, value in cleaned.items():
            if isinstance(value, str) and len(value) > 5000:
                self.add_error(name, ValidationError("太长，最多 5000 字。"))
        return cleaned

    def values(self) -> dict[str, Any]:
        """Everything for the letter; empty ones left out."""
        typed = {
            name: storable(value) if isinstance(value, str) else value
            for name, value in self.cleaned_data.items()
            if value not in (None, "", [])
        }
        return {**self.facts, **typed}


def _field(name: str, described: Name | None, needed: bool) -> forms.Field:
    given: dict[str, Any] = {"label": name, "required": needed, "help_text": _hint(name, described)}
    if is_day(name):
        field: forms.Field = Day(**given)
    elif described is not None and described.list:
        field = Lines(**given)
    elif name == "申请内容" or (described is not None and described.lines):
        field = LongText(rows=3, max_length=5000, **given)
    else:
        field = forms.CharField(max_length=500, **given)
    field.error_messages["required"] = f"请填写{name}。"
    return field


def _hint(name: str, described: Name | None) -> str:
    if name in IN_OFFICE:
        return "在“受理机构信息”里填好以后，这里会自动带出。"
    if described is None or is_day(name):
        return described.about if described else ""
    sample = described.sample if isinstance(described.sample, str) else "；".join(described.sample)
    more = "一行写一条。" if described.list else ""
    return f"{described.about}。{more}" + (f"例如：{sample}" if sample else "")
