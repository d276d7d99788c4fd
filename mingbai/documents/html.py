"""The HTML this app produces and lets through: a short closed vocabulary without style or script."""

from mingbai.documents.content import Block, Figure, Paragraph
from mingbai.documents.document import Heading
from mingbai.documents.markup import escape
from mingbai.lib.html import TAGS, clean_html

# Pictures of a web page are not fetched, so it brings none.
TEXT_TAGS = TAGS - {"img"}


def sanitise(html: str) -> str:
    """A web page's own HTML reduced to structure; what this app renders passes unchanged."""
    return clean_html(html, TEXT_TAGS)


def is_public_address(address: str) -> bool:
    """Whether a link may be kept: web and mail only."""
    return address.lower().startswith(("http://", "https://", "mailto:"))


def attribute(text: str) -> str:
    return escape(text).replace('"', "&quot;")


def render(blocks: list[Block], headings: dict[int, Heading] | None = None) -> str:
    """Blocks as HTML; `headings` maps positions in `blocks` to what was recognised there."""
    headings = headings or {}
    rendered: list[str] = []
    in_list = False
    for position, block in enumerate(blocks):
        bullet = isinstance(block, Paragraph) and block.bullet
        if bullet != in_list:
            rendered.append("<ul>" if bullet else "</ul>")
            in_list = bullet
        if isinstance(block, Paragraph):
            rendered.append(_paragraph(block, headings.get(position)))
        elif isinstance(block, Figure):
            rendered.append(f'<figure data-image="{attribute(block.name)}"></figure>')
        else:
            rendered.append(block.html)
    return "".join(rendered) + ("</ul>" if in_list else "")


def _paragraph(block: Paragraph, heading: Heading | None) -> str:
    if block.bullet:
        return f"<li>{block.html}</li>"
    if heading is not None and _fills(block, heading):
        tag = f"h{min(heading.level, 4) + 1}"
        return f"<{tag}>{escape(block.text)}</{tag}>"
    css = f' class="align-{block.align}"' if block.align else ""
    return f"<p{css}>{block.html}</p>"


def _fills(block: Paragraph, heading: Heading) -> bool:
    """Whether the heading is the whole paragraph, not the beginning of one that runs on."""
    shown = "".join(block.text.split()).rstrip("。：:")
    return shown == "".join((heading.number + heading.text).split()).rstrip("。：:")
