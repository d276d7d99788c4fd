"""A file that is only looked through: its digest is computed as it arrives, and no byte of it is kept."""

import hashlib
from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload

MOST_BYTES = 200 * 1024 * 1024


class Digesting(FileUploadHandler):
    """`digest` is "" while no file came; `too_big` says that reading was given up."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.digest, self.name, self.too_big = "", "", False
        self._read, self._state = 0, hashlib.sha256()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.name, self._read, self._state = (self.file_name or "")[:100], 0, hashlib.sha256()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._read += len(raw_data)
        if self._read > MOST_BYTES:
            self.too_big = True
            raise StopUpload(connection_reset=True)
        self._state.update(raw_data)

    def file_complete(self, file_size: int) -> None:
        if file_size:
            self.digest = self._state.hexdigest()
