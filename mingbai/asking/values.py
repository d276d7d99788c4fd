"""What a form holds while it is being filled in, and what the receipt says."""

import json
import secrets
from dataclasses import asdict, dataclass, field
from typing import Any

from mingbai.foi.states import Kind
from mingbai.foi.values import Asked, Person, Upload


@dataclass
class Answers:
    """What was answered so far: names of form fields → what was typed. Never printed."""

    key: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    """Goes with the form when it is sent: the same form sent five times is one request."""
    fields: dict[str, str] = field(default_factory=dict, repr=False)
    others: list[dict[str, str]] = field(default_factory=list, repr=False)
    """Those who ask together with the first applicant."""

    def get(self, name: str) -> str:
        return self.fields.get(name, "")

    @property
    def is_correction(self) -> bool:
        return self.get("kind") == Kind.CORRECTION

    def to_text(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> "Answers":
        return cls(**json.loads(text))

    def asked(self, proofs: tuple[Upload, ...]) -> Asked:
        """The request as the office takes it."""
        return Asked(
            kind=self.get("kind"),
            applicant_kind=self.get("applicant_kind"),
            people=tuple(_person(one) for one in (self.fields, *self.others)),
            content=self.get("content"),
            document_number=self.get("document_number"),
            form_wanted=self.get("form_wanted"),
            delivery_wanted=self.get("delivery_wanted"),
            proofs=proofs,
        )


_OF_PERSON = (
    "name",
    "telephone",
    "contact_person",
    "identity_kind",
    "identity_number",
    "email",
    "address",
    "postcode",
)


def _person(given: dict[str, str]) -> Person:
    return Person(**{name: given.get(name, "") for name in _OF_PERSON})


@dataclass(frozen=True)
class Receipt:
    """What the applicant takes home; kept sealed for half an hour, so that a reload shows it again."""

    request: int
    number: str
    code: str = field(repr=False)
    tail: str = field(repr=False)
    content: str = field(repr=False)
    submitted_at: str

    def to_text(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> "Receipt":
        values: dict[str, Any] = json.loads(text)
        return cls(**values)
