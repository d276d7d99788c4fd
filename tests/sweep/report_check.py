"""Who may open the page that checks annual reports, for `table.WHO`."""

EVERY_MEMBER_OF_STAFF = {
    "drafter", "checker", "secrecy", "approver", "foi_officer", "reporter", "stranger", "organisation_admin",
    "county_office", "auditor", "system_admin", "security_admin", "audit_admin",
}  # fmt: skip
REPORT_CHECK = {"report_check:check": EVERY_MEMBER_OF_STAFF}
