"""Forms of the administration pages that no lower app has."""

import re
from typing import Any

from django import forms

from mingbai.catalogue.models import Genre
from mingbai.checks.models import Severity
from mingbai.desk.queries import indented
from mingbai.desk.rules.words import verb_groups
from mingbai.disclosures.models import IndexRule
from mingbai.lib import clock
from mingbai.organisations.forms import Day, MembershipForm, PlainForm
from mingbai.organisations.models import Organisation, Role
from mingbai.reviews.models import Step


class RouteForm(PlainForm):
    """The steps before the approval, which is always there and last."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label="单位", empty_label=None)
    genre = forms.ModelChoiceField(
        Genre.objects.all(), label="适用体裁", required=False, empty_label="所有体裁"
    )
    check = forms.BooleanField(label="要经过审核", required=False, initial=True)
    secrecy = forms.BooleanField(label="要经过保密审查", required=False, initial=True)
    days = forms.IntegerField(
        label="每一步的办理期限（工作日）",
        min_value=1,
        max_value=60,
        initial=2,
        help_text="签发总是最后一步。",
    )

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.fields["organisation"]
        assert isinstance(place, forms.ModelChoiceField)
        place.queryset = places
        place.choices = indented(places)

    def values(self) -> dict[str, Any]:
        """The keyword arguments of `reviews.actions.set_route`."""
        values = self.cleaned_data
        chosen = [step for step in (Step.CHECK, Step.SECRECY) if values[step.value]] + [Step.APPROVE]
        return {
            "organisation": values["organisation"],
            "genre_name": values["genre"].name if values["genre"] else "",
            "steps": [(step, values["days"]) for step in chosen],
        }


class NewPersonForm(MembershipForm):
    """An account together with its first role."""

    username = forms.CharField(label="用户名", max_length=150, help_text="登录用，如姓名的拼音 zhangsan。")
    full_name = forms.CharField(label="姓名", max_length=50)
    telephone = forms.CharField(label="办公电话", max_length=40, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["user"]
        self.order_fields(("full_name", "username", "telephone", "organisation", "role", "valid_from"))


class SecondFactorForm(PlainForm):
    role = forms.ChoiceField(label="角色", choices=[("", "请选择"), *Role.choices])
    since = Day(label="从哪一天起", initial=clock.today)


class TermForm(PlainForm):
    term = forms.CharField(label="错误用词", max_length=60)
    correction = forms.CharField(label="正确写法", max_length=60, required=False)
    severity = forms.ChoiceField(label="严重程度", choices=Severity.choices, initial=Severity.ASK)
    unless = forms.CharField(
        label="例外", max_length=300, required=False, help_text="在这些更长的词里不算错，用空格分开。"
    )
    since = Day(label="从哪一天起算错", required=False)
    note = forms.CharField(label="说明", max_length=100, required=False)


class IndexRuleForm(PlainForm):
    """The parts are typed as they stand in the number, names in braces."""

    PARTS = {"机构代码": "organisation", "年份": "year", "月份": "month", "流水号": "serial"}

    active_from = Day(label="从哪一天起使用", help_text="已经给出的索引号不变。")
    pattern = forms.CharField(
        label="组成",
        max_length=80,
        initial="{机构代码}/{年份}-{流水号}",
        help_text="花括号里可以写：机构代码、年份、月份、流水号，其他字符照样放进索引号。",
    )
    padding = forms.IntegerField(label="流水号位数", min_value=1, max_value=9, initial=5)
    reset = forms.ChoiceField(
        label="重新编号", choices=IndexRule.Reset.choices, widget=forms.RadioSelect, initial="year"
    )
    per = forms.ChoiceField(
        label="编号范围", choices=IndexRule.Per.choices, widget=forms.RadioSelect, initial="organisation"
    )

    def clean_pattern(self) -> list[str]:
        """The pattern as the parts of `set_index_rule`."""
        parts = []
        for piece in re.split(r"(\{[^{}]*\})", self.cleaned_data["pattern"]):
            named = piece.startswith("{") and piece.endswith("}")
            parts.append(self._named(piece[1:-1]) if named else piece)
        return [part for part in parts if part]

    def _named(self, name: str) -> str:
        if name not in self.PARTS:
            raise forms.ValidationError(f"不认识“{name}”，花括号里只能写：{'、'.join(self.PARTS)}。")
        return self.PARTS[name]


class EventForm(forms.Form):
    """Narrows the trail."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.all(), label="单位（连同下级）", required=False, empty_label="全县"
    )
    verb = forms.ChoiceField(label="做了什么", choices=[("", "全部"), *verb_groups()], required=False)
    person = forms.CharField(label="人员", max_length=100, required=False)
    subject = forms.CharField(label="对象（索引号、姓名）", max_length=100, required=False)
    since = Day(label="从哪一天", required=False)
    until = Day(label="到哪一天", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.fields["organisation"]
        assert isinstance(place, forms.ModelChoiceField)
        place.choices = [("", "全县"), *indented(Organisation.objects.all())]
