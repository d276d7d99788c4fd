"""What is typed before something is printed. Keys of `cleaned_data` are arguments of what draws it."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mingbai.accounts.models import User
from mingbai.organisations.forms import Day, Place, PlainForm
from mingbai.printing.policies import MAKE
from mingbai.printing.rules.leaflets import LONGEST_TITLE, QUESTIONS
from mingbai.printing.rules.months import days_of
from mingbai.printing.rules.papers import SIZES

MOST_LABELS = 100


class SheetForm(PlainForm):
    size = forms.ChoiceField(
        label="纸张",
        choices=[(one, one) for one in SIZES],
        help_text="A3 的字更大，表格列多的也选 A3。一张 A3 占两张 A4 的位置。",
    )
    from_on = Day(label="从哪天起张贴", required=False, help_text="印在纸上。可以不填。")
    until = Day(label="张贴到哪天", required=False, help_text="按公开目录的要求算好了，可以改长。可以不填。")

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        begins, ends = found.get("from_on"), found.get("until")
        if begins and ends and ends < begins:
            raise ValidationError({"until": "结束的日期比开始的日期早。"})
        return found


class LeafletForm(PlainForm):
    title = forms.CharField(label="大标题", max_length=LONGEST_TITLE, help_text="群众一眼能看懂的说法。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in QUESTIONS:
            self.fields[one.key] = forms.CharField(
                label=one.label,
                max_length=one.longest,
                required=one.key in ("what", "where"),
                help_text=f"{one.hint}。最多 {one.longest} 个字。",
                widget=forms.Textarea(attrs={"rows": 3}),
                error_messages={"required": f"请填写{one.label}。"},
            )


class LabelsForm(PlainForm):
    count = forms.IntegerField(
        label="印几张标签",
        min_value=1,
        max_value=MOST_LABELS,
        initial=10,
        help_text="每页 A4 纸 10 张，沿虚线剪开。",
    )


class Month(forms.CharField):
    """2026-05, also typed as 2026年5月 or 2026/5."""

    def to_python(self, value: Any) -> str:
        text = (super().to_python(value) or "").strip()
        parts = text.replace("年", "-").replace("/", "-").replace(".", "-").removesuffix("月").split("-")
        typed = f"{parts[0]}-{parts[1].zfill(2)}" if len(parts) == 2 else text
        if text and days_of(typed) is None:
            raise ValidationError("月份看不懂，请写成 2026-05 这样。")
        return typed


class RoundForm(PlainForm):
    month = Month(label="哪个月", max_length=12, widget=forms.TextInput(attrs={"type": "month"}))
    organisation = Place(label="哪个单位", help_text="包括它下面所有有公示栏的村和单位。")

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place, month = self.fields["organisation"], self.fields["month"]
        assert isinstance(place, Place)
        place.within(user, MAKE)
        month.initial = f"{today:%Y-%m}"
        rows = list(place.queryset[:1]) if place.queryset is not None else []
        place.initial = rows[0] if rows else None
