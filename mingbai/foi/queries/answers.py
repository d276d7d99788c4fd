"""What was done with a request so far, as the rules on answers ask."""

from mingbai.foi.models import FoiRequest
from mingbai.foi.queries.reckoning import clock_of
from mingbai.foi.rules.answering import Done
from mingbai.foi.rules.log import Event
from mingbai.foi.states import FormWanted, Opinion, Party
from mingbai.lib import clock


def done_so_far(request: FoiRequest) -> Done:
    """The facts on which `rules.answering.missing` decides."""
    counted = clock_of(request)
    waiting = counted.waiting[0].kind if counted and counted.waiting else ""
    until = counted.waiting[0].until if counted and counted.waiting else None
    events = set(request.log.filter(struck_at=None).values_list("event", flat=True))
    parts = list(request.parts.values_list("is_released", flat=True))
    consultations = list(request.consultations.all())
    return Done(
        searches=request.searches.count(),
        released=parts.count(True),
        withheld=parts.count(False),
        files=request.parts.filter(released__isnull=False).count(),
        wants_file=request.form_wanted != FormWanted.INSPECT,
        open_consultations=sum(one.sent_on is not None and one.ended_on is None for one in consultations),
        overridden=all(
            one.override_reason
            for one in consultations
            if one.opinion == Opinion.OBJECTS and one.party == Party.THIRD_PARTY
        ),
        waiting=waiting,
        run_out=until is not None and clock.today() > until,
        clarification_sent=Event.CLARIFICATION_SENT in events,
        reasons_asked=Event.REASONS_ASKED in events,
        repeats=request.repeats_id is not None,
    )
