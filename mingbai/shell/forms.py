"""What forms for staff have in common."""

from typing import Any

from django import forms


def field_of(form: forms.BaseForm, name: str) -> Any:
    """The form's own copy of a field, to be given the choices of this person; of any class of field."""
    return form.fields[name]
