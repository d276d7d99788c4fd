"""Whether a change could take effect: asked when it is drafted, handed in, and when its day has come."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError

from mingbai.catalogue.models import CatalogueItem, Change, Field, Mode, Overlay
from mingbai.catalogue.queries.rows import lineage, visible
from mingbai.catalogue.rules.channels import added, parse_channels, text_of
from mingbai.catalogue.rules.limits import narrower
from mingbai.catalogue.rules.merging import merge
from mingbai.lib.text import one_line, storable
from mingbai.organisations.models import Organisation

Kind = Change.Kind

COLUMNS = (
    "field", "number", "level1", "level2", "level3", "elements", "basis", "limit_text", "body_text",
    "channels", "to_society", "to_group", "mode", "proactive", "on_request", "county_level", "township_level",
    "village_level", "extra", "source_note",
)  # fmt: skip
"""The columns of a row that a person writes."""

LONG = {"elements", "basis", "channels"}
FLAGS = {"to_society", "proactive", "on_request", "county_level", "township_level", "village_level"}


def clean_values(change: Change) -> dict[str, Any]:
    """The values as they will be stored; ValidationError by field, in Chinese, when they cannot be."""
    return _CLEANERS[Kind(change.kind)](change)


def clean_row(values: Mapping[str, Any], layer: Organisation | None) -> dict[str, Any]:
    """The columns of a row, complete and storable; `layer` is whose row it will be."""
    unknown = set(values) - set(COLUMNS)
    if unknown:
        raise TypeError(f"not columns of a row: {', '.join(sorted(unknown))}")
    row = {name: _storable(name, values[name]) for name in COLUMNS if name in values}
    errors = _problems(row)
    if errors:
        raise ValidationError(errors)
    return row


def _problems(row: Mapping[str, Any]) -> dict[str, str]:
    errors = {}
    if not Field.objects.filter(key=row.get("field", "")).exists():
        errors["field"] = "请从列表中选择领域。"
    if not row.get("level1"):
        errors["level1"] = "请填写一级事项。"
    mode = row.get("mode", Mode.PROACTIVE)
    if mode not in Mode.values:
        errors["mode"] = "请选择公开方式。"
    if mode == Mode.WITHHELD and not row.get("basis"):
        errors["basis"] = "列入负面清单的事项要写明不公开的法律依据。"
    for name, value in row.items():
        longest = getattr(CatalogueItem._meta.get_field(name), "max_length", None)
        if isinstance(value, str) and longest and len(value) > longest:
            errors[name] = f"太长，最多 {longest} 个字，现在是 {len(value)} 个字。"
    return errors


def _storable(name: str, value: Any) -> Any:
    if name in FLAGS:
        return bool(value)
    if name == "extra":
        return {str(key)[:40]: storable(str(one)).strip() for key, one in value.items() if str(one).strip()}
    return storable(str(value)).strip() if name in LONG else one_line(str(value))


# -- by kind -------------------------------------------------------------------


def _add(change: Change) -> dict[str, Any]:
    return clean_row(change.values, change.organisation)


def _alter(change: Change) -> dict[str, Any]:
    item = _own(change)
    present = {name: getattr(item, "field_id" if name == "field" else name) for name in COLUMNS}
    row = clean_row({**present, **change.values}, change.organisation)
    altered = {name: value for name, value in row.items() if value != present[name]}
    if not altered:
        raise ValidationError({"level1": "内容和现在的一样，没有要修改的。"})
    return altered


def _retire(change: Change) -> dict[str, Any]:
    _own(change)
    return {}


def _overlay(change: Change) -> dict[str, Any]:
    item, place = _higher(change)
    above = merge(item, layers_above(item, place))
    limit = one_line(str(change.values.get("limit_text", "")))
    channels = parse_channels(str(change.values.get("channels", "")))
    extra = _storable("extra", change.values.get("extra", {}))
    errors = {}
    if len(limit) > 300:
        errors["limit_text"] = "太长，最多 300 个字。"
    elif limit and limit != above.limit_text and (problem := narrower(limit, above.limit_text)):
        errors["limit_text"] = problem
    more = added(above.channels, channels)
    limit = "" if limit == above.limit_text else limit
    extra = {name: value for name, value in extra.items() if above.extra.get(name, "") != value}
    if not (limit or more or extra) and not errors:
        errors["limit_text"] = "没有写出与上级不同的地方：请写更严的时限、增加的渠道或者本单位的联系信息。"
    if errors:
        raise ValidationError(errors)
    return {"limit_text": limit, "channels": text_of(more), "extra": extra}


def _exclude(change: Change) -> dict[str, Any]:
    _higher(change)
    return {}


def _lift(change: Change) -> dict[str, Any]:
    item, place = _higher(change)
    if not Overlay.objects.filter(item=item, organisation=place, valid_to=None).exists():
        raise ValidationError({"item": "本单位没有细化过这个事项。"})
    return {}


def _import(change: Change) -> dict[str, Any]:
    if not change.values.get("rows"):
        raise ValidationError({"rows": "没有要导入的事项。"})
    return dict(change.values)


def _own(change: Change) -> CatalogueItem:
    item = change.item
    if item is None or item.organisation_id != (change.organisation.pk if change.organisation else None):
        raise ValidationError({"item": "这是上级的事项，不能直接修改。可以细化，或者标注不适用。"})
    if item.valid_to is not None:
        raise ValidationError({"item": "这个事项已经停用。"})
    return item


def _higher(change: Change) -> tuple[CatalogueItem, Organisation]:
    item, place = change.item, change.organisation
    if place is None:
        raise ValidationError({"item": "全国标准目录没有上一级，请直接修改。"})
    if item is None or not visible(place).filter(pk=item.pk).exists():
        raise ValidationError({"item": "请从本单位可以使用的事项里选择。"})
    if item.organisation_id == place.pk:
        raise ValidationError({"item": "这是本单位自己增加的事项，请直接修改。"})
    if item.valid_to is not None:
        raise ValidationError({"item": "这个事项已经停用。"})
    return item, place


def layers_above(item: CatalogueItem, organisation: Organisation) -> list[tuple[str, Overlay]]:
    """(name, overlay) of everything above the organisation that lies over the row now, the highest first."""
    found = Overlay.objects.filter(
        item=item, valid_to=None, organisation__path__in=lineage(organisation)[:-1]
    ).select_related("organisation")
    return [(one.organisation.name, one) for one in found.order_by("organisation__path")]


_CLEANERS: dict[Kind, Callable[[Change], dict[str, Any]]] = {
    Kind.ADD: _add,
    Kind.ALTER: _alter,
    Kind.RETIRE: _retire,
    Kind.OVERLAY: _overlay,
    Kind.EXCLUDE: _exclude,
    Kind.LIFT: _lift,
    Kind.IMPORT: _import,
}
