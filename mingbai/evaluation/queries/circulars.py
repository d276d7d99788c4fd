"""The circular that follows from a closed inspection or a frozen round."""

from collections import Counter, defaultdict

from mingbai.evaluation.models import Inspection, Round
from mingbai.evaluation.queries.rounds import results
from mingbai.evaluation.rules.papers import (
    InspectedUnit,
    Paper,
    RankedUnit,
    inspection_circular,
    round_circular,
)
from mingbai.evaluation.states import FindingState
from mingbai.lib import digests
from mingbai.timelimits.periods import of_key


def of_inspection(inspection: Inspection) -> tuple[Paper, str]:
    """The draft text, and a digest of the numbers it stands on."""
    checked: Counter[str] = Counter()
    for item in inspection.items.exclude(checked_at=None).select_related("organisation"):
        checked[item.organisation.name] += 1
    topics: dict[str, Counter[str]] = defaultdict(Counter)
    records: dict[str, set[int | None]] = defaultdict(set)
    # What was never told or was cancelled is not a finding to be published.
    findings = inspection.findings.exclude(state__in=[FindingState.CANCELLED, FindingState.FOUND])
    for finding in findings.select_related("organisation"):
        topics[finding.organisation.name][finding.topic] += 1
        records[finding.organisation.name].add(finding.item_id)
    units = [
        InspectedUnit(name, number, len(records[name]), dict(topics[name]))
        for name, number in sorted(checked.items())
    ]
    found = sum(sum(one.values()) for one in topics.values())
    settled = findings.filter(state=FindingState.RECHECKED).count()
    period = of_key(inspection.period_key).label
    paper = inspection_circular(inspection.title, period, inspection.population_size, units, settled, found)
    return paper, digests.of_value(paper.as_json())


def of_round(round_: Round) -> tuple[Paper, str]:
    units = [
        RankedUnit(one.kind_label, one.name, one.points, str(one.place or "")) for one in results(round_)
    ]
    period = of_key(round_.period_key).label
    return round_circular(round_.title, period, units, round_.digest), round_.digest
