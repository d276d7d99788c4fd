"""Matters, topics, and the time that is counted."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mingbai.disclosures.queries import COUNT_BY
from mingbai.lib import clock
from mingbai.organisations.forms import Day
from mingbai.organisations.models import Organisation
from mingbai.shell.forms import field_of


class MatterForm(forms.Form):
    organisation = forms.ModelChoiceField(label="单位", queryset=Organisation.objects.none())
    title = forms.CharField(
        label="事项名称",
        max_length=200,
        help_text="例如：柳湾村饮水管网改造。公众在网页上会看到这个名称。",
    )
    note = forms.CharField(label="内部说明", max_length=300, required=False)

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "organisation").queryset = places
        self.initial.setdefault("organisation", places.first())


class TopicForm(forms.Form):
    name = forms.CharField(label="主题", max_length=60, help_text="例如：优化营商环境、森林防火。")
    organisation = forms.ModelChoiceField(
        label="哪个单位用", queryset=Organisation.objects.none(), required=False, empty_label="全县"
    )
    from_year = forms.IntegerField(label="起始年度")
    to_year = forms.IntegerField(label="截止年度", required=False, help_text="不填就是一直用。")

    def __init__(self, *args: Any, places: Any, whole_county: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["organisation"]
        field.queryset = places
        if not whole_county:
            field.required, field.empty_label = True, None
        self.initial.setdefault("from_year", clock.today().year)


class CountForm(forms.Form):
    """What is counted, where and when; from the address, so every value may be missing."""

    by = forms.ChoiceField(label="按什么数", choices=list(COUNT_BY.items()), required=False)
    organisation = forms.ModelChoiceField(
        label="单位", queryset=Organisation.objects.none(), required=False, empty_label="全部"
    )

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "organisation").queryset = places
        self.fields["from"] = Day(label="从", required=False)
        self.fields["to"] = Day(label="到", required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("from") and data.get("to") and data["to"] < data["from"]:
            raise ValidationError({"to": "截止日期早于起始日期，请核对。"})
        return data
