"""Forms of who is on duty and what went wrong."""

from typing import Any

from django import forms

from mingbai.lib import clock
from mingbai.organisations.forms import Day, Place, PlainForm
from mingbai.registers.forms.fields import OfUnit, OneRecord


class RosterForm(OfUnit):
    organisation = Place(label="单位")
    on = Day(label="日期", initial=clock.today)
    name = forms.CharField(label="值班人员", max_length=50)
    telephone = forms.CharField(label="值班电话", max_length=60)


class Moment(forms.DateTimeField):
    """A day and time as the browser's own control gives it, or typed: 2026-03-01 08:30."""

    default_error_messages = {"invalid": "时间看不懂，请写成 2026-03-01 08:30 这样。"}

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(
            input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M"], widget=widget, **kwargs
        )


class IncidentForm(OfUnit):
    organisation = Place(label="单位")
    what = forms.CharField(
        label="发生了什么",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="如：网站首页打不开；公众号被盗用。不写个人信息。",
    )
    discovered_at = Moment(label="发现时间")


class SettleForm(PlainForm):
    handled_at = Moment(label="处置完毕时间")
    handling = forms.CharField(label="怎样处置的", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    notice = OneRecord(
        label="公开说明的索引号", max_length=80, required=False, help_text="向公众发布过说明的，填索引号。"
    )
