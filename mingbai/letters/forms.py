"""What is typed about templates. Keys of `cleaned_data` are the arguments of the action."""

from typing import Any

from django import forms

from mingbai.letters.queries import Counting
from mingbai.letters.rules.checking import LONGEST, LONGEST_TITLE
from mingbai.lib import clock
from mingbai.organisations.forms import Day, PlainForm

TAKEN = "页面不完整，请返回重新打开这一页。"


class AdaptForm(PlainForm):
    title = forms.CharField(
        label="标题", max_length=LONGEST_TITLE, help_text="不写单位名称，打印时自动加上。"
    )
    text = forms.CharField(
        label="正文",
        max_length=LONGEST,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text="一行是一段。花括号里的名称，生成文书时换成这一件的内容。",
    )
    valid_from = Day(label="从哪一天起用")
    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=1_000_000)

    def __init__(self, *args: Any, counting: Counting, version: int, **kwargs: Any) -> None:
        wording = counting.wording
        kwargs.setdefault("initial", {}).update(
            title=wording.title, text=wording.body, valid_from=clock.today(), base=version
        )
        super().__init__(*args, **kwargs)
        self.fields["base"].error_messages["required"] = TAKEN


class RestoreForm(forms.Form):
    """Only a button, with the version that was read."""

    base = forms.IntegerField(
        widget=forms.HiddenInput, min_value=0, max_value=1_000_000, error_messages={"required": TAKEN}
    )
