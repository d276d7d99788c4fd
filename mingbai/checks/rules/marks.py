"""What a rule says about a text before it is masked and addressed."""

from typing import NamedTuple


class Mark(NamedTuple):
    """`start`, `end`: offsets in the text the rule was given. `value`: what the false-positive memory
    remembers; the marked text itself when empty."""

    kind: str
    rule: str
    severity: str
    start: int
    end: int
    message: str
    suggestion: str = ""
    value: str = ""
