"""The answer of a policy: yes, or no with a reason a person can read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Verdict:
    """True when allowed; otherwise `reason` tells the person why, in Chinese."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Verdict(True)


def no(reason: str) -> Verdict:
    return Verdict(False, reason)


class Denied(Exception):
    """An action was refused; the message is for the person who tried."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def require(verdict: Verdict) -> None:
    """Raise `Denied` with the verdict's reason unless it allows."""
    if not verdict:
        raise Denied(verdict.reason)
