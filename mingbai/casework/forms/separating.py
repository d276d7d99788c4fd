"""Parts that are released or withheld, and what is blacked out in a file."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mingbai.casework.forms.fields import LongText, Paper
from mingbai.catalogue.models import Ground
from mingbai.organisations.forms import PlainForm
from mingbai.redaction.values import Mark

BY_LAW = "E14-2"
ROWS, MOST_ROWS = 3, 40
LAW_FIRST = "按“法律、行政法规禁止公开”的，第一行写是哪一部法律、行政法规的哪一条，另起一行写理由。"


class GroundField(forms.ModelChoiceField):
    """The grounds of articles 14 to 16 that a part may be withheld on."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            queryset=Ground.objects.filter(article__in=(14, 15, 16)), empty_label="请选择", **kwargs
        )


class PartForm(PlainForm):
    label = forms.CharField(
        label="哪一部分",
        max_length=200,
        help_text="写进答复书的话，如：合同第三章付款方式。不写遮住的内容本身。",
    )
    is_released = forms.ChoiceField(
        label="公不公开", choices=[("yes", "公开"), ("no", "不公开")], widget=forms.RadioSelect
    )
    ground = GroundField(label="不公开的事由", required=False)
    reason = LongText(label="不公开的理由", rows=3, required=False, max_length=1000, help_text=LAW_FIRST)
    released = Paper(label="提供给申请人的文件（公开的才传）")

    def clean_is_released(self) -> bool:
        return bool(self.cleaned_data["is_released"] == "yes")

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("is_released") is False:
            _needs_ground(self, said)
        return said


def _needs_ground(form: forms.Form, said: Mapping[str, Any]) -> None:
    ground, reason = said.get("ground"), said.get("reason") or ""
    if ground is None:
        form.add_error("ground", "不公开的部分要选一个法定事由。")
    elif not reason.strip():
        form.add_error("reason", "请写明不公开的理由。")
    elif ground.code == BY_LAW and len([one for one in reason.splitlines() if one.strip()]) < 2:
        form.add_error("reason", LAW_FIRST)


class SourceForm(PlainForm):
    file = Paper(label="要遮盖的文件（Word 或者 PDF）", required=True, accept=".docx,.doc,.wps,.pdf")


class MarkForm(forms.Form):
    """One thing to black out; a row in which nothing was typed is none."""

    use_required_attribute = False
    quote = forms.CharField(
        label="遮住的文字",
        required=False,
        max_length=10_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    what = forms.CharField(label="这是什么（写进答复书）", required=False, max_length=60)
    ground = GroundField(label="事由", required=False)
    reason = forms.CharField(
        label="理由", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    which = forms.IntegerField(label="只遮第几处", required=False, min_value=1, max_value=100_000)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if not self.is_filled or self.errors:
            return said
        if not said.get("what", "").strip():
            self.add_error("what", "请写这是什么，如：身份证号码。不要写出内容本身。")
        if said.get("ground") is None:
            self.add_error("ground", "每一处遮盖都要选事由。")
            return said
        _needs_ground(self, said)
        if self.errors:
            return said
        try:
            said["mark"] = _mark(said)
        except ValidationError as error:
            for name, words in error.message_dict.items():
                self.add_error(
                    {"occurrence": "which"}.get(name, name if name in self.fields else None), words
                )
        return said

    @property
    def is_filled(self) -> bool:
        """Whether anything stands in the row, also when it is wrong."""
        return any(self.data.get(self.add_prefix(name), "").strip() for name in self.fields)


def _mark(said: Mapping[str, Any]) -> Mark:
    which = said.get("which")
    return Mark(
        ground=said["ground"].code,
        quote=said["quote"].strip("\r\n").replace("\r\n", "\n"),
        reason=said["reason"],
        all_occurrences=which is None,
        occurrence=which,
    )


def rows(posted: Any) -> list[MarkForm]:
    """The rows as sent, or empty ones to begin with."""
    count = ROWS
    if posted is not None:
        sent = posted.get("rows", "")
        count = min(int(sent), MOST_ROWS) if sent.isascii() and sent.isdigit() and len(sent) < 4 else ROWS
    return [MarkForm(posted, prefix=f"m{number}") for number in range(max(count, 1))]


def grounds() -> dict[str, str]:
    """Code → words, for the table of a redacted file."""
    return dict(Ground.objects.values_list("code", "name"))
