"""Who may open the addresses of the ledger, for `table.WHO`."""

DRAFTER, CHECKER, SECRECY, APPROVER = "drafter", "checker", "secrecy", "approver"
REPORTER, STRANGER, ORGANISATION_ADMIN = "reporter", "stranger", "organisation_admin"
COUNTY_OFFICE, AUDITOR = "county_office", "auditor"
READERS = {DRAFTER, CHECKER, SECRECY, APPROVER, ORGANISATION_ADMIN, COUNTY_OFFICE, AUDITOR}
CONTENT = READERS | {REPORTER, STRANGER}

# Lists show everybody what is within reach; a line of 青禾镇 opens for those who read its ledger.
LEDGER = {
    **dict.fromkeys(
        [
            f"duties:{one}"
            for one in (
                "home",
                "owed",
                "matrix",
                "charts",
                "calendar",
                "paces",
                "lines",
                "exemptions",
                "quotas",
            )
        ],
        CONTENT,
    ),
    "duties:line": READERS,
    "duties:prove": {DRAFTER},
    "duties:exempt": {DRAFTER},
    "duties:nil": {DRAFTER, REPORTER, STRANGER},
    "duties:take-back": set(),
    "duties:decide": set(),
    "duties:exemption-end": set(),
    "duties:quota-new": {COUNTY_OFFICE},
    "duties:quota": {COUNTY_OFFICE},
    "duties:settings": {COUNTY_OFFICE},
    "duties:task-evidence": set(),
    # A secret address nobody knows.
    "duties:feed": set(),
}
