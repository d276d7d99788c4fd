"""How each expected instance ends, from what is known: evidence, nil reports, exemptions, the day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from mingbai.duties.rules.expecting import Expected
from mingbai.duties.states import State

Evidence = tuple[date, str]
"""The day on which something was done, and what it was: `kind:number`."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about one duty.

    `found` is what counts by itself, sorted by day. `given` was assigned to an instance by a person
    (by key). `nil` are the days on which a nil report for an instance became public. `exempt` are
    the first and last days (None: for good) of granted exemptions.
    """

    found: Sequence[Evidence] = ()
    given: Mapping[str, Sequence[Evidence]] = field(default_factory=dict)
    nil: Mapping[str, date] = field(default_factory=dict)
    exempt: Sequence[tuple[date, date | None]] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """`met_on` is the day of the piece of evidence that completed it, or on which the nil report became
    public; `days_late` is how many calendar days after it was due that was. What is still missing has
    neither: how long it has been missing depends on the day of asking."""

    expected: Expected
    state: State
    met_on: date | None = None
    days_late: int = 0
    evidence: tuple[str, ...] = ()


def settle(
    expected: Iterable[Expected], known: Known, today: date, at_least: int = 1, catch_up: bool = True
) -> list[Outcome]:
    """How each instance stands on `today`; `expected` in the order of time.

    Evidence counts for the period in which it happened. What a period has beyond `at_least` makes
    good for the oldest earlier period that is still short of it (late), if `catch_up`: one late
    month does not make every later month late.
    """
    instances = list(expected)
    shares, spare = _own_shares(instances, known, at_least)
    if catch_up:
        _catch_up(instances, shares, spare, known, at_least)
    return [_outcome(one, shares[one.key], known, today, at_least) for one in instances]


def settle_standing(expected: Expected, known: Known, today: date) -> Outcome:
    """What must be there now: met since the first piece that is still there."""
    return _outcome(expected, [*known.given.get(expected.key, ()), *known.found], known, today, 1)


def _own_shares(
    instances: list[Expected], known: Known, at_least: int
) -> tuple[dict[str, list[Evidence]], list[Evidence]]:
    """What fell into each period (given first), and what a period had more than it needs."""
    shares = {one.key: list(known.given.get(one.key, ())) for one in instances}
    assigned = {what for pieces in known.given.values() for _, what in pieces}
    free = [piece for piece in known.found if piece[1] not in assigned] if assigned else known.found
    spare: list[Evidence] = []
    place, count = 0, len(free)
    for one in instances:
        while place < count and free[place][0] < one.start:
            _put(free[place], [], spare, 0)
            place += 1
        share = shares[one.key]
        while place < count and free[place][0] <= one.end:
            _put(free[place], share, spare, at_least)
            place += 1
    for piece in free[place:]:
        _put(piece, [], spare, 0)
    return shares, spare


def _put(piece: Evidence, share: list[Evidence], spare: list[Evidence], at_least: int) -> None:
    """A later version is worth something only in a period without the record itself, and never later."""
    name, later = _parts(piece)
    if later and any(_parts(one)[0] == name for one in share):
        return
    if len(share) < at_least:
        share.append(piece)
    elif not later:
        spare.append(piece)


def _parts(piece: Evidence) -> tuple[str, bool]:
    """What it is, and whether it is a later version of that (`record:12#2`)."""
    name, _, version = piece[1].partition("#")
    return name, version not in {"", "1"}


def _catch_up(
    instances: list[Expected],
    shares: dict[str, list[Evidence]],
    spare: list[Evidence],
    known: Known,
    at_least: int,
) -> None:
    for one in instances:
        if not spare:
            return
        share = shares[one.key]
        if len(share) >= at_least or one.key in known.nil or _exempted(one, known):
            continue
        later = [piece for piece in spare if piece[0] > one.end]
        for piece in later[: at_least - len(share)]:
            share.append(piece)
            spare.remove(piece)


def _outcome(one: Expected, share: Sequence[Evidence], known: Known, today: date, at_least: int) -> Outcome:
    if _exempted(one, known):
        return Outcome(one, State.NOT_APPLICABLE)
    pieces = sorted(share)
    names = tuple(what for _, what in pieces)
    if len(pieces) >= at_least:
        met_on = pieces[at_least - 1][0]
        late = (met_on - one.due).days if one.due else 0
        return Outcome(one, State.LATE if late > 0 else State.MET, met_on, max(late, 0), names)
    if one.key in known.nil:
        late = (known.nil[one.key] - one.due).days if one.due else 0
        return Outcome(one, State.NIL, known.nil[one.key], max(late, 0), names)
    if one.due is None or today <= one.due:
        return Outcome(one, State.OPEN, evidence=names)
    return Outcome(one, State.MISSING, evidence=names)


def _exempted(one: Expected, known: Known) -> bool:
    """Whether it was excused for its whole length, or from within it on for good."""
    return any(start <= one.end and (end is None or end >= one.end) for start, end in known.exempt)
