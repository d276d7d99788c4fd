"""What is handed to the verbs of postings."""

from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile

from mingbai.channels.states import ProofKind


@dataclass(frozen=True)
class Given:
    """A proof as it was handed in: a file, or words where there is none."""

    kind: ProofKind
    note: str = ""
    upload: UploadedFile | None = None
