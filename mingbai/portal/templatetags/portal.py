"""What templates of public pages ask for: the stylesheet, the code of an address, facts for programs."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from mingbai.lib.qr import code_of
from mingbai.portal.rules.json_ld import as_text
from mingbai.portal.rules.looks import digest

register = template.Library()


@register.simple_tag
def look_address() -> str:
    """The one stylesheet of public pages; the same address for every look."""
    return f"{reverse('look_css')}?v={digest()}"


@register.simple_tag
def qr_code(address: str) -> SafeString:
    """A picture of the code of an address, in the page itself."""
    size, path = code_of(address)
    return format_html(
        '<svg class="qr" viewBox="0 0 {} {}" role="img" aria-label="二维码，内容是网址 {}">'
        '<path d="{}"/></svg>',
        size, size, address, path,
    )  # fmt: skip


@register.simple_tag
def json_ld(facts: dict[str, Any] | None) -> str:
    """Facts about the page in schema.org's words, for programs; nothing where there are none."""
    if not facts:
        return ""
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(as_text(facts)))  # noqa: S308  escaped
