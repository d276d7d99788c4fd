"""Which records belong to a column."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Rule:
    """A record belongs when it meets every part that says something; a rule that says nothing takes none.

    `genres` are names, `fields` keys, `items` numbers of rows of the catalogue; one of each is enough.
    `policy_only` takes policy texts alone, `words` those with one of the words in the title.
    """

    genres: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    items: tuple[int, ...] = ()
    policy_only: bool = False
    words: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.genres or self.fields or self.items or self.policy_only or self.words)

    def as_json(self) -> dict[str, Any]:
        return {
            name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()
        }

    @classmethod
    def of_json(cls, stored: Mapping[str, Any]) -> "Rule":
        return cls(
            genres=tuple(stored.get("genres", ())),
            fields=tuple(stored.get("fields", ())),
            items=tuple(stored.get("items", ())),
            policy_only=bool(stored.get("policy_only", False)),
            words=tuple(stored.get("words", ())),
        )
