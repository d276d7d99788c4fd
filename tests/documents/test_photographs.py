"""Photographs and scans as proof: what is said of one that cannot be used."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mingbai.documents.photographs import NO_PHOTOGRAPH, NO_SCAN, UNREADABLE, cleaned_photograph
from mingbai.documents.refusals import Refused


@pytest.mark.parametrize(
    ("name", "data", "scans", "says"),
    [
        ("现场.jpg", b"\xff\xd8\xff\xe0 half", False, UNREADABLE),
        ("回执.pdf", b"%PDF-1.7 half", True, UNREADABLE),
        ("回执.pdf", b"%PDF-1.7 half", False, NO_PHOTOGRAPH),
        ("说明.docx", b"PK", True, NO_SCAN),
    ],
)
def test_what_is_no_usable_proof_is_refused_with_words_about_photographs(name, data, scans, says):
    with pytest.raises(Refused) as refusal:
        cleaned_photograph(SimpleUploadedFile(name, data), scans=scans)
    assert refusal.value.message == says
