"""Who may say something about pages, and who may read and answer it, for `table.WHO`."""

from mingbai.feedback import actions
from mingbai.feedback.models import Report
from mingbai.feedback.queries import page_at

DRAFTER, REPORTER, STRANGER = "drafter", "reporter", "stranger"
ORGANISATION_ADMIN, COUNTY_OFFICE = "organisation_admin", "county_office"
ANSWERS = {DRAFTER, ORGANISATION_ADMIN, COUNTY_OFFICE}
OF_REPORT = [f"feedback:{one}" for one in "report person accept answer reject pass-on told correct".split()]


def feedback(everybody: set[str]) -> dict[str, set[str]]:
    """The draft of 青禾镇 has no page of which anything could be said."""
    return {
        **dict.fromkeys(("say_page", "say_useful", "say_receipt", "say_forget", "say_status"), everybody),
        "say": set(),
        **dict.fromkeys(("feedback:list", "feedback:useful"), ANSWERS | {REPORTER, STRANGER}),
        **dict.fromkeys(OF_REPORT, ANSWERS),
        # It has not been accepted.
        "feedback:correct": set(),
    }


def feedback_arguments(cast) -> dict:
    """An opinion on 青禾镇's page."""
    page = page_at(f"/organisations/{cast.town.slug}/")
    actions.say(
        page=page, kind="other", text="太旧了", contact="a@example.cn", key="sweep", address="127.0.0.1"
    )
    return dict.fromkeys(OF_REPORT, {"pk": Report.objects.get().pk})
