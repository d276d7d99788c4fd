"""Fields that several forms share."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mingbai.accounts.models import User
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import readable_by
from mingbai.timelimits.periods import Per, Period, period_of


def long_text(label: str, help_text: str = "", rows: int = 3, **kwargs: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, widget=area, **kwargs)


class RecordField(forms.CharField):
    """A record by its index number; the form says within whose reach it must lie."""

    user: User | None = None

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "填信息的索引号，可以从稿件页面复制。没有可以不填。")
        super().__init__(required=False, max_length=80, **kwargs)

    def clean(self, value: Any) -> Information | None:
        typed = super().clean(value)
        if not typed:
            return None
        assert self.user is not None
        found = readable_by(self.user).filter(index_number=typed).first()
        if found is None:
            raise ValidationError("没有这个索引号的信息，或者您不能查看。请核对后再填。")
        return found


class Points(forms.DecimalField):
    """A number of points with at most two places."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("min_value", 0)
        super().__init__(max_digits=6, decimal_places=2, **kwargs)


def periods_before(per: Per, today: date, number: int) -> list[tuple[str, str]]:
    """The current period and those before it, as choices."""
    period, found = period_of(per, today), []
    for _ in range(number):
        found.append((period.key, period.label))
        period = _before(period)
    return found


def _before(period: Period) -> Period:
    return period_of(period.per, date.fromordinal(period.start.toordinal() - 1))
