"""The public read interface: GET /api/v1/…"""

from mingbai.api.read import bulk, catalogue, organisations, progress, records, searching, verifying
from mingbai.api.read.interface import api, urls

__all__ = [
    "api",
    "bulk",
    "catalogue",
    "organisations",
    "progress",
    "records",
    "searching",
    "urls",
    "verifying",
]
