"""Forms of the ledger; what they clean are the keyword arguments of actions."""

from typing import Any

from django import forms

from mingbai.catalogue.models import CatalogueItem, Genre, Theme
from mingbai.disclosures.models import Information
from mingbai.duties import evidence
from mingbai.duties.models import Instance
from mingbai.organisations.models import Kind
from mingbai.shell.forms import field_of
from mingbai.timelimits.periods import Per


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class RecordField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Information) -> str:
        return f"{obj.published_at:%Y-%m-%d} {obj.title}"


class ProofForm(forms.Form):
    """A public record of the organisation, or something else that was done on a day."""

    record = RecordField(
        Information.objects.none(), label="已公开的信息", required=False, help_text="本单位最近公开的200条"
    )
    what = forms.CharField(
        label="或者写明做了什么",
        required=False,
        max_length=300,
        help_text="例如：7月21日在镇会议室举办政务公开培训，32人参加",
    )
    done_on = forms.DateField(
        label="完成日期", required=False, widget=DayInput(), help_text="选了信息的不用填"
    )
    url = forms.CharField(label="链接", required=False, max_length=300, help_text="没有可以不填")

    def __init__(self, *args: Any, instance: Instance, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Information.objects.filter(organisation=instance.organisation_id, status="published")
        newest = rows.order_by("-published_at").values_list("pk", flat=True)[:200]
        field_of(self, "record").queryset = Information.objects.filter(pk__in=list(newest)).order_by(
            "-published_at"
        )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("record") is None:
            if not values.get("what"):
                self.add_error("what", "请选择一条已公开的信息，或者写明做了什么。")
            if not values.get("done_on"):
                self.add_error("done_on", "请填写完成日期。")
        return values


class ReasonForm(forms.Form):
    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class ExemptionForm(forms.Form):
    reason = forms.CharField(
        label="为什么不适用",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="例如：本镇没有国有土地上的房屋征收",
    )
    starts_on = forms.DateField(label="从哪天起", widget=DayInput())
    ends_on = forms.DateField(
        label="到哪天止", required=False, widget=DayInput(), help_text="一直不适用的不用填"
    )


class DecisionForm(forms.Form):
    granted = forms.ChoiceField(
        label="审定意见",
        choices=[("yes", "同意，不适用"), ("no", "不同意，仍要公开")],
        widget=forms.RadioSelect,
    )
    decision = forms.CharField(
        label="说明",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="不同意的必须写，申请单位看得到",
    )

    def clean_granted(self) -> bool:
        return bool(self.cleaned_data["granted"] == "yes")


class EndForm(forms.Form):
    decision = forms.CharField(
        label="为什么恢复适用", max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class NilForm(forms.Form):
    """The statement; the lines it is about come with the address."""

    reason = forms.CharField(
        label="核实情况",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="例如：经向各村核实，本季度没有发生土地征收。这段话会公开。",
    )
    theme = forms.ModelChoiceField(Theme.objects.none(), label="主题分类")
    genre = forms.ModelChoiceField(Genre.objects.none(), label="体裁")
    catalogue_item = forms.ModelChoiceField(
        CatalogueItem.objects.none(), label="公开事项", required=False, help_text="不选的，用第一项所在的事项"
    )

    def __init__(self, *args: Any, rows: list[Instance], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = dict(self.fields)
        fields["theme"].queryset = Theme.objects.filter(parent=None)
        fields["genre"].queryset = Genre.objects.all()
        numbers = {row.duty.item_id for row in rows if row.duty.item_id}
        items = CatalogueItem.objects.filter(active=True)
        fields["catalogue_item"].queryset = items.filter(pk__in=numbers) if numbers else items
        if not numbers:
            fields["catalogue_item"].required = True
            fields["catalogue_item"].help_text = "选择最接近的公开事项"
        self.initial.setdefault("theme", Theme.objects.filter(parent=None, name="综合政务").first())
        self.initial.setdefault("genre", Genre.objects.filter(name="公告").first())


class QuotaForm(forms.Form):
    name = forms.CharField(label="要求", max_length=100, help_text="例如：政府开放日")
    evidence = forms.ChoiceField(label="凭什么计数")
    per = forms.ChoiceField(label="周期", choices=Per.choices)
    at_least = forms.IntegerField(label="至少几次", min_value=1, max_value=366)
    due_month = forms.IntegerField(
        label="期内第几个月前完成", min_value=0, max_value=12, initial=0, help_text="0 表示最后一个月"
    )
    due_day = forms.IntegerField(
        label="该月几日前完成", min_value=0, max_value=31, initial=0, help_text="0 表示月末"
    )
    kinds = forms.MultipleChoiceField(
        label="适用的机构类别", choices=Kind.choices, widget=forms.CheckboxSelectMultiple
    )
    basis = forms.CharField(label="依据", max_length=300, required=False)
    valid_from = forms.DateField(label="从哪天起", widget=DayInput())
    valid_to = forms.DateField(label="到哪天止", required=False, widget=DayInput())
    reason = forms.CharField(label="为什么这样规定", max_length=300, help_text="记入操作记录")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "evidence").choices = list(evidence.choices().items())


class SettingForm(forms.Form):
    begins_on = forms.DateField(label="台账从哪天起记", widget=DayInput())
    nil_run = forms.IntegerField(label="连续几期零报告须核实", min_value=2, max_value=24)
    standing_days = forms.IntegerField(label="长期公开的事项几个工作日内补齐", min_value=1, max_value=250)
    remind_days = forms.CharField(
        label="到期前几个工作日提醒", help_text="用顿号隔开，例如：5、1、0（0 是当天）"
    )

    def clean_remind_days(self) -> list[int]:
        parts = self.cleaned_data["remind_days"].replace("，", "、").replace(",", "、").split("、")
        try:
            return sorted({int(part) for part in parts if part.strip()}, reverse=True)
        except ValueError:
            raise forms.ValidationError("请填数字，用顿号隔开，例如：5、1、0。") from None


class EvidenceForm(forms.Form):
    evidence_kind = forms.ChoiceField(label="凭什么算完成", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [("", "由人逐次登记佐证"), *evidence.choices().items()]
        field_of(self, "evidence_kind").choices = kinds
