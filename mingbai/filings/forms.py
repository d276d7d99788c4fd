"""Forms of the filing box."""

from typing import Any

from django import forms

from mingbai.filings.models import Kind
from mingbai.organisations.forms import Day
from mingbai.organisations.models import Organisation
from mingbai.shell.forms import Ticked, field_of


class AskForm(forms.Form):
    organisation = forms.ModelChoiceField(label="收件单位", queryset=Organisation.objects.none())
    title = forms.CharField(label="名称", max_length=120, help_text="例如：2026年实施方案报备。")
    kind = forms.ChoiceField(label="类别", choices=Kind.choices)
    due_on = Day(label="截止日期")
    expected = Ticked(
        label="应报单位",
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="勾选哪些单位要报。",
    )
    note = forms.CharField(
        label="要求", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("organisation", "expected"):
            field_of(self, name).queryset = places


class FileForm(forms.Form):
    """`record` is the index number of one of the organisation's records."""

    organisation = forms.ModelChoiceField(label="报送单位", queryset=Organisation.objects.none())
    kind = forms.ChoiceField(label="类别", choices=Kind.choices)
    title = forms.CharField(label="名称", max_length=200)
    file = forms.FileField(
        label="文件",
        required=False,
        max_length=200,
        help_text="PDF、Word、Excel、照片，不超过 20 MB。只有能看登记的工作人员可以打开，不会公开。",
        error_messages={"empty": "文件是空的，请重新选择。"},
    )
    record = forms.CharField(
        label="或者：已有信息的索引号",
        max_length=80,
        required=False,
        help_text="材料已经公开的，填索引号就行。",
    )
    note = forms.CharField(
        label="说明", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, places: Any, asked: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "organisation").queryset = places
        self.initial.setdefault("organisation", places.first())
        if asked:
            del self.fields["kind"]
