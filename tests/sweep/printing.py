"""Who may draw what goes onto paper, for `table.WHO`."""

from mingbai.channels.models import Rendering
from mingbai.lib import clock
from mingbai.printing.models import PrintJob, PrintRound

DRAFTER, REPORTER, STRANGER, COUNTY_OFFICE = "drafter", "reporter", "stranger", "county_office"
MAKES = {DRAFTER, COUNTY_OFFICE}
OF_FILES = "round-zip job job-page job-pdf".split()
OF_RENDERING = "rendering rendering-edit rendering-pdf rendering-page".split()

PRINTING = {
    **dict.fromkeys(["printing:rounds", "printing:round-new"], MAKES | {REPORTER, STRANGER}),
    # The village sees its own file in a round of the town.
    "printing:round": MAKES | {REPORTER},
    "printing:round-retry": MAKES,
    # Nothing has been drawn yet.
    **dict.fromkeys([f"printing:{one}" for one in OF_FILES], set()),
    # A village's board is there for the village, the town and the county; the next town has none.
    "printing:place-labels": MAKES | {REPORTER},
    # The draft of 青禾镇 is not public, so nothing can be drawn of it …
    **dict.fromkeys(
        [f"printing:{one}" for one in "record sheet leaflet official word labels".split()], set()
    ),
    # … and what is out of date has no file.
    **dict.fromkeys([f"printing:{one}" for one in OF_RENDERING], set()),
}


def printing_arguments(cast) -> dict:
    """A round of 青禾镇 that nobody has worked off."""
    round_ = PrintRound.objects.create(
        organisation=cast.town, month="2026-05", made_by=cast.drafter, made_at=clock.now()
    )
    job = PrintJob.objects.create(round=round_, organisation=cast.village)
    row = Rendering.objects.filter(kind="sheet").first()
    about = {"pk": row.pk if row else 0, "number": 1}
    return {
        **dict.fromkeys(
            [f"printing:{one}" for one in ("round", "round-retry", "round-zip")], {"pk": round_.pk}
        ),
        **dict.fromkeys([f"printing:{one}" for one in OF_RENDERING], about),
        **dict.fromkeys(["printing:job", "printing:job-pdf"], {"pk": job.pk}),
        "printing:job-page": {"pk": job.pk, "number": 1},
    }
