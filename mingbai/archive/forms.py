"""Forms of the archive."""

from typing import Any

from django import forms

from mingbai.channels.models import Place
from mingbai.lib import clock
from mingbai.organisations.forms import Day, PlainForm
from mingbai.organisations.models import Organisation
from mingbai.shell.forms import field_of


class MakeForm(PlainForm):
    organisation = forms.ModelChoiceField(label="单位", queryset=Organisation.objects.none())
    year = forms.IntegerField(label="年度", min_value=2000, max_value=2999)

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "organisation").queryset = places
        self.initial.setdefault("organisation", places.first())
        self.initial.setdefault("year", clock.today().year - 1)


class TransferForm(PlainForm):
    to_place = forms.ModelChoiceField(
        label="接收单位",
        queryset=Place.objects.none(),
        required=False,
        empty_label="（不在名单里，写在下面）",
    )
    institution = forms.CharField(label="其他接收单位", max_length=100, required=False)
    on = Day(label="移交日期")
    handed_over_by = forms.CharField(
        label="移交人", max_length=50, required=False, help_text="不写的，就是您自己。"
    )
    received_by = forms.CharField(label="接收人", max_length=50)
    receipt = forms.FileField(
        label="签字的回执", required=False, max_length=200, help_text="PDF 或者照片；也可以以后再传。"
    )
    note = forms.CharField(label="说明", max_length=300, required=False)

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "to_place").queryset = places


class ReceiptForm(PlainForm):
    receipt = forms.FileField(label="签字的回执", max_length=200, help_text="PDF 或者照片。传了不能再换。")


class ProposeForm(PlainForm):
    reason = forms.CharField(label="为什么可以销毁", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class DecideForm(PlainForm):
    decision = forms.ChoiceField(
        label="决定", choices=[("approve", "批准销毁"), ("reject", "不同意")], widget=forms.RadioSelect
    )
    document_number = forms.CharField(
        label="批准文件字号", max_length=80, required=False, help_text="批准销毁的必须填写。"
    )
    note = forms.CharField(
        label="意见", max_length=300, required=False, help_text="不同意的，写明理由。",
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
