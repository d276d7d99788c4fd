"""What a check says about a text: one `Finding` per place that needs a person's eye."""

import hashlib
import hmac
from dataclasses import asdict, dataclass
from typing import Any

BLOCK, ASK, NOTE = "block", "ask", "note"
SEVERITIES = (BLOCK, ASK, NOTE)
KINDS = ("personal_data", "wording", "document_number", "date", "clause", "openness", "source", "hidden")


@dataclass(frozen=True)
class Finding:
    """One finding.

    `severity`: `block` stops submission, `ask` needs a second person's reason, `note` only informs.
    `excerpt`: the text around the place with every personal value masked; it never holds the raw value.
    `where`: `title`, `body`, `document_number`, `table 2`, `attachment:表1.xlsx`, `property:author`,
    `file name:表1.xlsx`, `notice:macro`, `record`. `start`, `end`: character offsets in that place's text
    (the text of a table is its cells joined by a tab and its rows by a line feed).
    `suggestion`: the corrected text, `""` when there is none. `message`: what to do, in Chinese.
    `fingerprint`: the same for the same rule, value and sort of place; reveals nothing of the value.
    """

    kind: str
    rule: str
    severity: str
    excerpt: str
    where: str
    start: int
    end: int
    suggestion: str
    message: str
    fingerprint: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def fingerprint(key: bytes, rule: str, value: str, place: str) -> str:
    """Keyed digest (32 hex digits); without the key even an 11-digit value cannot be guessed back."""
    message = "\0".join((rule, place, value)).encode("utf-8", "surrogatepass")
    return hmac.new(key, message, hashlib.sha256).hexdigest()[:32]
