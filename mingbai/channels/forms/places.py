"""A place: what it is, where, and how much fits."""

from typing import Any

from django import forms

from mingbai.accounts.models import User
from mingbai.channels.policies import MANAGE
from mingbai.channels.states import PlaceKind
from mingbai.organisations.forms import Day, PlainForm
from mingbai.organisations.forms import Place as Organ


class EditPlaceForm(PlainForm):
    name = forms.CharField(label="名称", max_length=80, help_text="例如：村委会门口公示栏。")
    address = forms.CharField(
        label="在哪里", max_length=200, required=False, help_text="让第一次来的人找得到。"
    )
    keeper = forms.CharField(label="管理人", max_length=50, required=False, help_text="谁去贴、谁去撤。")
    telephone = forms.CharField(label="联系电话", max_length=60, required=False, help_text="群众能打的电话。")
    hours = forms.CharField(label="开放时间", max_length=100, required=False)
    sheets = forms.IntegerField(
        label="能贴几张 A4",
        min_value=1,
        max_value=500,
        required=False,
        help_text="公示栏填。贴不下的时候系统会提醒。",
    )
    width_cm = forms.IntegerField(label="宽（厘米）", min_value=1, max_value=5000, required=False)
    height_cm = forms.IntegerField(label="高（厘米）", min_value=1, max_value=5000, required=False)
    note = forms.CharField(label="备注", max_length=200, required=False)


class PlaceForm(EditPlaceForm):
    organisation = Organ(label="管理单位", help_text="谁的公示栏选谁，例如选村委会。")
    kind = forms.ChoiceField(label="类别", choices=[("", "请选择"), *PlaceKind.choices])
    opened_on = Day(label="启用日期", required=False, help_text="不填就是今天。")

    field_order = ("organisation", "kind", "name")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.fields["organisation"]
        assert isinstance(place, Organ)
        place.within(user, MANAGE)
