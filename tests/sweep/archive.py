"""Who may open the archive of 青禾镇, for `table.WHO`."""

from mingbai.archive import actions
from mingbai.lib import clock

DRAFTER, REPORTER, STRANGER = "drafter", "reporter", "stranger"
ORGANISATION_ADMIN, COUNTY_OFFICE = "organisation_admin", "county_office"
READERS = {DRAFTER, "checker", "secrecy", "approver", ORGANISATION_ADMIN, COUNTY_OFFICE, "auditor"}
ABSENT = """verify zip paper transfer transfer-list receipt receipt-add propose destruction decide
destruction-list""".split()

ARCHIVE = {
    **dict.fromkeys(
        [f"archive:{one}" for one in ("home", "terms", "destructions")], READERS | {REPORTER, STRANGER}
    ),
    "archive:new": {DRAFTER, STRANGER, ORGANISATION_ADMIN, COUNTY_OFFICE},
    **dict.fromkeys([f"archive:{one}" for one in ("copies", "copies-table", "package")], READERS),
    # Its package was asked for and is not made yet.
    **dict.fromkeys([f"archive:{one}" for one in ABSENT], set()),
}


def archive_arguments(cast) -> dict:
    year = clock.today().year
    package = actions.ask(organisation=cast.town, year=year, by=cast.drafter)
    copies = {"pk": cast.town.pk, "year": year}
    return {
        **dict.fromkeys(ARCHIVE, {"pk": package.pk, "what": "index"}),
        "archive:copies": copies,
        "archive:copies-table": copies,
    }
