"""What editors see in the CMS: pages and pictures, nothing that leads to a closed door."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

SHOWN = {"explorer", "images"}


@hooks.register("construct_main_menu")
def only_pages_and_pictures(request: HttpRequest, menu_items: list[Any]) -> None:
    menu_items[:] = [item for item in menu_items if item.name in SHOWN]


@hooks.register("construct_homepage_panels")
def no_workflow_panels(request: HttpRequest, panels: list[Any]) -> None:
    """The panels of work under way would list records by title; those are on the desk."""
    panels.clear()


@hooks.register("construct_homepage_summary_items")
def no_documents(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if "Document" not in type(item).__name__]
