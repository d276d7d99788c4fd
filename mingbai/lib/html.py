"""The HTML a record's body may hold: structure, never style or behaviour."""

from collections.abc import Set

import nh3

TAGS = {
    "p", "br", "h2", "h3", "h4", "h5", "ul", "ol", "li", "blockquote", "strong", "em", "u", "sub", "sup",
    "a", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "figure", "figcaption", "img", "hr",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
    "figure": {"data-image"},
}
CLASSES = {name: {"align-center", "align-right"} for name in ("p", "h2", "h3", "h4", "h5", "td", "th")}


def clean_html(dirty: str, tags: Set[str] = TAGS) -> str:
    """The same text with only `tags`; script, style, event handlers and pictures from elsewhere are gone."""
    return nh3.clean(
        dirty,
        tags=set(tags),
        attributes=ATTRIBUTES,
        attribute_filter=_own_pictures,
        allowed_classes=CLASSES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )


def _own_pictures(tag: str, attribute: str, value: str) -> str | None:
    """A picture is one of the record's own files: another site's would tell it who reads the page."""
    if (tag, attribute) == ("img", "src") and not value.startswith("/files/"):
        return None
    return value
