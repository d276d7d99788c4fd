"""What applicants type to see how their request goes, and what they answer."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mingbai.asking.forms.fields import Files, Line, Words
from mingbai.foi.rules import codes
from mingbai.organisations.forms import PlainForm


class StatusForm(PlainForm):
    use_required_attribute = False
    code = Line(
        label="查询码", longest=60, attrs={"spellcheck": "false", "autocapitalize": "characters"},
        help_text="提交申请时给您的一串字母和数字，例如 K7QF-2M9T-…。大小写、横线都没有关系。",
    )  # fmt: skip
    tail = Line(
        label="电话最后四位", longest=60, inputmode="numeric",
        required=False, help_text="申请时填的联系电话的最后四位数字。申请时没有留电话的，这里空着。",
    )  # fmt: skip

    def clean_code(self) -> str:
        code = codes.normalise(self.cleaned_data["code"])
        if not code:
            raise ValidationError(f"查询码应该是 {codes.LENGTH} 个字母和数字，请对照回执看一遍。")
        return code

    def clean_tail(self) -> str:
        if not self.cleaned_data["tail"]:
            return ""
        digits = [
            one for one in unicodedata.normalize("NFKC", self.cleaned_data["tail"]) if one in "0123456789"
        ]
        if len(digits) < codes.TAIL:
            raise ValidationError("请填电话的最后四位数字。")
        return "".join(digits[-codes.TAIL :])


class ClarifyForm(PlainForm):
    use_required_attribute = False
    text = Words(
        label="补正后的申请内容（完整写一遍，会代替原来的内容）", longest=5_000, rows=10,
        help_text="下面是您现在的申请内容，请照单位要您补正的事项改完整。",
    )  # fmt: skip
    attached = Files(
        label="补充的材料（没有可以不传）", help_text="照片、PDF、Word 都行，每个最多 10 MB，最多 5 个。"
    )

    def clean(self) -> dict[str, Any]:
        """What was filled in for the applicant and comes back as it was clarifies nothing."""
        values = super().clean() or {}
        before = str(self.initial.get("text", ""))
        if _plain(values.get("text", "")) == _plain(before) and before and not values.get("attached"):
            self.add_error("text", "内容还和原来一样。请照要补正的事项改写，或者传补充的材料。")
        return values


class ReasonsForm(PlainForm):
    use_required_attribute = False
    text = Words(label="理由", longest=2_000, rows=8, help_text="简单写明为什么要申请这么多。")


class WithdrawForm(PlainForm):
    use_required_attribute = False
    sure = forms.BooleanField(label="我确定撤回这件申请")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sure"].error_messages["required"] = "请先打勾，确认要撤回。"


def _plain(text: str) -> str:
    """Without spaces and line ends, which browsers change on the way."""
    return "".join(text.split())
