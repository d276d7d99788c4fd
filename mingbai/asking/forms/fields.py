"""Fields that forgive: what no one types on purpose is dropped, what cannot be right is said plainly."""

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mingbai.foi.rules import codes
from mingbai.foi.values import SIGNATURES
from mingbai.lib.text import one_line, storable

WRONG_NUMBER = "电话号码不完整或者写错了：手机 11 位；座机 7 到 8 位，最好带区号。"
FEWEST_ABROAD = 7
_NUMBER = re.compile(r"1[0-9]{10}|0[0-9]{9,11}|[2-9][0-9]{6,7}|[48]00[0-9]{7}")
"""Mobile; area code and number; number alone; a free number such as 400-…"""
_EXTENSION = re.compile(r"转|分机|ext|#|x", re.IGNORECASE)


def too_long(longest: int) -> dict[str, str]:
    return {"max_length": f"太长了，最多 {longest} 个字，请写短一些。"}


class Line(forms.CharField):
    """One line of text; `autocomplete` and `inputmode` help phones fill it in."""

    def __init__(
        self, *, longest: int, autocomplete: str = "off", inputmode: str = "", **kwargs: Any
    ) -> None:
        attrs = {"autocomplete": autocomplete} | ({"inputmode": inputmode} if inputmode else {})
        widget = forms.TextInput(attrs=attrs | kwargs.pop("attrs", {}))
        super().__init__(max_length=longest, error_messages=too_long(longest), widget=widget, **kwargs)

    def to_python(self, value: Any) -> str:
        return one_line(super().to_python(value) or "")


class Words(forms.CharField):
    """Several lines of text."""

    def __init__(self, *, longest: int, rows: int, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(max_length=longest, error_messages=too_long(longest), widget=widget, **kwargs)

    def to_python(self, value: Any) -> str:
        return storable(super().to_python(value) or "").strip()


class Telephone(Line):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(longest=40, inputmode="tel", attrs={"type": "tel"}, **kwargs)

    def clean(self, value: Any) -> str:
        number = unicodedata.normalize("NFKC", super().clean(value))
        if number and not is_dialable(number):
            raise ValidationError(WRONG_NUMBER)
        try:
            if number:
                codes.telephone_tail(number)
        except codes.WrongTelephone as wrong:
            raise ValidationError(str(wrong)) from wrong
        return number


def is_dialable(number: str) -> bool:
    """Whether it looks like a mobile, a landline, or (written with + or 00) a number abroad."""
    plain = _EXTENSION.split(number, maxsplit=1)[0].strip()
    digits = re.sub(r"[^0-9]", "", plain)
    if not plain.startswith(("+", "00")):
        return bool(_NUMBER.fullmatch(digits))
    digits = digits.removeprefix("00")
    if not digits.startswith("86"):
        return len(digits) >= FEWEST_ABROAD
    at_home = digits.removeprefix("86")
    return any(_NUMBER.fullmatch(one) for one in (at_home, f"0{at_home}"))


class Radios(forms.RadioSelect):
    """Radio buttons with a hint below each and headings between groups; both by value."""

    def __init__(self, hints: dict[str, str] | None = None, groups: dict[str, str] | None = None) -> None:
        super().__init__()
        self.hints, self.groups = hints or {}, groups or {}

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        value = str(option["value"])
        option["hint"], option["group"] = self.hints.get(value, ""), self.groups.get(value, "")
        if option["hint"]:
            option["attrs"]["aria-describedby"] = f"{option['attrs']['id']}_hint"
        return option


def choice(label: str, choices: Any, hints: dict[str, str] | None = None) -> forms.ChoiceField:
    wrong = {"required": "请选一项。", "invalid_choice": "没有这一项，请重新选。"}
    return forms.ChoiceField(label=label, choices=choices, widget=Radios(hints), error_messages=wrong)


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class Files(forms.Field):
    """Any number of files; what they hold is judged where they are kept."""

    def __init__(self, **kwargs: Any) -> None:
        accepted = ",".join(f".{ending}" for ending in SIGNATURES)
        widget = FilesInput(attrs={"multiple": True, "accept": f"image/*,{accepted}"})
        super().__init__(required=False, widget=widget, **kwargs)

    def clean(self, value: Any) -> list[Any]:
        return value if isinstance(value, list) else [value] if value else []
