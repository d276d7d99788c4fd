"""Who may open the register of 青禾镇, for `table.WHO`."""

DRAFTER, REPORTER, STRANGER = "drafter", "reporter", "stranger"
ORGANISATION_ADMIN, COUNTY_OFFICE = "organisation_admin", "county_office"
READERS = {DRAFTER, "checker", "secrecy", "approver", ORGANISATION_ADMIN, COUNTY_OFFICE, "auditor"}

BOOK = {
    "book:home": READERS | {REPORTER, STRANGER},
    "book:month": READERS,
    "book:file": READERS,
    "book:year-file": READERS,
    "book:seal": {DRAFTER, ORGANISATION_ADMIN, COUNTY_OFFICE},
    # No month of it was sealed.
    "book:compare": set(),
}


def book_arguments(cast) -> dict:
    about = {"pk": cast.town.pk, "month": "2026-05", "year": 2026, "ending": "pdf"}
    return dict.fromkeys(BOOK, about)
