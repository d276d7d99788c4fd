"""Who may open the addresses of the reports, for `table.WHO`."""

DRAFTER, CHECKER, SECRECY, APPROVER = "drafter", "checker", "secrecy", "approver"
REPORTER, STRANGER, ORGANISATION_ADMIN = "reporter", "stranger", "organisation_admin"
COUNTY_OFFICE, AUDITOR = "county_office", "auditor"
READERS = {DRAFTER, CHECKER, SECRECY, APPROVER, ORGANISATION_ADMIN, COUNTY_OFFICE, AUDITOR}

# 青禾镇's report, notice and self-check; no circular.
_WHO = {
    "home": READERS | {REPORTER, STRANGER},
    # A list that was not asked for.
    "behind circular-word": set(),
    "begin": {DRAFTER, STRANGER, COUNTY_OFFICE},
    "report word excel notice-word selfcheck-word": READERS,
    "head regenerate fix renew hand-over part accept": {DRAFTER, COUNTY_OFFICE},
}
REPORTS = {f"reports:{name}": who for names, who in _WHO.items() for name in names.split()}
