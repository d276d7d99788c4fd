"""What is confirmed on the spot."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from mingbai.channels.models import Posting
from mingbai.channels.states import ProofKind, ProofOf
from mingbai.channels.values import Given
from mingbai.lib import clock
from mingbai.lib.clock import CHINA
from mingbai.organisations.forms import Day, PlainForm

MOMENT = "%Y-%m-%dT%H:%M"


class Moment(forms.DateTimeField):
    """Day and time on the clock of China; now when left empty."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
        formats = [MOMENT, "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"]
        super().__init__(input_formats=formats, widget=widget, required=False, **kwargs)
        self.error_messages["invalid"] = "时间看不懂，请写成 2026-03-01 09:30 这样。"

    def to_python(self, value: Any) -> Any:
        moment = super().to_python(value)
        return None if moment is None else moment.replace(tzinfo=CHINA)


class OnTheSpot(PlainForm):
    """What every confirmation asks: a photograph, when, and who."""

    photo = forms.FileField(
        label="现场照片",
        required=False,
        help_text="拍下整块公示栏，看得清标题。照片里的位置和手机型号会自动去掉。",
        widget=forms.ClearableFileInput(attrs={"accept": "image/*", "capture": "environment"}),
    )
    who = forms.CharField(label="谁办的", max_length=50, required=False, help_text="不填就是您本人。")
    at = Moment(label="什么时候", help_text="不填就是现在。")
    note = forms.CharField(label="说明", max_length=300, required=False)


class UpForm(OnTheSpot):
    until = Day(label="公开到哪天", required=False)

    def __init__(self, *args: Any, posting: Posting, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"until": posting.until})
        super().__init__(*args, **kwargs)


class DownForm(OnTheSpot):
    reason = forms.CharField(label="提前撤下的理由", max_length=300, required=False)

    field_order = ("photo", "reason")

    def __init__(self, *args: Any, posting: Posting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if posting.least_until is None or posting.least_until < clock.today():
            del self.fields["reason"]


class ReplaceForm(OnTheSpot):
    pass


class ReasonForm(PlainForm):
    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class AddProofForm(PlainForm):
    of = forms.ChoiceField(label="证明什么", choices=ProofOf.choices)
    kind = forms.ChoiceField(label="种类", choices=ProofKind.choices)
    upload = forms.FileField(label="照片或者扫描件", required=False)
    note = forms.CharField(label="说明", max_length=500, required=False)


def given_in(values: dict[str, Any]) -> dict[str, Any]:
    """The arguments of a verb: the photograph and the note as proofs, the rest as it is."""
    photo: UploadedFile | None = values.pop("photo", None)
    proofs = [Given(ProofKind.PHOTO, upload=photo)] if photo else []
    return {**values, "proofs": proofs}
