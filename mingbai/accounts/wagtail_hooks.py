from typing import Any

from django.http import HttpRequest
from wagtail import hooks


@hooks.register("construct_settings_menu")
def hide_people(request: HttpRequest, menu_items: list[Any]) -> None:
    """People are managed with their memberships, not in the CMS; its pages for that answer 404."""
    menu_items[:] = [item for item in menu_items if item.name not in {"users", "groups"}]
