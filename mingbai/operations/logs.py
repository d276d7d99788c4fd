"""Lines of the log, for people or as JSON, without what visitors and clerks typed.

Django's own records carry the request, whose address may hold words searched for; messages of exceptions
quote values of rows. Both are left out: the place in the code and the kind of error stay.
"""

import logging
import traceback
from types import TracebackType
from typing import Any

from pythonjsonlogger.json import JsonFormatter

# Their first line names tables, files and hosts; rows are quoted in further lines only.
TELLING = {"OperationalError", "IntegrityError", "ProgrammingError", "InterfaceError", "ImproperlyConfigured"}
_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutRequest(logging.Filter):
    """The name of the address in place of the address, for records that come with a request."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = record.__dict__.pop("request", None)
        record.__dict__.pop("server_time", None)
        if request is not None:
            match = getattr(request, "resolver_match", None)
            name = match.view_name if match else "unknown address"
            record.msg, record.args = f"{record.levelname} in {name}", ()
        return True


def told(error: BaseException) -> str:
    """Where it happened and of which kind it is, causes first."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    before = f"{told(cause)}\n\n" if cause is not None else ""
    return f"{before}{''.join(traceback.format_tb(error.__traceback__))}{type(error).__name__}{_words(error)}"


def _words(error: BaseException) -> str:
    first = str(error).strip().split("\n", 1)[0][:300]
    known = isinstance(error, OSError) or type(error).__name__ in TELLING
    return f": {first}" if known and first else ""


class Plain(logging.Formatter):
    def formatException(self, ei: _ExcInfo) -> str:  # noqa: N802 - the library's name
        return told(ei[1]) if ei[1] is not None else ""


class Json(JsonFormatter):
    def formatException(self, ei: Any) -> str:  # noqa: N802 - the library's name
        return told(ei[1]) if ei[1] is not None else ""
