"""Findings that the machine makes and settles: a required channel is still missing when its time is over."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.urls import reverse

from mingbai.channels.models import Posting
from mingbai.channels.queries import Owed, owed_of
from mingbai.channels.queries.periods import REQUIRED
from mingbai.channels.states import PostingState
from mingbai.disclosures.queries import listed
from mingbai.evaluation.actions.recording import held, tell
from mingbai.evaluation.models import Finding, FindingStep, Looked, Source
from mingbai.evaluation.queries.reach import ANSWER, RUN
from mingbai.evaluation.rules.numbering import chinese
from mingbai.evaluation.states import FINDING_TRANSITIONS, SETTLED, FindingState, FindingVerb, transition
from mingbai.lib import clock
from mingbai.organisations.models import Organisation
from mingbai.organisations.trail import record
from mingbai.timelimits import queries as timelimits

LOOK_BACK = timedelta(days=366)
PUT_RIGHT = "机器核对：目录要求的渠道已经发齐。"
NOT_ASKED = "机器核对：这条信息现在不缺渠道，或者已经不再公开。"


def look_for_missing_channels() -> str:
    """The round of the sweep: once a day every record of the last year; says what it did, in Chinese.

    What was due before the first round stands on the list of what is missing, but is no finding: a county
    that begins does not begin with a year of findings.
    """
    today = clock.today()
    looked, _ = Looked.objects.get_or_create(what=Source.CHANNELS, defaults={"on": today, "since": today})
    if looked.on >= today:
        return ""
    rows = listed().filter(published_at__date__gte=today - LOOK_BACK)
    lacking = [one for one in owed_of(rows) if one.names and looked.since <= one.due_on < today]
    settled = _settle_others({one.information.pk for one in lacking})
    made = _find(lacking)
    Looked.objects.filter(pk=looked.pk).update(on=today)
    return f"渠道没有发齐：新发现 {made} 条，了结 {settled} 条。" if made or settled else ""


def _find(lacking: Iterable[Owed]) -> int:
    """One finding for a record, ever: one that was cancelled or settled does not come again."""
    known = set(Finding.objects.filter(source=Source.CHANNELS).values_list("information", flat=True))
    made: dict[Organisation, int] = defaultdict(int)
    for one in lacking:
        if one.information.pk not in known:
            _add(one)
            made[one.information.organisation] += 1
    for organisation, number in made.items():
        tell(
            organisation,
            ANSWER,
            f"有 {number} 条信息超过期限还没有在目录要求的渠道发齐，请补发。",
            reverse("evaluation:findings") + "?source=channels",
            f"evaluation:channels:{organisation.pk}:{clock.today()}",
        )
    return sum(made.values())


@transaction.atomic
def _add(owed: Owed) -> None:
    information, organisation = owed.information, owed.information.organisation
    limit = timelimits.known().limit(REQUIRED)
    finding = Finding.objects.create(
        organisation=organisation,
        inspector=organisation.get_root(),
        source=Source.CHANNELS,
        information=information,
        topic="渠道发齐",
        what=f"“{information.title}”在目录要求的渠道没有发齐，还缺：{owed.names}。"[:950]
        + f"最迟应在{chinese(owed.due_on)}发齐。",
        standard=limit.quote,
        basis=limit.article,
        found_on=clock.today(),
    )
    record("finding.detect", None, finding, finding.inspector, RUN, after=finding.state)


def settle_with(posting: Posting) -> None:
    """The follower of `channels`: what was missing went up, so the finding is settled in the same moment."""
    if posting.state != PostingState.UP:
        return
    rows = Finding.objects.filter(source=Source.CHANNELS, information=posting.information)
    finding = rows.exclude(state__in=SETTLED).first()
    if finding is not None and not _lacks(finding):
        _settle(finding, PUT_RIGHT)


def _settle_others(lacking: set[int]) -> int:
    """Settle whose records lack nothing any more: the catalogue changed, or they were withdrawn."""
    rows = Finding.objects.filter(source=Source.CHANNELS).exclude(state__in=SETTLED)
    over = [one for one in rows if one.information_id not in lacking and not _lacks(one)]
    for one in over:
        _settle(one, NOT_ASKED)
    return len(over)


def _lacks(finding: Finding) -> bool:
    """Also of a record that is older than the round looks back; what is not public lacks nothing."""
    assert finding.information_id is not None  # the machine finds nothing else
    return any(one.names for one in owed_of(listed().filter(pk=finding.information_id)))


@transaction.atomic
def _settle(finding: Finding, words: str) -> None:
    row = held(finding)
    step = transition(FINDING_TRANSITIONS, FindingVerb.SETTLE, row.state)
    if step is None or step.to is None:
        return
    row.state, row.settled_on = FindingState(step.to), clock.today()
    row.answered_on = row.answered_on or row.settled_on
    row.save(update_fields=["state", "settled_on", "answered_on"])
    FindingStep.objects.create(finding=row, verb=FindingVerb.SETTLE, text=words, at=clock.now())
    record("finding.settle", None, row, row.organisation, ANSWER, after=row.state)
