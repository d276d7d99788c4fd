"""What is done around every request."""

import pytest
from django.http import FileResponse, HttpResponse
from django.test import RequestFactory

from mingbai.operations.middleware import HeadAlone


@pytest.mark.parametrize("streaming", [False, True])
def test_a_head_request_gets_the_length_and_no_body(tmp_path, streaming):
    file = tmp_path / "a.txt"
    file.write_text("明白")

    def answer(request):
        return FileResponse(file.open("rb")) if streaming else HttpResponse("明白")

    response = HeadAlone(answer)(RequestFactory().head("/"))
    assert response["Content-Length"] == "6"
    assert b"".join(response) == b""
    assert b"".join(HeadAlone(answer)(RequestFactory().get("/"))) == "明白".encode()
