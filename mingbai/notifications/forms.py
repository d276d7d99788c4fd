"""How a person wants to be reminded."""

from typing import Any

from django import forms

from mingbai.accounts.models import User
from mingbai.notifications.queries import channels_in_use, preference_of
from mingbai.organisations.forms import PlainForm


class PreferenceForm(PlainForm):
    channels = forms.MultipleChoiceField(
        label="除了站内提醒，还用什么方式",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="不选就只在本平台里提醒。",
    )
    address = forms.EmailField(
        label="接收邮箱",
        required=False,
        max_length=254,
        error_messages={"invalid": "邮箱看不懂，请写成 name@example.gov.cn 这样。"},
    )
    urgent_only = forms.BooleanField(label="只发紧急的", required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        chosen = preference_of(user)
        kwargs["initial"] = {
            "channels": chosen.channels,
            "address": chosen.address or user.email,
            "urgent_only": chosen.urgent_only,
        }
        super().__init__(*args, **kwargs)
        channels = self.fields["channels"]
        assert isinstance(channels, forms.MultipleChoiceField)
        channels.choices = channels_in_use()
