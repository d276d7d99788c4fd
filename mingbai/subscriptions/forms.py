"""What a visitor chooses and types to be told."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator, validate_email

from mingbai.lib.text import one_line
from mingbai.notifications.models import Channel
from mingbai.organisations.forms import PlainForm
from mingbai.subscriptions.channels import is_only_recorded, offered
from mingbai.subscriptions.models import Often

LONGEST_ADDRESS = 254
WRONG_ADDRESS = (
    "这个地址看不懂，请对照方式写完整：邮箱像 name@example.com，短信写 11 位手机号，微信写微信号。"
)
WRONG_MAIL = "邮箱看不懂，请写成 name@example.com 这样。"
_mobile = RegexValidator(r"^1[3-9][0-9]{9}\Z", WRONG_ADDRESS)
_wechat = RegexValidator(r"^[A-Za-z][-_A-Za-z0-9]{5,19}\Z", WRONG_ADDRESS)
_CHECKS: dict[Channel, Callable[[Any], None]] = {
    Channel.EMAIL: validate_email,
    Channel.SMS: _mobile,
    Channel.WECHAT: _wechat,
}


def often_choices() -> list[tuple[str, str]]:
    """The rhythms, digests with the hour."""
    hour = settings.SUBSCRIBE_DIGEST_HOUR
    return [
        (Often.DAILY, f"每天 {hour} 点汇总一次（没有新的就不寄）"),
        (Often.WEEKLY, f"每周一 {hour} 点汇总一次"),
        (Often.AT_ONCE, "一有新的马上告诉我"),
    ]


class AddressForm(PlainForm):
    """Where to write to. With e-mail alone there is nothing to choose."""

    use_required_attribute = False
    channel = forms.ChoiceField(label="用什么方式告诉您", widget=forms.RadioSelect)
    address = forms.CharField(label="您的电子邮箱", max_length=LONGEST_ADDRESS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways, channel, address = offered(), self.fields["channel"], self.fields["address"]
        assert isinstance(channel, forms.ChoiceField)
        channel.choices = [(one, _label(one)) for one in ways]
        channel.error_messages["invalid_choice"] = "没有这种方式，请重新选。"
        channel.initial = ways[0] if ways else ""
        address.error_messages["max_length"] = f"太长了，最多 {LONGEST_ADDRESS} 个字。"
        typing = {"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}
        if ways == [Channel.EMAIL]:
            channel.widget, channel.required = forms.HiddenInput(), False
        else:
            typing = {"autocomplete": "off", "spellcheck": "false"}
            address.label = "邮箱、手机号或者微信号"
        address.widget.attrs |= typing

    def clean_channel(self) -> str:
        return self.cleaned_data["channel"] or Channel.EMAIL

    def clean_address(self) -> str:
        """Without spaces around it; checked by the way it is for, which was read before."""
        address = one_line(self.cleaned_data["address"])
        channel = self.cleaned_data.get("channel")
        if channel is None:
            return address
        try:
            _CHECKS[Channel(channel)](address)
        except forms.ValidationError as wrong:
            words = WRONG_MAIL if self.fields["address"].label == "您的电子邮箱" else WRONG_ADDRESS
            raise forms.ValidationError(words) from wrong
        return address


def _label(channel: str) -> str:
    name = Channel(channel).label
    return f"{name}（试用：现在只登记，还不能发送）" if is_only_recorded(channel) else name


class SubscribeForm(AddressForm):
    often = forms.ChoiceField(label="多久告诉您一次", widget=forms.RadioSelect, initial=Often.DAILY)

    field_order = ["often", "channel", "address"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["often"])


class OftenForm(PlainForm):
    use_required_attribute = False
    often = forms.ChoiceField(label="多久告诉您一次", widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["often"])


def _offer(field: forms.Field) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = often_choices()
    field.error_messages["invalid_choice"] = "没有这一项，请重新选。"
