"""What is to be withheld, what was withheld, and how that was proven."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from django.core.exceptions import ValidationError

from mingbai.redaction.matching import normal

GROUND = re.compile(r"E(\d{1,2})(?:-\d{1,2})?")  # E15, E16-2: article, and which of its cases
LEAST = 2  # letters or digits: a single character stands everywhere
LONGEST = 10_000

NO_GROUND = "请选择不公开的事由，例如 E15（商业秘密、个人隐私等）。每一处遮盖都要有事由。"
WRONG_GROUND = "事由编码写法不对：“{ground}”。应当像 E15、E14-1、E16-2 这样写。"
NOTHING_MARKED = "请选定要遮盖的文字、图片或者页面上的区域（三者选一）。"
TOO_SHORT = "要遮盖的文字太短。请至少选定两个字，连同前后文一起选，以免误遮别处。"
TOO_LONG = f"要遮盖的文字超过 {LONGEST} 字。请分成几段来选。"
WHICH = "只遮盖其中一处时，请写明是第几处（从 1 数起）。"
NO_PAGE = "框选遮盖要写明页码（从 1 数起）。"
WRONG_RECTANGLE = "框选的区域不对：四边都要在页面以内，左小于右、上小于下。"
UNREADABLE = "这一条标记看不懂。请按说明写：文字（quote）、事由（ground）等。"


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A part of a page as it is seen: fractions 0..1 of its width and height, from the top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def is_on_page(self) -> bool:
        return 0 <= self.left < self.right <= 1 and 0 <= self.top < self.bottom <= 1


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing to withhold: exactly one of `quote`, `picture` (name in a Word file), `rectangle` (PDF).

    `ground` is the code of 条例第十四、十五、十六条; 条例第三十七条: what can be separated is released, with
    reasons. `occurrence` counts from 1 over `passages`; `page` counts from 1 and restricts a PDF's mark.
    Raises ValidationError with a dict of field → Chinese message.
    """

    ground: str
    quote: str = ""
    reason: str = ""
    all_occurrences: bool = True
    occurrence: int | None = None
    page: int | None = None
    rectangle: Rectangle | None = None
    picture: str = ""

    def __post_init__(self) -> None:
        errors = {field: message for field, message in self._complaints() if message}
        if errors:
            raise ValidationError(errors)

    def _complaints(self) -> list[tuple[str, str]]:
        return [
            ("ground", _wrong_ground(self.ground)),
            ("quote", self._wrong_quote()),
            ("occurrence", WHICH if not self.all_occurrences and (self.occurrence or 0) < 1 else ""),
            ("page", self._wrong_page()),
            ("rectangle", WRONG_RECTANGLE if self.rectangle and not self.rectangle.is_on_page() else ""),
        ]

    def _wrong_quote(self) -> str:
        if sum([bool(self.quote.strip()), bool(self.picture), self.rectangle is not None]) != 1:
            return NOTHING_MARKED
        if len(self.quote) > LONGEST:
            return TOO_LONG
        return TOO_SHORT if self.quote and sum(map(str.isalnum, normal(self.quote))) < LEAST else ""

    def _wrong_page(self) -> str:
        missing = self.rectangle is not None and self.page is None
        return NO_PAGE if missing or (self.page is not None and self.page < 1) else ""

    @property
    def everywhere(self) -> bool:
        """Whether nothing of the quote may be left anywhere in the file."""
        return bool(self.quote) and self.all_occurrences and self.page is None

    @property
    def label(self) -> str:
        """For messages to the person who made the mark."""
        if self.rectangle:
            return f"第 {self.page} 页框选的区域"
        return f"图片“{self.picture}”" if self.picture else f"“{shortened(self.quote)}”"

    @classmethod
    def from_json(cls, data: Any) -> Self:
        """Raises ValidationError for anything that is not a mark."""
        known = {name: kind for name, kind in _KINDS.items() if isinstance(data, dict) and name in data}
        if not isinstance(data, dict) or set(data) - set(_KINDS):
            raise ValidationError({"quote": UNREADABLE})
        values = {name: data[name] for name in known if data[name] is not None}
        if any(not _is_a(values[name], _KINDS[name]) for name in values):
            raise ValidationError({"quote": UNREADABLE})
        if "rectangle" in values:
            values["rectangle"] = _rectangle(values["rectangle"])
        return cls(**{"ground": "", **values})

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


_KINDS: Mapping[str, tuple[type, ...]] = {
    "ground": (str,),
    "quote": (str,),
    "reason": (str,),
    "all_occurrences": (bool,),
    "occurrence": (int,),
    "page": (int,),
    "rectangle": (dict,),
    "picture": (str,),
}


def _is_a(value: Any, kinds: tuple[type, ...]) -> bool:
    return isinstance(value, kinds) and (bool in kinds or not isinstance(value, bool))


def _rectangle(data: dict[str, Any]) -> Rectangle:
    try:
        return Rectangle(*(float(data[side]) for side in ("left", "top", "right", "bottom")))
    except (KeyError, TypeError, ValueError) as error:
        raise ValidationError({"rectangle": WRONG_RECTANGLE}) from error


def _wrong_ground(ground: str) -> str:
    if not ground.strip():
        return NO_GROUND
    return "" if GROUND.fullmatch(ground) else WRONG_GROUND.format(ground=ground[:20])


def shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 20 else f"{text[:19]}…"


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of what is printed, as the clerk marks it; `where` is Chinese, `page` set for PDF."""

    where: str
    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """`how` is barred (a bar stands there) or removed (it lay in hidden content, which went as a whole)."""

    mark: Mark
    where: str
    count: int
    how: str = "barred"


@dataclass(frozen=True, slots=True)
class Proof:
    """The produced file, read back: `found` names where a withheld quote still occurs (never the quote);
    `read` says what was examined, `unread` what only a person can examine, such as pictures."""

    ok: bool
    found: tuple[str, ...]
    read: tuple[str, ...]
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GroundRow:
    """Places withheld on one ground; `article` is quoted in full, `name` the case within it."""

    ground: str
    article: str
    name: str
    places: int


@dataclass(frozen=True, slots=True)
class Redacted:
    """The file to give out; `proof` is None until it was read back."""

    data: bytes
    filename: str
    placed: tuple[Placed, ...]
    table: tuple[GroundRow, ...]
    proof: Proof | None = None

    def as_json(self) -> dict[str, Any]:
        """Everything but the bytes."""
        return {
            "filename": self.filename,
            "table": [asdict(row) for row in self.table],
            "placed": [
                {"mark": p.mark.as_json(), "where": p.where, "count": p.count, "how": p.how}
                for p in self.placed
            ],
            "proof": asdict(self.proof) if self.proof else None,
        }


class RedactionRefused(Exception):
    """No file was made; `message` tells the clerk why and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotPlaced(RedactionRefused):
    """`marks` were not found in the file, so nothing is given out: a misspelt mark would withhold nothing."""

    def __init__(self, message: str, marks: tuple[Mark, ...]) -> None:
        super().__init__(message)
        self.marks = marks


class NotProven(RedactionRefused):
    """Reading back found a withheld quote; `proof` says where."""

    def __init__(self, message: str, proof: Proof) -> None:
        super().__init__(message)
        self.proof = proof
