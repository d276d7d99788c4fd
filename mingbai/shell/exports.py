"""Files that a page for staff hands out."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = {"xlsx": XLSX, "docx": DOCX, "pdf": "application/pdf", "zip": "application/zip"}


def download(data: bytes, name: str) -> HttpResponse:
    """A file to keep under `name`, in any characters, whose ending (xlsx, docx, pdf, zip) says what it is."""
    response = HttpResponse(data, content_type=KINDS[name.rpartition(".")[2]])
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return response
