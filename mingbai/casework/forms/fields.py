"""Fields that several forms have: long texts, files, days that cannot lie in the future."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mingbai.foi.values import MOST_FILES, SIGNATURES, Upload
from mingbai.lib import clock
from mingbai.lib.text import file_name
from mingbai.organisations.forms import Day

TAKEN = ",".join(f".{ending}" for ending in SIGNATURES)


class LongText(forms.CharField):
    """A text of several lines."""

    def __init__(self, *, rows: int = 4, max_length: int = 2000, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class PastDay(Day):
    """A day up to today, filled in with today."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("initial", clock.today)
        super().__init__(**kwargs)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and value > clock.today():
            raise ValidationError("日期在今天以后，请核对。")


class Paper(forms.FileField):
    """One file, as an `Upload`; None when there is none. What it may be is judged by the action."""

    def __init__(self, *, accept: str = TAKEN, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        widget = forms.ClearableFileInput(attrs={"accept": accept})
        super().__init__(widget=widget, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        return Upload(file_name(file.name), file.read()) if file else None


class _Several(forms.ClearableFileInput):
    allow_multiple_selected = True


class Papers(forms.FileField):
    """Several files, as a tuple of `Upload`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=_Several(attrs={"accept": TAKEN}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if len(files) > MOST_FILES:
            raise ValidationError(f"最多传 {MOST_FILES} 个文件。")
        checked = [super(Papers, self).clean(one, initial) for one in files if one]
        return tuple(Upload(file_name(one.name), one.read()) for one in checked)


class Lines(forms.CharField):
    """Several entries, one to a line; a list of texts."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        super().__init__(max_length=5000, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value) or ""
        return [line.strip() for line in text.splitlines() if line.strip()]

    def run_validators(self, value: Any) -> None:
        super().run_validators("\n".join(value))

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(str(one) for one in value) if isinstance(value, list | tuple) else value
