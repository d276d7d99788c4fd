"""Fields that several forms of the registers share."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mingbai.accounts.models import User
from mingbai.disclosures.models import Information
from mingbai.lib import clock
from mingbai.organisations.forms import Place, PlainForm, Several
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import scope_of, valid_memberships
from mingbai.registers.policies import KEEP
from mingbai.registers.rules import attendance_text, parse_attendance


class OfUnit(PlainForm):
    """A form whose `organisation`, if it has one, is a unit whose registers the person keeps."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place, someone = self.fields.get("organisation"), self.fields.get("user")
        if isinstance(place, Place):
            place.within(user, KEEP)
            if place.queryset is not None and len(only := list(place.queryset[:2])) == 1:
                place.initial = only[0].pk
        if isinstance(someone, Colleague):
            someone.near(user)


class Colleague(forms.ModelChoiceField):
    """A person with an account who works where the keeper keeps registers, or in a body above."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(queryset=User.objects.none(), empty_label="没有账号", **kwargs)

    def near(self, keeper: User) -> None:
        reach = scope_of(keeper, KEEP)
        held = valid_memberships(clock.today()).filter(user__is_active=True)
        if not reach.all:
            paths = reach.filter(Organisation.objects.all(), "").values_list("path", flat=True)
            step = Organisation.steplen
            above = {path[:end] for path in paths for end in range(step, len(path) + 1, step)}
            held = held.filter(organisation__path__in=above)
        self.queryset = User.objects.filter(pk__in=held.values("user")).order_by("full_name", "pk")


class Attendance(forms.CharField):
    """Groups of people with numbers, as a clerk writes them: 村干部 30，群众代表 12."""

    def to_python(self, value: Any) -> Any:
        try:
            return parse_attendance(super().to_python(value) or "")
        except ValueError as problem:
            raise ValidationError(
                f"“{problem}”里看不出人数，请写成“村干部 30，群众代表 12”这样。"
            ) from problem

    def prepare_value(self, value: Any) -> Any:
        return attendance_text(value) if isinstance(value, list) else value

    def run_validators(self, value: Any) -> None:
        super().run_validators(attendance_text(value))


class Records(Several):
    """Published records by their index numbers."""

    default_error_messages = {"unknown": "没有索引号是“%(number)s”的信息。请从信息页面复制索引号。"}

    def clean(self, value: Any) -> list[Information]:
        numbers = super().clean(value)
        found = {one.index_number: one for one in Information.objects.filter(index_number__in=numbers)}
        for number in numbers:
            if number not in found:
                raise ValidationError(self.error_messages["unknown"], params={"number": number})
        return [found[number] for number in numbers]


class OneRecord(forms.CharField):
    """A published record by its index number, or none."""

    def clean(self, value: Any) -> Information | None:
        number = super().clean(value)
        if not number:
            return None
        found = Information.objects.filter(index_number=number).first()
        if found is None:
            raise ValidationError(f"没有索引号是“{number}”的信息。请从信息页面复制索引号。")
        return found
