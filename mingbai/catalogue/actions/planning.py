"""Rows from a file against what is there: what is new, what differs, what only joins the own list."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from django.core.exceptions import ValidationError

from mingbai.catalogue.actions import applying
from mingbai.catalogue.actions.checking import clean_row
from mingbai.catalogue.models import CatalogueItem, Field, Overlay
from mingbai.catalogue.queries.effective import held
from mingbai.catalogue.queries.rows import lineage, visible
from mingbai.catalogue.rules.channels import (
    added,
    from_json,
    missing,
    parse_channels,
    text_of,
    union,
)
from mingbai.catalogue.rules.limits import narrower
from mingbai.catalogue.rules.merging import Merged, merge
from mingbai.catalogue.sheets import Problem, Read, SheetRow
from mingbai.lib import clock
from mingbai.organisations.models import Organisation

Verdict = Literal["add", "alter", "overlay", "hold", "same"]
WORDS: dict[Verdict, str] = {
    "add": "新增", "alter": "修改", "overlay": "细化上级事项", "hold": "列入本单位目录", "same": "没有变化",
}  # fmt: skip
# What a lower layer may say differently; the rest of a higher row stays as it is.
LAYERED = {"limit_text", "channels", "extra"}
IDENTITY = ("field", "level1", "level2", "level3")


@dataclass(frozen=True)
class Planned:
    """What a row of the file would do. `kept` are columns of a higher row that the file says differently."""

    row: SheetRow
    verdict: Verdict
    item: CatalogueItem | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    kept: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        return WORDS[self.verdict]


@dataclass
class Plan:
    """What an import would do, and what keeps it from being done."""

    planned: list[Planned] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)

    def count(self, verdict: str) -> int:
        return sum(one.verdict == verdict for one in self.planned)

    @property
    def counts(self) -> dict[str, int]:
        return {verdict: self.count(verdict) for verdict in WORDS}

    @property
    def changing(self) -> list[Planned]:
        return [one for one in self.planned if one.verdict != "same"]


def field_names() -> dict[str, str]:
    """Every name a field may be written by → its key."""
    return {field.name: field.key for field in Field.objects.all()}


def plan(read: Read, organisation: Organisation | None) -> Plan:
    """Compare rows of a file with the layer of `organisation` (None: the national rows). Writes nothing."""
    found = Plan(problems=list(read.problems), extra=read.extra)
    place = _Place(organisation)
    wrong = {(one.sheet, one.row) for one in read.problems}
    for row in read.rows:
        if (row.sheet, row.number) in wrong:
            continue
        try:
            found.planned.append(place.compare(row))
        except ValidationError as problem:
            found.problems += _located(row, problem)
    found.problems.sort(key=lambda one: (one.sheet, one.row, one.column))
    return found


def _located(row: SheetRow, problem: ValidationError) -> list[Problem]:
    return [
        Problem(row.sheet, row.number, row.columns.get(name, 0), "".join(error.messages))
        for name, errors in problem.error_dict.items()
        for error in errors
    ]


class _Place:
    """The rows an organisation can use, waiting to be met by rows of the file, each once."""

    def __init__(self, organisation: Organisation | None) -> None:
        self.organisation = organisation
        self.mine = organisation.pk if organisation else None
        day = clock.today()
        self.waiting: dict[tuple[str, ...], list[CatalogueItem]] = defaultdict(list)
        for item in visible(organisation, day).order_by("pk"):
            self.waiting[
                _identity({name: getattr(item, name) for name in IDENTITY[1:]}, item.field_id)
            ].append(item)
        self.held: set[int] = set()
        self.overlays: dict[int, list[Overlay]] = defaultdict(list)
        if organisation is not None:
            self.held = set(held(organisation, day).values_list("item_id", flat=True))
            over = Overlay.objects.filter(valid_to=None, organisation__path__in=lineage(organisation))
            for one in over.select_related("organisation").order_by("organisation__path"):
                self.overlays[one.item_id].append(one)

    def compare(self, row: SheetRow) -> Planned:
        values = clean_row(row.values, self.organisation)
        item = self._meet(values)
        if item is None:
            return Planned(row, "add", None, values)
        if item.organisation_id == self.mine:
            return self._own(row, item, values)
        return self._higher(row, item, values)

    def _meet(self, values: Mapping[str, Any]) -> CatalogueItem | None:
        """Of the rows with the same levels the own one, then the one most like it; None: it is new."""
        candidates = self.waiting.get(_identity(values, values["field"]), [])
        if not candidates:
            return None
        best = min(
            candidates, key=lambda item: (item.organisation_id != self.mine, _unlike(item, values), item.pk)
        )
        candidates.remove(best)
        return best

    def _own(self, row: SheetRow, item: CatalogueItem, values: dict[str, Any]) -> Planned:
        present = applying.columns_of(item)
        if "extra" in values:
            values["extra"] = {**item.extra, **values["extra"]}
        altered = {name: value for name, value in values.items() if not _alike(name, present[name], value)}
        if altered:
            return Planned(row, "alter", item, altered)
        return Planned(row, "same" if self.mine is None or item.pk in self.held else "hold", item)

    def _higher(self, row: SheetRow, item: CatalogueItem, values: dict[str, Any]) -> Planned:
        layers = self.overlays[item.pk]
        above = merge(
            item, [(one.organisation.name, one) for one in layers if one.organisation_id != self.mine]
        )
        own = next((one for one in layers if one.organisation_id == self.mine), None)
        present = applying.columns_of(item)
        kept = tuple(
            name for name, value in values.items()
            if name not in LAYERED and not _alike(name, present[name], value)
        )  # fmt: skip
        overlay = _overlay(above, own, values)
        if overlay is not None:
            return Planned(row, "overlay", item, overlay, kept)
        return Planned(row, "same" if item.pk in self.held else "hold", item, {}, kept)


def _overlay(above: Merged, own: Overlay | None, values: Mapping[str, Any]) -> dict[str, Any] | None:
    """The overlay the file asks for; None when it says what counts already."""
    limit = values.get("limit_text") or above.limit_text
    limit = "" if _squeezed(limit) == _squeezed(above.limit_text) else limit
    if limit and above.limit_text and (problem := narrower(limit, above.limit_text)):
        raise ValidationError({"limit_text": problem})
    channels = parse_channels(values.get("channels", ""))
    if channels and (lost := missing(above.channels, channels)):
        names = "、".join(one.name for one in lost)
        raise ValidationError({"channels": f"少了上级规定的必选渠道：{names}。只能增加，不能减少。"})
    more = added(above.channels, channels)
    extra = {
        name: text for name, text in values.get("extra", {}).items() if above.extra.get(name, "") != text
    }
    if own is not None:
        limit = limit or (own.limit_text if "limit_text" not in values else "")
        more = union(from_json(own.channel_list), more) if "channels" not in values else more
        extra = {**own.extra, **extra}
        same = own.limit_text == limit and from_json(own.channel_list) == more and own.extra == extra
        if same and own.applicable:
            return None
    elif not (limit or more or extra):
        return None
    return {"limit_text": limit, "channels": text_of(more), "extra": extra}


def _identity(values: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return (key, *(_squeezed(str(values.get(name, ""))) for name in IDENTITY[1:]))


def _unlike(item: CatalogueItem, values: Mapping[str, Any]) -> int:
    """In how many columns the row differs."""
    present = applying.columns_of(item)
    return sum(not _alike(name, present[name], value) for name, value in values.items())


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _alike(name: str, present: Any, value: Any) -> bool:
    """The same but for spaces and line breaks; channels also when they are only printed otherwise."""
    if name == "channels":
        return parse_channels(present) == parse_channels(value)
    if isinstance(present, str) and isinstance(value, str):
        return _squeezed(present) == _squeezed(value)
    return bool(present == value)
