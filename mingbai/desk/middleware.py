"""The door of the CMS: only editors of pages, and only the pages' and pictures' own views.

Records are handled at the desk. What is not on the list here does not exist, so that a view the
CMS adds one day, or a report that would list titles of records, is closed until somebody opens it.
"""

from collections.abc import Callable
from typing import Any

from csp.constants import SELF, UNSAFE_INLINE
from django.http import Http404, HttpRequest, HttpResponseBase

from mingbai.desk.actions import EDITORS, admit_editor, dismiss_editor
from mingbai.organisations.policies import may_anywhere

CMS = "cms/"
HOME = "wagtailadmin_home"

_PAGES = (
    "add", "preview_on_add", "edit", "preview_on_edit", "view_draft", "add_subpage", "delete", "unpublish",
    "choose_parent", "search", "search_results", "move", "move_confirm", "copy",
    "revisions_index", "revisions_view", "revisions_revert", "revisions_unschedule", "revisions_compare",
    "history", "history_results", "lock", "unlock",
)  # fmt: skip
_IMAGES = (
    "index", "index_results", "edit", "delete", "preview", "add", "add_multiple", "edit_multiple",
    "delete_multiple", "create_multiple_from_uploaded_image", "delete_upload_multiple",
)  # fmt: skip
_CHOOSER = ("choose", "choose_results", "chosen", "chosen_multiple", "create", "select_format")

OPEN = {
    HOME,
    "wagtailadmin_explore_root",
    "wagtailadmin_explore",
    "wagtailadmin_explore_results",
    "wagtailadmin_choose_page",
    "wagtailadmin_choose_page_child",
    "wagtailadmin_choose_page_search",
    "wagtailadmin_choose_page_external_link",
    "wagtailadmin_choose_page_email_link",
    "wagtailadmin_choose_page_phone_link",
    "wagtailadmin_choose_page_anchor_link",
    "wagtailadmin_tag_autocomplete",
    "wagtailadmin_editing_sessions:ping",
    "wagtailadmin_editing_sessions:release",
    "wagtailadmin_dismissibles",
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_api:pages:listing",
    "wagtailadmin_api:pages:detail",
    *(f"wagtailadmin_pages:{name}" for name in _PAGES),
    *(f"wagtailimages:{name}" for name in _IMAGES),
    *(f"wagtailimages_chooser:{name}" for name in _CHOOSER),
}

# Views that take any model by name are for pages and pictures.
MODELS = {
    ("wagtailcore", "page"),
    ("portal", "editorialpage"),
    ("wagtailimages", "image"),
}

# The CMS's own pages carry inline styles and scripts and show previews in a frame.
POLICY = {
    "style-src": [SELF, UNSAFE_INLINE],
    "script-src": [SELF, UNSAFE_INLINE],
    "frame-ancestors": [SELF],
}


class CmsGate:
    """Middleware; stands after the gate that asks for a new password or a second factor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if _is_cms(request):
            response._csp_replace = POLICY  # type: ignore[attr-defined]
            response["Cache-Control"] = "no-store, private"
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        if _is_cms(request):
            _let_through(request, kwargs)


def _is_cms(request: HttpRequest) -> bool:
    return bool(request.resolver_match and request.resolver_match.route.startswith(CMS))


def _let_through(request: HttpRequest, kwargs: dict[str, Any]) -> None:
    """Return, or raise Http404. Who has not signed in is led to the sign-in by the CMS itself."""
    match = request.resolver_match
    model = kwargs.get("model_name")
    if not match or match.view_name not in OPEN:
        raise Http404
    if model is not None and (kwargs.get("app_label"), model.lower()) not in MODELS:
        raise Http404
    user = request.user
    if not user.is_authenticated:
        return
    if may_anywhere(user, "cms.edit"):
        if not user.groups.filter(name=EDITORS).exists():
            admit_editor(user)
        return
    dismiss_editor(user)
    if match.view_name != HOME:
        raise Http404
