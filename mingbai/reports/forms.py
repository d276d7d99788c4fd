"""Forms of the reports; the keys of `cleaned_data` are the keyword arguments of the action."""

from typing import Any

from django import forms

from mingbai.accounts.models import User
from mingbai.organisations.forms import Day
from mingbai.organisations.models import Organisation
from mingbai.plans.models import Plan
from mingbai.reports.models import FulfilmentReport
from mingbai.reports.queries import covers, plans_for, writable
from mingbai.shell.forms import field_of


class BeginForm(forms.Form):
    plan = forms.ModelChoiceField(
        label="哪份计划",
        queryset=Plan.objects.none(),
        empty_label="请选择",
        help_text="只列出已经确认的计划。",
    )
    organisation = forms.ModelChoiceField(
        label="哪个单位的报告", queryset=Organisation.objects.none(), empty_label="请选择"
    )
    below = forms.BooleanField(
        label="连同下级单位",
        required=False,
        help_text="勾上以后，下级单位的任务、公开数量和工作登记都算在内。",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = writable(user)
        field_of(self, "plan").queryset = plans_for(user)
        field_of(self, "organisation").queryset = places
        if not any(covers(user, place, True) and not place.is_leaf() for place in places[:50]):
            del self.fields["below"]
        only = places[:2]
        if len(only) == 1:
            self.fields["organisation"].initial = only[0]


class HeadForm(forms.Form):
    """Head and end of the document."""

    title = forms.CharField(label="标题", max_length=200)
    addressee = forms.CharField(label="主送机关", max_length=200, required=False)
    document_number = forms.CharField(
        label="发文字号", max_length=80, required=False, help_text="如 青政发〔2026〕12号；还没有编号的空着。"
    )
    signer = forms.CharField(label="签发人", max_length=50, required=False, help_text="报给上级的公文才写。")
    written_on = Day(label="成文日期", required=False, help_text="空着就用取数的日期。")

    def __init__(self, *args: Any, report: FulfilmentReport, **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(report, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)


class PartForm(forms.Form):
    text = forms.CharField(
        label="内容",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="一段写一行。数字来自台账，改了数字，会提示和清单对不上。",
    )
