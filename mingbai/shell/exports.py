"""Files that a page for staff hands out."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = {
    "xlsx": XLSX, "docx": DOCX, "pdf": "application/pdf", "zip": "application/zip",
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg",
}  # fmt: skip


def download(data: bytes, name: str) -> HttpResponse:
    """A file to keep under `name`, in any characters; its ending says what it is, as far as that is known."""
    kind = KINDS.get(name.rpartition(".")[2].lower(), "application/octet-stream")
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return response
