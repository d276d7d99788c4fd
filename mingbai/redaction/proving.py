"""Reads the produced file back, by other code than the one that wrote it."""

import logging
import zipfile
from collections.abc import Sequence

from mingbai.documents.pdf import DAMAGE
from mingbai.documents.refusals import Refused
from mingbai.redaction.proof.evidence import Evidence
from mingbai.redaction.proof.portable import examine_pdf
from mingbai.redaction.proof.word import examine_word
from mingbai.redaction.values import Mark, Proof

logger = logging.getLogger(__name__)
UNREADABLE = "生成的文件读不回来，无法证明"


def prove(original: bytes, produced: bytes, marks: Sequence[Mark]) -> Proof:
    """Whether no withheld quote is left in `produced`; both are .docx or both PDF.

    A file that cannot be read back is not proven.
    """
    evidence = Evidence(marks)
    examine = examine_pdf if original.lstrip().startswith(b"%PDF-") else examine_word
    try:
        examine(original, produced, evidence)
    except (Refused, zipfile.BadZipFile, *DAMAGE) as error:
        logger.error("A redacted file could not be read back: %s", type(error).__name__)
        evidence.other.append(UNREADABLE)
    return evidence.proof()
