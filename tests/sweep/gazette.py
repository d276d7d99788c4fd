"""Who may open the addresses of the gazette, for `table.WHO`."""

from datetime import date

from mingbai.gazette import actions
from mingbai.gazette.models import Recipient

DRAFTER, REPORTER, STRANGER, CHECKER = "drafter", "reporter", "stranger", "checker"
SECRECY, APPROVER, AUDITOR = "secrecy", "approver", "auditor"
ORGANISATION_ADMIN, COUNTY_OFFICE = "organisation_admin", "county_office"

ALONE = [f"gazette:{one}" for one in "list new import template recipients recipient-new".split()]
OF_ISSUE = [f"gazette:{one}" for one in "issue choose put-in write edit sections freeze file".split()]
OF_ENTRY = [f"gazette:{one}" for one in "entry move take-out".split()]
OF_RECIPIENT = [f"gazette:{one}" for one in "recipient-edit recipient-close".split()]
# The draft cannot be sent back, issued, blanked or dropped; nothing was handed in, sent out or made anew.
NOT_YET = [f"gazette:{one}" for one in "send-back issue-out blank file-number decline receipt".split()]


def gazette(everybody: set[str]) -> dict[str, set[str]]:
    """No issue was given out in this test."""
    readers = {DRAFTER, REPORTER, STRANGER, CHECKER, SECRECY, APPROVER, ORGANISATION_ADMIN, COUNTY_OFFICE}
    return {
        **dict.fromkeys(("gazette", "gazette_search"), everybody),
        **dict.fromkeys(("gazette_issue", "gazette_entry", "gazette_pdf"), set()),
        **dict.fromkeys([*ALONE, *OF_ISSUE, *OF_ENTRY, *OF_RECIPIENT, "gazette:drop"], {COUNTY_OFFICE}),
        **dict.fromkeys(NOT_YET, set()),
        "gazette:handed-in": readers | {AUDITOR},
        "gazette:hand-in": {DRAFTER, REPORTER, STRANGER, ORGANISATION_ADMIN, COUNTY_OFFICE},
    }


def gazette_arguments(cast) -> dict:
    """The first issue, just begun, with one text of the editor, and one place that gets copies."""
    by = cast.county_office
    issue = actions.open_issue(
        organisation=cast.county, year=2026, number=1, total_number=1, planned_on=date(2026, 3, 31), by=by
    )
    entry = actions.write(
        issue=issue, by=by, section=issue.sections.last(), title="大事记", text="3月1日，召开常务会议。"
    )
    actions.save_recipient(kind="place", name="县图书馆", copies=20, by=by)
    public = {"year": 2026, "number": 1, "entry": 1, "name": "gazette-2026-1"}
    return {
        **dict.fromkeys(("gazette_issue", "gazette_entry", "gazette_pdf"), public),
        **dict.fromkeys([*OF_ISSUE, "gazette:drop"], {"pk": issue.pk}),
        **dict.fromkeys(NOT_YET, {"pk": issue.pk, "number": 1}),
        **dict.fromkeys(("gazette:decline", "gazette:receipt"), {"pk": 0}),
        **dict.fromkeys(OF_ENTRY, {"pk": entry.pk}),
        **dict.fromkeys(OF_RECIPIENT, {"pk": Recipient.objects.get().pk}),
    }
