"""What the office types; keys of `cleaned_data` are the arguments of the actions."""

from typing import Any

from django import forms

from mingbai.accounts.models import User
from mingbai.channels.models import Place
from mingbai.lib import clock
from mingbai.organisations.forms import Day, PlainForm
from mingbai.screens.actions.visits import LONGEST as LONGEST_ASKED
from mingbai.screens.actions.visits import MOST
from mingbai.screens.queries.places import visit_places
from mingbai.screens.rules.slides import LONGEST, LONGEST_LINE, LONGEST_TITLE, MOST_LINES, SHORTEST


class Lines(forms.CharField):
    """Several sentences, each on a line of its own; a list of strings."""

    def to_python(self, value: Any) -> Any:
        return [line.strip() for line in (super().to_python(value) or "").splitlines() if line.strip()]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def run_validators(self, value: Any) -> None:
        super().run_validators("\n".join(value))


class TextForm(PlainForm):
    title = forms.CharField(
        label="屏幕上的标题",
        max_length=LONGEST_TITLE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=f"最多 {LONGEST_TITLE} 字，18 字以内最醒目。",
        error_messages={"max_length": f"标题最多 {LONGEST_TITLE} 字。"},
    )
    lines = Lines(
        label="要点，一句一行",
        max_length=MOST_LINES * LONGEST_LINE * 3,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=f"3 到 {MOST_LINES} 句，每句最多 {LONGEST_LINE} 字："
        "是什么事、跟谁有关、多少钱、什么时候、到哪里办、电话多少。",
        error_messages={"max_length": f"太长了，请写 {MOST_LINES} 句以内，每句最多 {LONGEST_LINE} 字。"},
    )
    seconds = forms.IntegerField(
        label="每页停留几秒（可以不填）",
        required=False,
        min_value=SHORTEST,
        max_value=LONGEST,
        help_text=f"不填就按字数算。可以填 {SHORTEST} 到 {LONGEST}。",
        error_messages={
            "invalid": "请填整数。",
            "min_value": f"至少 {SHORTEST} 秒。",
            "max_value": f"最多 {LONGEST} 秒。",
        },
    )


class _PlaceChoice(forms.ModelChoiceField):
    def label_from_instance(self, place: Place) -> str:
        return f"{place.organisation.name}：{place.name}"


class VisitForm(PlainForm):
    place = _PlaceChoice(label="查阅点", queryset=Place.objects.none(), empty_label="请选择")
    on = Day(label="哪一天", initial=clock.today, help_text="这一天已经登记过的，会改成现在填的。")
    visitors = forms.IntegerField(
        label="接待了多少人",
        min_value=0,
        max_value=MOST,
        error_messages={"invalid": "请填整数。", "min_value": "不能是负数。", "max_value": f"最多 {MOST}。"},
    )
    asked = forms.CharField(
        label="主要查什么、问什么（可以不填）",
        required=False,
        max_length=LONGEST_ASKED,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="几个词就行，例如：低保标准、征地补偿。不要写姓名、电话、身份证号。",
        error_messages={"max_length": f"最多 {LONGEST_ASKED} 字。"},
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["place"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = visit_places(by).select_related("organisation")


class Between(forms.Form):
    """A stretch of days; what is left open or cannot be read is this year."""

    first = Day(label="从", required=False)
    last = Day(label="到", required=False)
