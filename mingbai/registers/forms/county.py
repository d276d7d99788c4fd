"""Forms of what the county office sets: kinds of activities, days, whom a unit must have."""

from typing import Any

from django import forms

from mingbai.lib import clock
from mingbai.organisations.forms import Day, PlainForm
from mingbai.organisations.models import Kind as OrganisationKind
from mingbai.registers import rules
from mingbai.registers.rules import Kind
from mingbai.registers.states import ContactKind

ASKED = {
    "place": "地点",
    "chair": "主持人",
    "speaker": "主讲人、汇报人",
    "attendance": "参加人员和人数",
    "summary": "内容",
    "outcome": "结果",
    "link": "网址",
}


class KindForm(PlainForm):
    """A kind of activity; what is asked is asked in the county's own words, and an empty one is not."""

    key = forms.CharField(
        label="编号", max_length=40, help_text="小写英文字母，如 village_meeting。以后不能改。"
    )
    name = forms.CharField(label="名称", max_length=40)
    short = forms.CharField(label="简称", max_length=12, required=False)
    needed = forms.MultipleChoiceField(
        label="开展以后必填的",
        required=False,
        choices=list(ASKED.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text="只能勾上面填了叫法的。",
    )
    evidence = forms.CharField(label="要什么佐证", max_length=200, required=False)
    may_be_public = forms.BooleanField(label="可以对外公开", required=False)
    basis = forms.CharField(label="依据", max_length=200, required=False)
    active = forms.BooleanField(label="在用", required=False, initial=True)

    def __init__(self, *args: Any, kind: Kind | None = None, **kwargs: Any) -> None:
        if kind is not None:
            names = ("name", "short", "evidence", "may_be_public", "basis", "active")
            kwargs["initial"] = {name: getattr(kind, name) for name in names}
            kwargs["initial"] |= {f"ask_{name}": words for name, words in kind.fields.items()}
            kwargs["initial"]["needed"] = list(kind.needed)
        super().__init__(*args, **kwargs)
        for name in rules.EXTRA:
            self.fields[f"ask_{name}"] = forms.CharField(
                label=f"“{ASKED[name]}”的叫法", max_length=40, required=False, help_text="不填就不问这一项。"
            )
        if kind is not None:
            del self.fields["key"]
        self.order_fields(["key", "name", "short", *(f"ask_{name}" for name in rules.EXTRA)])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        asked = {name: values.pop(f"ask_{name}", "") for name in rules.EXTRA}
        values["fields"] = {name: words for name, words in asked.items() if words}
        return values


class StaleForm(PlainForm):
    value = forms.IntegerField(label="超过多少天没有更新就提示", min_value=1, max_value=365)
    since = Day(label="从哪一天起", initial=clock.today)
    basis = forms.CharField(label="依据", max_length=300, required=False)


class NeededForm(PlainForm):
    """Which contacts each kind of unit must have."""

    since = Day(label="从哪一天起", initial=clock.today)
    basis = forms.CharField(label="依据", max_length=300, required=False)

    def __init__(self, *args: Any, present: dict[str, list[str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, label in OrganisationKind.choices:
            self.fields[kind] = forms.MultipleChoiceField(
                label=label,
                required=False,
                choices=ContactKind.choices,
                initial=present.get(kind, []),
                widget=forms.CheckboxSelectMultiple,
            )
        self.order_fields([*OrganisationKind.values, "since", "basis"])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        needed = {kind: values.pop(kind, []) for kind in OrganisationKind.values}
        return {**values, "value": needed}
