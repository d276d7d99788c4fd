"""The template loader that knows which templates went into a page."""

from typing import Any

from django.template.base import Template
from django.template.loaders.cached import Loader

from mingbai.stored.depending import note_template


class NotingLoader(Loader):
    """Django's cached loader; inherited and included templates are asked for here each time too."""

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        note_template(template_name)
        return super().get_template(template_name, skip)
