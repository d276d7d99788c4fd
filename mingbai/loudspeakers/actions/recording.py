"""What all verbs here share: the event and the refusal."""

from typing import NoReturn

from django.core.exceptions import ValidationError


def refuse(field: str, message: str) -> NoReturn:
    raise ValidationError({field: message})
