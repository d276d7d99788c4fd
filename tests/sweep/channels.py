"""Who may look after places and postings, for `table.WHO`."""

from mingbai.channels import actions
from mingbai.channels.models import Posting, Rendering
from mingbai.channels.states import PlaceKind, ProofKind, ProofOf
from mingbai.lib import clock

DRAFTER, CHECKER, SECRECY, APPROVER = "drafter", "checker", "secrecy", "approver"
REPORTER, STRANGER, ORGANISATION_ADMIN = "reporter", "stranger", "organisation_admin"
COUNTY_OFFICE, AUDITOR = "county_office", "auditor"
READS = {DRAFTER, CHECKER, SECRECY, APPROVER, ORGANISATION_ADMIN, COUNTY_OFFICE, AUDITOR, REPORTER}
KEEPS = {DRAFTER, REPORTER, ORGANISATION_ADMIN, COUNTY_OFFICE}
MANAGES = {DRAFTER, ORGANISATION_ADMIN, COUNTY_OFFICE}

CHANNELS = {
    **dict.fromkeys(
        [f"channels:{one}" for one in "home postings missing places".split()], READS | {STRANGER}
    ),
    "channels:record": READS - {REPORTER},
    "channels:posting": READS,
    "channels:place": READS,
    # Nothing was handed in as a file.
    **dict.fromkeys(["channels:proof", "channels:rendering"], set()),
    **dict.fromkeys([f"channels:{one}" for one in "down replace add-proof at".split()], KEEPS),
    # It is up and nothing is asked of it.
    "channels:up": set(),
    "channels:cancel": KEEPS,
    "channels:drop-job": set(),
    "channels:confirm": {DRAFTER, COUNTY_OFFICE},
    "channels:place-new": MANAGES | {STRANGER},
    **dict.fromkeys(["channels:place-edit", "channels:place-close"], MANAGES),
}


def channels_arguments(cast) -> dict:
    """A posting of a draft of 青禾镇 on the board of its village, as if it had been public once."""
    place = actions.add_place(
        organisation=cast.village, kind=PlaceKind.BOARD, name="村委会公示栏", by=cast.drafter
    )
    record = cast.town.information.order_by("pk").first()
    made = {"by": cast.drafter, "at": clock.now()}
    rendering = Rendering.objects.create(
        information=record, kind="sheet", version_number=1, made_by=made["by"], made_at=made["at"]
    )
    posting = Posting.objects.create(
        information=record,
        version_number=1,
        title=record.title,
        channel="board",
        place=place,
        organisation=cast.village,
        state="up",
        up_at=clock.now(),
        planned_on=clock.today(),
        planned_by=cast.drafter,
        planned_at=clock.now(),
    )
    proof = posting.proofs.create(of=ProofOf.UP, kind=ProofKind.STATEMENT, note="贴好了", at=clock.now())
    of_posting = "posting up down replace cancel drop-job add-proof".split()
    return {
        "channels:record": {"pk": record.pk},
        **{f"channels:{one}": {"pk": posting.pk} for one in of_posting},
        "channels:proof": {"pk": proof.pk},
        "channels:rendering": {"pk": rendering.pk},
        "channels:confirm": {"pk": rendering.pk},
        **{f"channels:{one}": {"pk": place.pk} for one in ("place", "place-edit", "place-close")},
        "channels:at": {"code": place.code},
    }
