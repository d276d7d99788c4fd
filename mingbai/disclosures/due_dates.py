"""When a text that is not yet public has to be: counted when asked for, never stored."""

from collections.abc import Mapping
from datetime import date

from mingbai.disclosures.models import Information, Openness
from mingbai.disclosures.rules import disclosure_due
from mingbai.disclosures.states import Stage, Status
from mingbai.timelimits import queries
from mingbai.timelimits.queries import Known
from mingbai.timelimits.recomputing import Dated

OPEN_STAGES = (Stage.DRAFT, Stage.RETURNED, Stage.IN_REVIEW, Stage.APPROVED)


def due_of(information: Information, known: Known) -> date:
    """The last day on which this text, written on a day, is public in time; no query by itself.

    `information` needs a `written_on` and its `organisation`; the limit is that of the day of writing.
    """
    assert information.written_on is not None
    calendar = known.calendar(information.organisation)
    return disclosure_due(information.written_on, calendar, known.limit("proactive", information.written_on))


def open_dues() -> Mapping[str, Dated]:
    """The due dates of all texts for proactive disclosure that are not yet public."""
    known = queries.known()
    rows = Information.objects.filter(
        status=Status.UNPUBLISHED,
        stage__in=OPEN_STAGES,
        openness__in=["", Openness.PROACTIVE],
        written_on__isnull=False,
    ).select_related("organisation")
    return {
        str(one.pk): Dated(due_of(one, known), f"“{one.title}”的公开期限（{one.organisation}）")
        for one in rows.only("title", "written_on", "organisation").iterator(2000)
    }
