"""Reading records and what is kept beside them."""

from mingbai.disclosures.queries.records import (
    HAS_PAGE,
    IS_FOR_PUBLIC,
    IS_LISTED,
    awaits_confirmation,
    content_of,
    drafts_of,
    files_of,
    internal_for,
    listed,
    public_versions,
    published_in,
    readable_by,
    with_page,
    written_by,
)

__all__ = [
    "HAS_PAGE",
    "IS_FOR_PUBLIC",
    "IS_LISTED",
    "awaits_confirmation",
    "content_of",
    "drafts_of",
    "files_of",
    "internal_for",
    "listed",
    "public_versions",
    "published_in",
    "readable_by",
    "with_page",
    "written_by",
]
