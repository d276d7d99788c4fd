"""Forms of inspections and findings."""

from typing import Any

from django import forms

from mingbai.accounts.models import User
from mingbai.evaluation.forms.fields import RecordField, long_text, periods_before
from mingbai.evaluation.models import Indicator, Severity, Source, Strata, Subject
from mingbai.evaluation.queries.packaged import parameter
from mingbai.evaluation.queries.reach import READ, RUN
from mingbai.evaluation.states import SchemeState
from mingbai.lib import clock
from mingbai.organisations.forms import Day, Place, PlainForm
from mingbai.organisations.models import Kind
from mingbai.shell.forms import field_of
from mingbai.timelimits.periods import Per

INSPECTED = [one for one in Kind.choices if one[0] != Kind.COUNTY]


class InspectionForm(PlainForm):
    """What to draw from and how much."""

    organisation = Place(label="组织单位", help_text="从它下面的单位抽，本身不抽。")
    title = forms.CharField(label="名称", max_length=100, help_text="如：2026年第三季度公开信息抽查")
    subject = forms.ChoiceField(label="检查什么", choices=Subject.choices, widget=forms.RadioSelect)
    period_key = forms.ChoiceField(
        label="哪个季度", help_text="公开信息质量抽这个季度首次公开的；网站页面抽现在能看到的。"
    )
    kinds = forms.MultipleChoiceField(
        label="抽哪类单位",
        choices=INSPECTED,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="都不选就是全部。",
    )
    strata = forms.ChoiceField(label="怎样分组", choices=Strata.choices, widget=forms.RadioSelect)
    each = forms.IntegerField(
        label="每组抽几条", required=False, min_value=0, max_value=100, help_text="不足的全抽。"
    )
    percent = forms.IntegerField(
        label="或者每组抽百分之几",
        required=False,
        min_value=0,
        max_value=100,
        help_text="与上一格只填一个；每组至少抽 1 条。",
    )
    seed = forms.CharField(
        label="抽样种子",
        required=False,
        max_length=60,
        help_text="可以不填，由系统生成。公开摇号的，把摇出的号码填在这里，谁都可以按它重新抽出同样的样本。",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "organisation").within(user, RUN)
        field_of(self, "period_key").choices = periods_before(Per.QUARTER, clock.today(), 8)
        self.initial.setdefault("subject", Subject.RECORDS)
        self.initial.setdefault("strata", Strata.ORGANISATION)
        self.initial.setdefault("each", parameter("sample_each"))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        values["each"] = values.get("each") or 0
        values["percent"] = values.get("percent") or 0
        values["kinds"] = tuple(values.get("kinds") or ())
        return values


class CloseForm(PlainForm):
    note = long_text(
        "说明", "还有没检查的，写明为什么不查。都查完了可以不填。", required=False, max_length=500
    )


class FindingForm(PlainForm):
    """A problem found otherwise than by a sample."""

    inspector = Place(label="检查单位")
    organisation = Place(label="责任单位")
    source = forms.ChoiceField(
        label="来源",
        choices=[one for one in Source.choices if one[0] not in (Source.INSPECTION, Source.CHANNELS)],
    )
    topic = forms.CharField(label="检查内容", max_length=100, required=False, help_text="如：更新及时")
    what = long_text("问题", "写清在哪里、什么问题。不要写群众的姓名、电话。", max_length=1000)
    standard = forms.CharField(label="评价标准", max_length=300, required=False)
    basis = forms.CharField(label="依据", max_length=300, required=False)
    severity = forms.ChoiceField(label="程度", choices=Severity.choices, initial=Severity.ORDINARY)
    information = RecordField(label="涉及的信息")
    indicator = forms.ModelChoiceField(
        Indicator.objects.none(), label="对应的考核指标", required=False, empty_label="没有"
    )
    found_on = Day(label="发现日期")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "inspector").within(user, RUN)
        field_of(self, "organisation").within(user, READ)
        field_of(self, "information").user = user
        used = Indicator.objects.filter(scheme__state=SchemeState.IN_USE, ended=False)
        field_of(self, "indicator").queryset = used.order_by("scheme", "order")
        self.initial.setdefault("found_on", clock.today())


class NotifyForm(PlainForm):
    days = forms.IntegerField(
        label="整改期限（工作日）", min_value=1, max_value=120, help_text="从今天起算，当日不计。"
    )


class AnswerForm(PlainForm):
    """What the unit says, with a record as evidence."""

    text = long_text("整改情况", "写明怎样整改、整改到什么程度。", 5, max_length=2000)
    evidence = RecordField(label="佐证信息")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "evidence").user = user


class ObjectForm(AnswerForm):
    text = long_text("不同意的理由", "每个问题只能提一次异议，裁定以后不再变。", 5, max_length=2000)


class RecheckForm(PlainForm):
    passed = forms.TypedChoiceField(
        label="复查结论",
        choices=[("1", "通过，问题了结"), ("0", "没有通过，退回重新整改")],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    text = long_text("复查意见", "退回的，写明还差什么。", required=False, max_length=2000)
    days = forms.IntegerField(
        label="重新整改的期限（工作日）", min_value=1, max_value=120, required=False, help_text="退回时才用。"
    )


class DecideForm(PlainForm):
    upheld = forms.TypedChoiceField(
        label="裁定",
        choices=[("0", "异议成立，撤销这个问题"), ("1", "异议不成立，仍须整改")],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    text = long_text("理由", max_length=2000)


class DropForm(PlainForm):
    text = long_text("不再通知的理由", "问题仍留在记录里。", max_length=500)
