"""Builds the demonstration's Word and Excel files: the same bytes for the same day."""

import re
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from mingbai.demo import sheets, stories, word

_SAVED_AT = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


Thing = stories.DemoDocument | stories.DemoAttachment


def path_of(target: Path, thing: Thing, *, corrected: bool = False) -> Path:
    """Where the file of a document or attachment lies: a folder for each organisation.

    A document that was corrected has two: as first published, and as corrected.
    """
    name = f"更正后_{thing.file_name}" if corrected else thing.file_name
    return target / thing.organisation / name


def build(target: Path, today: date) -> list[Path]:
    """Write every file of the demonstration as of `today` below `target`; returns their paths."""
    written = {}
    for document in stories.documents(today):
        written[path_of(target, document)] = content_of(stories.first_version(document), today)
        if document.misprints:
            written[path_of(target, document, corrected=True)] = content_of(document, today)
    for attachment in stories.attachments(today).values():
        written[path_of(target, attachment)] = content_of(attachment, today)
    for path, content in written.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return list(written)


def content_of(thing: Thing, today: date) -> bytes:
    """The bytes of its file: Excel where the name says so, else Word."""
    buffer = BytesIO()
    if isinstance(thing, stories.DemoDocument):
        word.write_document(thing).save(buffer)
    elif thing.file_name.endswith(".xlsx"):
        sheets.write_workbook(thing).save(buffer)
    else:
        word.write_attachment(thing).save(buffer)
    return _settled(buffer.getvalue(), today)


def _settled(content: bytes, today: date) -> bytes:
    """The same archive with the times of saving set to the start of `today`."""
    buffer = BytesIO()
    moment = f"{today.isoformat()}T00:00:00Z".encode()
    with ZipFile(BytesIO(content)) as source, ZipFile(buffer, "w", ZIP_DEFLATED) as settled:
        for name in source.namelist():
            member = source.read(name)
            if name == "docProps/core.xml":
                member = _SAVED_AT.sub(rb"\g<1>" + moment, member)
            entry = ZipInfo(name, (today.year, today.month, today.day, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            settled.writestr(entry, member)
    return buffer.getvalue()
