"""What forms for staff have in common."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError


class Ticked(forms.ModelMultipleChoiceField):
    """Rows to tick. A number that no database holds is no choice, like every other that is not offered."""

    def _check_values(self, value: Any) -> Any:
        try:
            return super()._check_values(value)  # type: ignore[misc]  # Django's, which the stubs do not name
        except OverflowError:
            wrong = {"value": max(map(str, value), key=len)}
            raise ValidationError(self.error_messages["invalid_choice"] % wrong) from None


def field_of(form: forms.BaseForm, name: str) -> Any:
    """The form's own copy of a field, to be given the choices of this person; of any class of field."""
    return form.fields[name]
