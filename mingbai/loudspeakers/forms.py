"""What is typed about scripts and airings. Keys of `cleaned_data` are the arguments of the action."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mingbai.accounts.models import User
from mingbai.channels.models import Place, Rendering
from mingbai.lib import clock
from mingbai.lib.clock import CHINA
from mingbai.loudspeakers.policies import KEEP, MAKE, MANAGE
from mingbai.loudspeakers.queries import Customs, loudspeakers_for
from mingbai.loudspeakers.rules.scripts import FASTEST, SLOWEST, Variant
from mingbai.organisations import forms as organisations
from mingbai.organisations.forms import Day, PlainForm, Several


class WriteForm(PlainForm):
    variant = forms.ChoiceField(
        label="长短", choices=Variant.choices, widget=forms.RadioSelect, initial=Variant.NORMAL
    )
    station = organisations.Place(label="用哪里的播音设置")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        station = self.fields["station"]
        assert isinstance(station, organisations.Place)
        station.within(user, MAKE)
        station.help_text = "开头、结尾的话和语速按它的设置。"
        if station.queryset is not None and (first := station.queryset.order_by("path").first()):
            station.initial = first


class ScriptForm(PlainForm):
    text = forms.CharField(
        label="播出的内容",
        max_length=20_000,
        strip=True,
        help_text="一行一句。照着念的话，数字、日期都已经写成汉字。",
        widget=forms.Textarea(attrs={"rows": 16}),
    )
    per_minute = forms.IntegerField(
        label="每分钟多少字",
        min_value=SLOWEST,
        max_value=FASTEST,
        help_text="大喇叭一般每分钟 180 到 200 字。",
    )


class Speakers(forms.ModelChoiceField):
    """A loudspeaker within reach."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Place.objects.none(), empty_label="请选择", **kwargs)

    def label_from_instance(self, place: Place) -> str:
        return f"{place.organisation}　{place.name}"


class PlanForm(PlainForm):
    place = Speakers(label="哪一处广播")
    first = Day(label="从哪天开始", initial=clock.today)
    days = forms.IntegerField(label="连续播几天", min_value=1, max_value=60)
    times = Several(label="每天几点播", max_length=100, help_text="例如：7:00、18:00。")
    least = forms.IntegerField(label="至少播几次", min_value=1, max_value=200)

    def __init__(self, *args: Any, user: User, customs: Customs, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "days": customs.days,
            "times": list(customs.times),
            "least": customs.least_airings,
            **kwargs.get("initial", {}),
        }
        super().__init__(*args, **kwargs)
        place = self.fields["place"]
        assert isinstance(place, Speakers)
        place.queryset = loudspeakers_for(user, KEEP)
        if place.queryset.count() == 1:
            place.initial = place.queryset.first()


class AirForm(PlainForm):
    on = Day(label="哪天播的", initial=clock.today)
    clock_time = forms.TimeField(
        label="几点播的",
        input_formats=["%H:%M"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "请写几点几分，例如 07:00。"},
    )
    minutes = forms.DecimalField(
        label="播了多少分钟", min_value=0, max_value=240, max_digits=5, decimal_places=1
    )
    who = forms.CharField(label="播音员", max_length=50)
    note = forms.CharField(label="备注", required=False, max_length=200)

    def __init__(self, *args: Any, user: User, script: Rendering | None, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "clock_time": clock.now().astimezone(CHINA).strftime("%H:%M"),
            "minutes": (script.content.get("minutes") if script else None) or 1,
            "who": str(user),
        }
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        on, at = values.pop("on", None), values.pop("clock_time", None)
        values["at"] = datetime.combine(on, at, CHINA) if on and at else None
        if values["at"] is None and not self.errors:
            raise ValidationError("请填写哪天、几点播的。")
        return values


class VoidForm(PlainForm):
    reason = forms.CharField(label="为什么作废", max_length=200, help_text="例如：登记重复。")


class CustomForm(PlainForm):
    organisation = organisations.Place(label="适用于（含下级）")
    greeting = forms.CharField(label="开头的话", max_length=100)
    closing = forms.CharField(label="结尾的话", max_length=100)
    per_minute = forms.IntegerField(label="每分钟多少字", min_value=SLOWEST, max_value=FASTEST)
    table_rows = forms.IntegerField(label="表格超过多少行只播合计", min_value=1, max_value=50)
    times = Several(label="每天几点播", max_length=100, help_text="例如：7:00、18:00。")
    days = forms.IntegerField(label="连续播几天", min_value=1, max_value=60)
    least_airings = forms.IntegerField(label="至少播几次", min_value=1, max_value=200)

    def __init__(self, *args: Any, user: User, customs: Customs, **kwargs: Any) -> None:
        initial = {**vars(customs), "times": list(customs.times)}
        super().__init__(*args, initial=initial, **kwargs)
        place = self.fields["organisation"]
        assert isinstance(place, organisations.Place)
        place.within(user, MANAGE)
        if place.queryset is not None:
            place.initial = place.queryset.order_by("path").first()


class ReadingForm(PlainForm):
    written = forms.CharField(label="缩写", max_length=40, help_text="例如：GDP。不分大小写。")
    spoken = forms.CharField(label="读作", max_length=80, help_text="用汉字写，例如：国内生产总值。")


class EmptyForm(PlainForm):
    """Only a button."""
