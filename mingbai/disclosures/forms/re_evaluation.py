"""Evaluating withheld texts, and the county's own periods."""

from typing import Any

from django import forms

from mingbai.catalogue.models import Ground
from mingbai.disclosures.models import Evaluation
from mingbai.disclosures.rules.upkeep import (
    ANSWERS,
    LOCAL_MONTHS,
    LOCAL_NOTICE_DAYS,
    LOCAL_SLOT_DAYS,
    QUESTIONS,
)
from mingbai.organisations.forms import Day
from mingbai.shell.forms import field_of


class EvaluationForm(forms.Form):
    outcome = forms.ChoiceField(
        label="评估结论", choices=Evaluation.Outcome.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="理由",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="写清楚依据的是哪一条、现在是什么情况。选“公开一部分”的，写明哪些内容可以公开。",
    )
    next_on = Day(
        label="下次评估日期", required=False, help_text="不填的，按周期自动推算。只能提前，不能推后。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = {
            one.key: forms.ChoiceField(label=one.text, choices=ANSWERS, widget=forms.RadioSelect)
            for one in QUESTIONS
        }
        self.fields = asked | self.fields

    def values(self) -> dict[str, Any]:
        """The arguments of `propose_evaluation`."""
        data = dict(self.cleaned_data)
        checklist = {one.key: data.pop(one.key) for one in QUESTIONS}
        return data | {"checklist": checklist}


class CallForm(forms.Form):
    reason = forms.CharField(
        label="为什么现在要评估", max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class RuleForm(forms.Form):
    active_from = Day(label="启用日期")
    months = forms.IntegerField(
        label="每几个月评估一次",
        initial=LOCAL_MONTHS,
        help_text="条例第十八条要求定期评估，没有规定多久一次，由本县自己定。",
    )
    notice_days = forms.IntegerField(label="提前几天提醒", initial=LOCAL_NOTICE_DAYS)
    slot_days = forms.IntegerField(
        label="五公开事项公开第一条信息后，几天没有补齐就提醒", initial=LOCAL_SLOT_DAYS
    )
    note = forms.CharField(label="依据或者说明", max_length=300, required=False)


class GroundChangeForm(forms.Form):
    ground = forms.ModelChoiceField(label="哪一项事由", queryset=Ground.objects.none())
    reason = forms.CharField(
        label="有什么变化",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="例如某部法律修订了哪一条。保存以后，用这项事由的材料都会进入待评估。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "ground").queryset = Ground.objects.all()
