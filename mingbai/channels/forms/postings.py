"""Planning a posting, and what is confirmed on the spot."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from mingbai.accounts.models import User
from mingbai.channels.models import Place, Posting, Rendering
from mingbai.channels.queries.postings import places_to_plan
from mingbai.channels.states import Channel, ProofKind, ProofOf, RenderingState
from mingbai.channels.values import Given
from mingbai.disclosures.models import Information
from mingbai.lib import clock
from mingbai.lib.clock import CHINA
from mingbai.organisations.forms import Day, PlainForm

BY_HAND = [one for one in Channel if one not in (Channel.SITE, Channel.GAZETTE)]
"""What a person plans; the website and the gazette enter themselves."""
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


class WhichPlaces(forms.ModelMultipleChoiceField):
    def label_from_instance(self, place: Place) -> str:
        return f"{place.organisation}：{place.name}（{place.get_kind_display()}）"


class WhichRendering(forms.ModelChoiceField):
    def label_from_instance(self, rendering: Rendering) -> str:
        when = rendering.made_at.astimezone(CHINA)
        return f"{rendering.get_kind_display()}，{when:%Y-%m-%d %H:%M}，{rendering.made_by}"


class PlanForm(PlainForm):
    """One channel; for boards and screens one or many places at once."""

    channel = forms.ChoiceField(label="渠道", choices=[(one.value, one.label) for one in BY_HAND])
    places = WhichPlaces(
        label="地点",
        queryset=Place.objects.none(),
        required=False,
        help_text="公示栏、电子屏、广播、查阅点要选地点，可以多选。",
        widget=forms.CheckboxSelectMultiple,
    )
    outlet = forms.CharField(
        label="账号、报刊或者平台的名称",
        max_length=100,
        required=False,
        help_text="公众号、微博、村民群、报刊等填写；公示栏、电子屏不用填。",
    )
    planned_on = Day(label="哪天公开", required=False, help_text="不填就是今天。")
    until = Day(label="公开到哪天", required=False, help_text="不填就一直公开，直到撤下。")
    rendering = WhichRendering(
        label="用哪份做好的稿",
        queryset=Rendering.objects.none(),
        required=False,
        empty_label="不用，直接贴原文",
    )

    def __init__(self, *args: Any, user: User, information: Information, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = self.fields["places"]
        made = self.fields["rendering"]
        assert isinstance(places, WhichPlaces)
        assert isinstance(made, WhichRendering)
        places.queryset = places_to_plan(user, information)
        made.queryset = information.renderings.filter(
            state=RenderingState.CONFIRMED, version_digest=information.public_digest
        )


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
