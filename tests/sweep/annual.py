"""Who may open the addresses of the annual reports, for `table.WHO`."""

DRAFTER, CHECKER, SECRECY, APPROVER = "drafter", "checker", "secrecy", "approver"
REPORTER, STRANGER, ORGANISATION_ADMIN = "reporter", "stranger", "organisation_admin"
COUNTY_OFFICE, AUDITOR, FOI_OFFICER = "county_office", "auditor", "foi_officer"
READERS = {DRAFTER, CHECKER, SECRECY, APPROVER, ORGANISATION_ADMIN, COUNTY_OFFICE, AUDITOR, FOI_OFFICER}
WRITERS = {DRAFTER, FOI_OFFICER, COUNTY_OFFICE}

# 青禾镇's report of last year, being written; nobody below it owes one.
_WHO = {
    "home": READERS | {REPORTER, STRANGER},
    "begin": WRITERS | {STRANGER},
    "parameters": {COUNTY_OFFICE},
    "report cell below below-table word pdf excel json": READERS,
    "section accept regenerate figures submit recall hand-over hand-in remind": WRITERS,
    "send-back sign reopen": {APPROVER},
    "cover": set(),
}
ANNUAL = {f"annual:{name}": who for names, who in _WHO.items() for name in names.split()}
