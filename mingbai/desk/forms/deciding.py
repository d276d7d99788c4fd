"""Deciding: review steps, publication, and the verbs after it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mingbai.catalogue.models import Ground
from mingbai.disclosures.models import Information, Relation, Validity
from mingbai.lib import clock
from mingbai.organisations.forms import Day, PlainForm
from mingbai.reviews.actions import SecrecyOpinion
from mingbai.reviews.models import Conclusion, Step

MOMENTS = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M", "%Y年%m月%d日 %H:%M"]


class Moment(forms.DateTimeField):
    """A moment in China's time that lies ahead."""

    default_error_messages = {"invalid": "时间看不懂，请写成 2026-03-01 09:00 这样。"}

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(input_formats=MOMENTS, widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:
        moment = super().clean(value)
        if moment is not None and moment <= clock.now():
            raise ValidationError("这个时间已经过了，请选将来的时间，或者选“马上发布”。")
        return moment


def _text(label: str, help_text: str = "", rows: int = 3, **kwargs: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, widget=area, **kwargs)


class ReviewForm(PlainForm):
    """One decision, bound to the digest of what the page showed."""

    digest = forms.CharField(widget=forms.HiddenInput())
    conclusion = forms.ChoiceField(
        label="审查结论",
        choices=Conclusion.choices,
        widget=forms.RadioSelect,
    )
    basis = _text("审查依据", "如：对照保密事项范围逐项核对，不涉及。", 2, max_length=200)
    ground = forms.ModelChoiceField(
        Ground.objects.all(),
        label="不公开事由",
        required=False,
        empty_label="没有",
        help_text="结论是“不得公开”时必须选。",
    )
    comment = _text("意见", "退回时必须写明要改什么。通过时可以不填。", required=False, max_length=1000)
    after = forms.ChoiceField(
        label="签发以后",
        choices=[("now", "马上发布"), ("at", "定时发布"), ("later", "先不发布，由拟稿人发布")],
        widget=forms.RadioSelect,
        initial="now",
        required=False,
    )
    at = Moment(label="发布时间", required=False, help_text="选“定时发布”时填写。")

    def __init__(self, *args: Any, step: Step, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step = step
        wanted = {
            Step.CHECK: ("comment",),
            Step.SECRECY: ("conclusion", "basis", "ground", "comment"),
            Step.APPROVE: ("comment", "after", "at"),
        }[step]
        for name in set(self.fields) - {"digest", *wanted}:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("after") == "at" and not values.get("at") and "at" not in self.errors:
            self.add_error("at", "请填写定时发布的时间。")
        return values

    def opinion(self) -> SecrecyOpinion | None:
        if self.step != Step.SECRECY:
            return None
        values = self.cleaned_data
        ground = values.get("ground")
        return SecrecyOpinion(values["conclusion"], values["basis"], ground.pk if ground else "")


class SubmitForm(PlainForm):
    """Sending a correction into review: what the public will be told."""

    change_note = _text("更正说明", "写明这次改了什么，公众会看到这句话。", max_length=300)
    change_kind = forms.ChoiceField(
        label="更正程度",
        choices=[("minor", "小改（错别字、格式）"), ("major", "大改（内容有变化）")],
        widget=forms.RadioSelect,
        initial="minor",
    )
    conceal_previous = forms.BooleanField(
        label="以前的版本里有不该公开的内容，不再让公众看到",
        required=False,
        help_text="比如漏遮的身份证号、手机号。勾选以后，公众只能看到改正后的这一版，"
        "以前的版本只留时间和更正说明。只是改错别字、改内容的，不要勾选。",
    )


class PublishForm(PlainForm):
    when = forms.ChoiceField(
        label="什么时候发布",
        choices=[("now", "马上发布"), ("at", "定时发布")],
        widget=forms.RadioSelect,
        initial="now",
    )
    at = Moment(label="发布时间", required=False, help_text="选“定时发布”时填写。")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("when") == "at" and not values.get("at") and "at" not in self.errors:
            self.add_error("at", "请填写定时发布的时间。")
        return values


class ReasonForm(PlainForm):
    reason = _text("理由", max_length=300)

    def __init__(self, *args: Any, hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = hint


class ConfirmForm(forms.Form):
    """A press that needs no words."""


class AnswerForm(PlainForm):
    fingerprint = forms.CharField(widget=forms.HiddenInput())
    reason = forms.CharField(label="保留的理由", max_length=300)


class CommentForm(PlainForm):
    text = _text("留言", "只有本单位办理人员看得到，公众看不到。", 3, max_length=1000)


class Chosen(forms.ModelChoiceField):
    """One of the records a search found for this person."""

    def label_from_instance(self, one: Information) -> str:
        number = f"（{one.document_number}）" if one.document_number else ""
        return f"{one.title}{number}　{one.organisation.name}　{one.index_number}"


class _Choosing(PlainForm):
    """Forms with another record in them offer only what a search of this person found."""

    target = Chosen(Information.objects.none(), label="选哪一条", widget=forms.RadioSelect, empty_label=None)

    def __init__(self, *args: Any, found: list[Information], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        target = self.fields["target"]
        target.error_messages["required"] = "请先查找，再选一条。"
        assert isinstance(target, forms.ModelChoiceField)
        target.queryset = Information.objects.filter(pk__in=[one.pk for one in found]).select_related(
            "organisation"
        )


class MergeRecordForm(_Choosing):
    reason = _text("理由", "公众会看到这句话。", max_length=300)
    field_order = ("target", "reason")


class RelateForm(_Choosing):
    kind = forms.ChoiceField(
        label="关系",
        choices=[
            (Relation.Kind.INTERPRETS, "本信息解读那一条"),
            (Relation.Kind.BASED_ON, "本信息以那一条为依据"),
            (Relation.Kind.AMENDS, "本信息修改了那一条"),
            (Relation.Kind.REPEALS, "本信息废止了那一条"),
        ],
        widget=forms.RadioSelect,
    )
    field_order = ("target", "kind")


class ValidityForm(_Choosing):
    validity = forms.ChoiceField(label="有效性", choices=Validity.choices, widget=forms.RadioSelect)
    note = _text("说明", "如：2026年3月1日起由新办法代替。公众会看到。", 2, required=False, max_length=300)
    field_order = ("validity", "note", "target")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        target = self.fields["target"]
        target.required, target.label = False, "由哪份文件修改或者废止（可不选）"
        if not kwargs["found"]:
            target.widget = forms.HiddenInput()


class EndOnForm(PlainForm):
    on = Day(label="最后一天", initial=clock.today)
