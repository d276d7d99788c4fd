"""Which wording counts where, and letters composed with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet

from mingbai.letters import packaged, rules
from mingbai.letters.models import Template
from mingbai.letters.rules import Composed, Key, Names, Office, Wording, combinations, given_names, key_of
from mingbai.letters.rules.remedies import Periods
from mingbai.lib import clock
from mingbai.organisations.models import Organisation
from mingbai.timelimits.queries import Known, known
from mingbai.timelimits.rules.limits import UNITS

__all__ = [
    "combinations",
    "compose",
    "has_own",
    "history",
    "last_version",
    "names",
    "sample",
    "templates_for",
    "wording_of",
]

LIMITS = {
    "延长期限": "foi.extension",
    "第三方期限": "foi.third_party",
    "机关期限": "foi.co_producer",
    "缴费期限": "foi.fee_payment",
}
AFTERWARDS = {
    # 第三十二条：第三方逾期未提出意见的，由行政机关依照本条例的规定决定是否公开。
    "第三方逾期": "逾期未提出意见的，由本机关依照《中华人民共和国政府信息公开条例》的规定决定是否公开。",
    # 第三十四条：被征求意见机关逾期未提出意见的，视为同意公开。
    "机关逾期": "逾期未提出意见的，视为同意公开。",
    "补正逾期": "无正当理由逾期不补正的，视为放弃申请，本机关不再处理该政府信息公开申请。",
    "缴费逾期": "逾期未按本通知书要求缴纳的，本机关不再处理该政府信息公开申请。",
}
"""What follows when nobody answers in time; the first two must not be taken for each other."""


@dataclass(frozen=True)
class Counting:
    """A wording that counts in an organisation, and whose it is: None for the shipped one."""

    wording: Wording
    owner: Organisation | None
    since: date | None = None


def compose(
    *,
    kind: str,
    values: Mapping[str, object],
    organisation: Organisation,
    leaf: str = "",
    variant: str = "",
    online: bool = False,
) -> Composed:
    """The letter in the wording that counts in the organisation on the day of its 落款日期, else today.

    `values` by the names of `names()`; others are ignored. Days are dates, lists are lists of texts, the
    withheld parts of a partly granted answer are `rules.Withheld`. ValueError for a letter there is not;
    `rules.MissingValues` where values are missing.
    """
    day = values.get("落款日期")
    on = day if isinstance(day, date) else clock.today()
    counting = wording_of(organisation, key_of(kind, leaf, variant), on)
    return rules.compose(
        counting.wording, values, packaged.names(), office_of(organisation, known(), on), online
    )


def names(kind: str, leaf: str = "", variant: str = "") -> Names:
    """What whoever composes gives: an adapted wording never needs more than the shipped one."""
    return given_names(packaged.wordings()[key_of(kind, leaf, variant)], packaged.names())


def office_of(organisation: Organisation, times: Known, on: date) -> Office:
    """What the letter says of the organ itself, and the limits as they count on that day."""
    words = {key: _words(times, key, on) for key in (*LIMITS.values(), "review.apply", "lawsuit.direct")}
    limits = {name: words[key] for name, key in LIMITS.items()} | AFTERWARDS
    periods = Periods(words["review.apply"], words["lawsuit.direct"])
    return Office(organisation.name, organisation.address, organisation.telephone, limits, periods)


def _words(times: Known, key: str, on: date) -> str:
    limit = times.limit(key, on)
    return f"{limit.number}{UNITS[limit.unit]}"


def wording_of(organisation: Organisation, key: Key, on: date | None = None) -> Counting:
    """The wording that counts there on a day (today): the own one, the nearest above, or the shipped one."""
    rows = Template.objects.filter(kind=key.kind, leaf=key.leaf, variant=key.variant)
    return _nearest(organisation, key, _above(organisation, rows, on or clock.today()))


def templates_for(organisation: Organisation, on: date | None = None) -> list[Counting]:
    """Every letter with the wording that counts there, in the order of the kinds. One query."""
    rows = _above(organisation, Template.objects.all(), on or clock.today())
    found: dict[Key, list[Template]] = {}
    for row in rows:
        found.setdefault(row.key, []).append(row)
    return [_nearest(organisation, key, found.get(key, ())) for key in combinations()]


def _above(organisation: Organisation, rows: QuerySet[Template], on: date) -> list[Template]:
    """What the organisation and those above it have laid down up to a day, the last at the end."""
    path = organisation.path
    paths = [path[:end] for end in range(len(path), 0, -Organisation.steplen)]
    found = rows.filter(organisation__path__in=paths, valid_from__lte=on).select_related("organisation")
    return list(found.order_by("version"))


def _nearest(organisation: Organisation, key: Key, rows: Iterable[Template]) -> Counting:
    latest = {row.organisation.path: row for row in rows}
    shipped = packaged.wordings()[key]
    for path in sorted(latest, key=len, reverse=True):
        row = latest[path]
        if not row.restored:
            adapted = replace(shipped, title=row.title, body=row.text, version=row.version)
            return Counting(adapted, row.organisation, row.valid_from)
    return Counting(shipped, None)


def history(organisation: Organisation, key: Key) -> QuerySet[Template]:
    """What the organisation itself has laid down for a letter, the newest first."""
    rows = Template.objects.filter(
        organisation=organisation, kind=key.kind, leaf=key.leaf, variant=key.variant
    )
    return rows.select_related("by").order_by("-version")


def last_version(organisation: Organisation, key: Key) -> int:
    """The number of the newest own version, whenever it begins to count; 0 where there is none."""
    return history(organisation, key).values_list("version", flat=True).first() or 0


def has_own(organisation: Organisation, key: Key) -> bool:
    """Whether the newest thing the organisation laid down is a wording of its own."""
    row = history(organisation, key).first()
    return row is not None and not row.restored


def sample(wording: Wording, organisation: Organisation) -> Composed:
    """The letter with made-up values, for previews. `WrongTemplate` for a text that cannot be read."""
    values = packaged.samples() | {"落款日期": clock.today()}
    if not organisation.telephone:
        values["机关电话"] = "（本单位还没有填联系电话）"
    office = office_of(organisation, known(), clock.today())
    return rules.compose(wording, values, packaged.names(), office)
