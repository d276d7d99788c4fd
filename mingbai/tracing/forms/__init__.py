"""Forms of the desk page."""

from typing import Any

from django import forms

from mingbai.tracing.models import Witness
from mingbai.transparency.models import Checkpoint


class WitnessForm(forms.Form):
    name = forms.CharField(
        label="见证单位名称",
        max_length=100,
        help_text="会在公众网站上显示，例如：县档案馆、县人大常委会办公室。",
    )
    email = forms.EmailField(
        label="接收存证单的邮箱（可不填）", required=False, max_length=254, help_text="不公开。每天发一封。"
    )
    key = forms.CharField(
        label="对方的公钥（可不填）", required=False, max_length=300, help_text="对方会签名的才填。"
    )


class ReceiptForm(forms.Form):
    witness = forms.ModelChoiceField(label="见证单位", queryset=Witness.objects.none())
    checkpoint = forms.ModelChoiceField(label="哪一天的存证单", queryset=Checkpoint.objects.none())
    text = forms.CharField(
        label="对方怎样确认的",
        max_length=10_000,
        help_text="例如：电话确认收到。对方发来签名的，把整段贴进来，系统会核对。",
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def __init__(self, *args: Any, checkpoints: list[int], **options: Any) -> None:
        super().__init__(*args, **options)
        witness, checkpoint = self.fields["witness"], self.fields["checkpoint"]
        assert isinstance(witness, forms.ModelChoiceField) and isinstance(checkpoint, forms.ModelChoiceField)
        witness.queryset = Witness.objects.filter(ended_at=None)
        checkpoint.queryset = Checkpoint.objects.filter(pk__in=checkpoints).order_by("-pk")
