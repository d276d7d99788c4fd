"""Photographs handed in as proof: kept without the place and the telephone they were taken with."""

from pathlib import PurePosixPath

from django.core.files.uploadedfile import UploadedFile

from mingbai.documents.cleaning import CleanCopy, clean
from mingbai.documents.refusals import Refused

PICTURES = frozenset({"jpg", "jpeg", "png", "webp", "bmp"})
MOST_BYTES = 20 * 1024 * 1024
NO_PHOTOGRAPH = "请上传照片（.jpg、.png）。"
NO_SCAN = "请上传照片（.jpg、.png）或者扫描的 PDF。"
UNREADABLE = "照片或者扫描件打不开，可能没有传完。请重新拍照或者扫描以后再上传。"
TOO_LARGE = "照片超过 20 MB，请用手机的“原图”以外的方式发送后再上传。"


def cleaned_photograph(upload: UploadedFile, scans: bool = False) -> CleanCopy:
    """The picture without hidden data; with `scans` a PDF is taken too. `Refused` says why not."""
    name = upload.name or "照片"
    ending = PurePosixPath(name).suffix.lower().removeprefix(".")
    if ending not in PICTURES and not (scans and ending == "pdf"):
        raise Refused("unsupported", NO_SCAN if scans else NO_PHOTOGRAPH)
    if (upload.size or 0) > MOST_BYTES:
        raise Refused("too_large", TOO_LARGE)
    try:
        return clean(upload.read(), name)
    except Refused as refusal:
        if refusal.code not in ("corrupt", "timeout"):  # the words of these two speak of Word files
            raise
        raise Refused(refusal.code, UNREADABLE) from refusal
