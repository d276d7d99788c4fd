"""What is due for another look, and where the clean-ups stand."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from mingbai.accounts.models import User
from mingbai.disclosures.models import (
    CleanUp,
    CleanUpItem,
    Evaluation,
    EvaluationCall,
    GroundChange,
    Information,
    Openness,
    UpkeepRule,
)
from mingbai.disclosures.rules.upkeep import Due, Terms, add_months, due
from mingbai.disclosures.states import Status
from mingbai.lib.clock import CHINA
from mingbai.organisations.queries import scope_of

READ = "upkeep.read"
WITHHELD = Q(status=Status.REGISTERED, openness__in=[Openness.ON_REQUEST, Openness.WITHHELD])


def is_withheld(information: Information) -> bool:
    """WITHHELD of one row at hand."""
    kept_back = (Openness.ON_REQUEST, Openness.WITHHELD)
    return information.status == Status.REGISTERED and information.openness in kept_back


def terms(on: date) -> Terms:
    """The periods in force on a day; the product's own until the county has set some."""
    row = UpkeepRule.objects.filter(active_from__lte=on).order_by("-active_from").first()
    return Terms(row.months, row.notice_days, row.slot_days, own=True) if row else Terms()


def withheld(user: User) -> QuerySet[Information]:
    """Registered texts that are not public, within reach, with what their evaluation hangs on.

    `judged_at` is when the last confirmed evaluation was proposed, `next_on` the date it set, `since`
    when the text went into review; `called_at` and `ground_changed_at` are the last of their kind.
    """
    last = Evaluation.objects.filter(information=OuterRef("pk"), state="confirmed").order_by("-pk")
    called = EvaluationCall.objects.filter(information=OuterRef("pk")).order_by("-pk")
    changed = GroundChange.objects.filter(ground=OuterRef("ground")).order_by("-pk")
    rows = Information.objects.filter(WITHHELD).select_related("organisation", "ground", "drafted_by")
    return (
        scope_of(user, READ)
        .filter(rows)
        .annotate(
            judged_at=Subquery(last.values("proposed_at")[:1]),
            next_on=Subquery(last.values("next_on")[:1]),
            called_at=Subquery(called.values("at")[:1]),
            ground_changed_at=Subquery(changed.values("at")[:1]),
            since=Coalesce(F("submitted_at"), F("created_at")),
        )
        .annotate(looked_at=Coalesce(F("judged_at"), F("since")))
    )


def due_for_evaluation(user: User, today: date) -> QuerySet[Information]:
    """Those of `withheld` whose turn has come or comes within the time of notice, oldest first."""
    now = terms(today)
    horizon = today + timedelta(days=now.notice_days)
    cutoff = datetime.combine(add_months(horizon, -now.months) + timedelta(days=1), time(), CHINA)
    turn = Q(next_on__lte=horizon) | Q(next_on=None, since__lt=cutoff)
    asked = Q(called_at__gt=F("looked_at")) | Q(ground_changed_at__gt=F("looked_at"))
    return withheld(user).filter(turn | asked).order_by(Coalesce(F("judged_at"), F("since")), "pk")


def due_of(row: Information, now: Terms, today: date) -> Due:
    """By when a row of `withheld` is to be evaluated, and why."""
    looked = row.looked_at

    def after(moment: datetime | None) -> date | None:
        return _day(moment) if moment is not None and moment > looked else None

    return due(
        since=_day(row.since),
        next_on=row.next_on,
        ground_changed=after(row.ground_changed_at),
        called=after(row.called_at),
        terms=now,
        today=today,
    )


def _day(moment: datetime) -> date:
    return moment.astimezone(CHINA).date()


def pending(user: User) -> QuerySet[Evaluation]:
    """Evaluations that wait for a second person, within reach."""
    rows = Evaluation.objects.filter(state=Evaluation.State.PROPOSED, information__in=withheld(user))
    return rows.select_related("information__organisation", "proposed_by").order_by("pk")


# -- clean-ups -----------------------------------------------------------------


def clean_ups(user: User) -> QuerySet[CleanUp]:
    """Campaigns that this person leads or whose documents lie within reach."""
    scope = scope_of(user, READ)
    own = scope.filter(CleanUp.objects.all()).values("pk")
    touched = scope.filter(CleanUpItem.objects.all(), "information__organisation").values("clean_up")
    rows = CleanUp.objects.filter(Q(pk__in=own) | Q(pk__in=touched))
    return rows.select_related("organisation", "result", "created_by")


def items_of(user: User, clean_up: CleanUp) -> QuerySet[CleanUpItem]:
    """The documents of a campaign that this person may see: all for who leads it, else the own."""
    rows = clean_up.items.select_related(
        "information__organisation", "information__genre", "proposed_by", "decided_by", "clean_up"
    )
    scope = scope_of(user, READ)
    if scope.contains(clean_up.organisation):
        return rows
    return scope.filter(rows, "information__organisation")


@dataclass(frozen=True)
class Progress:
    """How far a campaign is: documents, those without a proposal, those without a decision."""

    total: int
    without_proposal: int
    undecided: int
    by_decision: dict[str, int]


def progress(items: QuerySet[CleanUpItem]) -> Progress:
    counted = dict(items.order_by().values_list("decision").annotate(count=Count("pk")))
    undecided = counted.pop("", 0)
    return Progress(
        total=undecided + sum(counted.values()),
        without_proposal=items.filter(proposal="").count(),
        undecided=undecided,
        by_decision={label: counted.get(value, 0) for value, label in CleanUpItem.Result.choices},
    )
