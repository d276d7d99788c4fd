"""Parsing XML from strangers: no DTD, no entities, no network, bounded depth; and HTML text escaping."""

from typing import Any

from lxml import etree

from mingbai.documents.refusals import Refused

# libxml2 without huge_tree stops at 256 levels and 10 MB per text node: every walk below can recurse safely.
_OPTIONS: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


def parse(data: bytes) -> etree._Element:
    """The root element; raises Refused (entities, corrupt)."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise Refused("entities")
    try:
        root = etree.fromstring(data, etree.XMLParser(**_OPTIONS))
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise Refused("corrupt") from error
    if root.getroottree().docinfo.internalDTD is not None:  # written in UTF-16, say
        raise Refused("entities")
    return root


def local_name(element: etree._Element) -> str:
    """The tag without its namespace."""
    return str(element.tag).rpartition("}")[2]


def escape(text: str) -> str:
    """Text as it stands in HTML."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if "\xa0" in text:
        text = text.replace("\xa0", "&nbsp;")
    return text
