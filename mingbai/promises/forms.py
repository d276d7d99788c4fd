"""What is typed about promises. Keys of `cleaned_data` are the arguments of the action."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from mingbai.accounts.models import User
from mingbai.disclosures.models import Information
from mingbai.lib import clock
from mingbai.organisations.forms import Day, Place, PlainForm
from mingbai.organisations.models import Organisation
from mingbai.promises import queries
from mingbai.promises.models import Promise
from mingbai.promises.policies import KEEP
from mingbai.promises.queries import Unknown, bodies_named
from mingbai.promises.rules import SCORE_WORDS
from mingbai.promises.states import ENDED, OPEN, Kind, State
from mingbai.shell.forms import Ticked

# An index number may hold slashes and dashes, so only these part one from the next.
_BETWEEN = re.compile(r"[、，,；;\s]+")


class Number(forms.DecimalField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(max_digits=14, decimal_places=2, min_value=0, **kwargs)
        self.error_messages["invalid"] = "请只填数字，如 12 或者 3.5。"


class Bodies(forms.CharField):
    """Organisations typed by full or short name, separated by 、; a list of them."""

    def to_python(self, value: Any) -> Any:
        try:
            return bodies_named(super().to_python(value) or "")
        except Unknown as wrong:
            raise ValidationError(str(wrong)) from wrong

    def prepare_value(self, value: Any) -> Any:
        return "、".join(one.name for one in value) if isinstance(value, list) else value

    def run_validators(self, value: Any) -> None:
        """The names have been looked up."""


class PublicTexts(forms.CharField):
    """Public records, each by its index number or the address of its page; a list of them."""

    def to_python(self, value: Any) -> Any:
        found = []
        for typed in filter(None, _BETWEEN.split(super().to_python(value) or "")):
            text = queries.public_text(typed)
            if text is None:
                raise ValidationError(f"“{typed}”没有找到，或者还没有公开。请填索引号或者网页地址。")
            found.append(text)
        return found

    def run_validators(self, value: Any) -> None:
        """The numbers have been looked up."""

    def prepare_value(self, value: Any) -> Any:
        return value.index_number if isinstance(value, Information) else value


class Texts(Ticked):
    def label_from_instance(self, text: Information) -> str:
        return text.title


class TargetForm(PlainForm):
    target_text = forms.CharField(
        label="目标",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="要做到什么程度，一两句话。",
    )
    target_number = Number(label="目标数", help_text="能计数的填，例如 12。")
    target_unit = forms.CharField(
        label="单位", required=False, max_length=20, help_text="例如：公里、户、座。"
    )
    due_on = Day(label="完成期限")


class PromiseForm(TargetForm):
    organisation = Place(label="作出承诺的单位")
    year = forms.IntegerField(label="年度", min_value=2000, max_value=2199)
    number = forms.IntegerField(label="序号", min_value=1, max_value=999)
    kind = forms.ChoiceField(label="种类", choices=Kind.choices)
    title = forms.CharField(label="名称", max_length=200)
    responsible = Bodies(label="责任单位", max_length=500, help_text="写全称或者简称，几个单位用顿号隔开。")
    responsible_person = forms.CharField(
        label="责任人", required=False, max_length=50, help_text="只在工作平台里显示，不公开。"
    )
    source = PublicTexts(
        label="出处",
        required=False,
        help_text="已经公开的政府工作报告、民生实事公告等，填它的索引号或者网页地址。",
    )
    field_order = (
        "organisation", "year", "number", "kind", "title", "target_text", "target_number", "target_unit",
        "due_on", "responsible", "responsible_person", "source",
    )  # fmt: skip

    def __init__(self, *args: Any, user: User, instance: Promise | None = None, **kwargs: Any) -> None:
        if instance is not None:
            names = [name for name in self.base_fields if name not in ("organisation", "year", "responsible")]
            kwargs["initial"] = {name: getattr(instance, name) for name in names} | {
                "responsible": list(instance.responsible.all())
            }
        super().__init__(*args, **kwargs)
        _within(self, user)
        if instance is not None:
            del self.fields["organisation"], self.fields["year"]

    def clean_source(self) -> Information | None:
        found = self.cleaned_data["source"]
        if len(found) > 1:
            raise ValidationError("出处只填一条。")
        return found[0] if found else None


def _within(form: forms.Form, user: User) -> None:
    """Only places this person keeps promises of; the only one is chosen already."""
    place = form.fields["organisation"]
    assert isinstance(place, Place)
    place.within(user, KEEP)
    only = list((place.queryset or Organisation.objects.none())[:2])
    if len(only) == 1:
        place.initial = only[0]


class ReportForm(PlainForm):
    on = Day(label="日期", initial=clock.today)
    number = Number(label="完成数")
    percent = forms.IntegerField(label="完成百分比", required=False, min_value=0, max_value=100)
    text = forms.CharField(
        label="进展情况",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="做了什么、做到哪一步。核对以后公众会看到，不写个人信息。",
    )
    reason = forms.CharField(
        label="比上次少的原因", required=False, max_length=300, help_text="只有完成数或者百分比比上次少才填。"
    )
    evidence = Texts(
        label="佐证：最近公开的信息",
        required=False,
        queryset=Information.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    more = PublicTexts(
        label="佐证：其他公开信息",
        required=False,
        max_length=500,
        help_text="上面没有列出的，填索引号或者网页地址，几条用顿号隔开。",
    )
    file = forms.FileField(
        label="佐证：验收材料、照片", required=False, help_text="只作内部佐证，不公开；隐藏信息会自动去掉。"
    )

    def __init__(self, *args: Any, promise: Promise, choices: QuerySet[Information], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        evidence = self.fields["evidence"]
        assert isinstance(evidence, Texts)
        evidence.queryset = choices
        if not choices.exists():
            del self.fields["evidence"]
        if promise.target_number is None:
            del self.fields["number"]
            self.fields["percent"].required = True
        else:
            self.fields["number"].help_text = f"累计完成多少，目标是 {promise.target_counted}。"
            self.fields["percent"].help_text = "填了完成数就不用填，系统会算。"

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        more = values.pop("more", [])
        values["evidence"] = list({one.pk: one for one in [*values.get("evidence", []), *more]}.values())
        return values


class SettleForm(PlainForm):
    state = forms.ChoiceField(label="结果", widget=forms.RadioSelect)
    reason = forms.CharField(
        label="说明",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="没有全部完成的，写明原因和下一步打算。公众会看到。",
    )

    def __init__(self, *args: Any, promise: Promise, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        state = self.fields["state"]
        assert isinstance(state, forms.ChoiceField)
        if promise.state in OPEN:
            state.choices = [(value, label) for value, label in State.choices if value in ENDED]
        else:
            state.choices = [(State.RUNNING, "重新办理")]
            state.initial = State.RUNNING


class ChangeForm(TargetForm):
    reason = forms.CharField(
        label="调整原因", max_length=300, widget=forms.Textarea(attrs={"rows": 2}), help_text="公众会看到。"
    )


class ReasonForm(PlainForm):
    reason = forms.CharField(label="原因", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class EmptyForm(PlainForm):
    """Only a button."""


class ImportForm(PlainForm):
    organisation = Place(label="作出承诺的单位")
    file = forms.FileField(
        label="填好的表格", widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"})
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _within(self, user)


class RatingForm(PlainForm):
    """What a visitor sends; nothing about the visitor."""

    score = forms.TypedChoiceField(
        label="您满意吗",
        coerce=int,
        choices=[(score, f"{score} 分　{words}") for score, words in SCORE_WORDS.items()],
        widget=forms.RadioSelect,
    )
    comment = forms.CharField(
        label="意见（可以不写）",
        required=False,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="最多 200 字，只有工作人员看得到。请不要写姓名、电话、身份证号。",
        error_messages={"max_length": "意见最多 200 字，请写短一些。"},
    )
