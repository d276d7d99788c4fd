"""What is typed about sources. Keys of `cleaned_data` are the arguments of the action."""

from typing import Any

from django import forms

from mingbai.disclosures.models import Information
from mingbai.forwarding.states import Decision
from mingbai.organisations.forms import Day, PlainForm

FILES = {"accept": ".doc,.docx,.wps,.pdf,.ofd,.html,.htm,.txt"}


class TextFields(PlainForm):
    text = forms.CharField(
        label="来源的原文",
        required=False,
        max_length=400_000,
        help_text="从来源网页把正文全部复制、粘贴到这里。只作内部核对，不公开。",
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    file = forms.FileField(
        label="或者上传来源文件",
        required=False,
        help_text="Word、PDF、网页文件都可以，只取文字，不保存文件。",
        widget=forms.ClearableFileInput(attrs=FILES),
    )


class TakeForm(TextFields):
    source_name = forms.CharField(label="来源单位", max_length=100, help_text="例如：省人民政府办公厅。")
    source_url = forms.CharField(label="来源网址", required=False, max_length=300)
    document_number = forms.CharField(label="来源文号", required=False, max_length=80)
    published_on = Day(label="来源哪天公布的", required=False, help_text="用来计算转载期限。")
    field_order = ("source_name", "source_url", "document_number", "published_on", "text", "file")

    def __init__(self, *args: Any, information: Information, **kwargs: Any) -> None:
        copy = information.working_copy
        known = {"source_name": copy.source_name, "source_url": copy.source_url}
        super().__init__(*args, initial={**known, "document_number": copy.document_number}, **kwargs)


class CheckForm(TextFields):
    """The source as it reads now."""


class DecideForm(PlainForm):
    decision = forms.ChoiceField(label="怎样处理的", choices=Decision.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="说明",
        required=False,
        max_length=300,
        help_text="选“不影响转载内容”的，请写明理由。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
