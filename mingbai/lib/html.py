"""The HTML a record's body may hold: structure, never style or behaviour."""

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


def clean_html(dirty: str) -> str:
    """The same text with only the allowed elements; script, style and event handlers are gone."""
    return nh3.clean(
        dirty,
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )
