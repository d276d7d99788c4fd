"""`reports_of`: the reports in one file, whatever its format."""

import logging

from mingbai.documents.refusals import Refused
from mingbai.documents.signatures import CONTAINERS, extension, kind_of
from mingbai.report_check.extraction.assembly import reports_in
from mingbai.report_check.flow import normal
from mingbai.report_check.reading.office import read_office
from mingbai.report_check.reading.portable import read_pdf
from mingbai.report_check.reading.shape import WrongShape, read_shape
from mingbai.report_check.reading.webpage import Page, read_page
from mingbai.report_check.report import Report

logger = logging.getLogger(__name__)
PAGES = frozenset(["html", "htm", "mht", "shtml", "aspx", "jsp"])
PICTURES = frozenset(kind for kind, container in CONTAINERS.items() if container == "image")
MOST_BYTES = 50 * 1024 * 1024
MOST_TEXT = 3_000_000
"""Characters; the longest reports have a twentieth of it."""
_TEXTS = frozenset(["md", "markdown", "text", "log"])


def reports_of(data: bytes, filename: str) -> list[Report]:
    """The reports of a file, at least one; raises Refused with words for the person, and nothing else."""
    try:
        return _reports(data, filename)
    except Refused:
        raise
    except WrongShape as problem:
        raise Refused("corrupt", str(problem)) from problem
    except (RecursionError, MemoryError) as error:
        raise Refused("bomb") from error
    except Exception as error:
        # Files come from everywhere; one nobody foresaw is refused, and logged without its words.
        logger.error("Unforeseen damage in a .%s report: %s", extension(filename), type(error).__name__)
        raise Refused("corrupt") from error


def _reports(data: bytes, filename: str) -> list[Report]:
    if not data.strip(b"\0 \r\n\t"):
        raise Refused("empty")
    if len(data) > MOST_BYTES:
        raise Refused("too_large")
    if extension(filename) == "json":
        return read_shape(data)
    page = _page(data, filename)
    if len(page.flow) > MOST_TEXT:
        raise Refused("too_large")
    stem = normal(filename.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0])
    return reports_in(page.flow, page.hints, stem)


def _page(data: bytes, filename: str) -> Page:
    kind = extension(filename)
    if kind in PICTURES:
        raise Refused("unsupported", "这是图片，表里的数字读不出来。请用 Word、PDF 原文或网页。")
    if kind in PAGES or (not kind and data.lstrip()[:1] == b"<"):
        return read_page(data)
    if kind == "pdf":
        kind_of(data, filename)
        return read_pdf(data)
    return read_office(data, "text.txt" if kind in _TEXTS else filename)
