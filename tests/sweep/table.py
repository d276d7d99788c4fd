"""Who may open which address, written down a second time, apart from the code it tests.

`WHO[name]` is the set of the cast that may open an address about 青禾镇's record, people and places.
An address that stands in no list fails the test.
"""

from tests.sweep.annual import ANNUAL
from tests.sweep.archive import ARCHIVE
from tests.sweep.asking import asking
from tests.sweep.book import BOOK
from tests.sweep.casework import CASEWORK
from tests.sweep.channels import CHANNELS
from tests.sweep.columns import browsing
from tests.sweep.feedback import feedback
from tests.sweep.forwarding import FORWARDING
from tests.sweep.gazette import gazette
from tests.sweep.households import households
from tests.sweep.ledger import LEDGER
from tests.sweep.letters import LETTERS
from tests.sweep.loudspeakers import LOUDSPEAKERS
from tests.sweep.onsite import onsite
from tests.sweep.operations import operations
from tests.sweep.outbox import OUTBOX
from tests.sweep.printing import PRINTING
from tests.sweep.reading import reading
from tests.sweep.remedies import REMEDIES
from tests.sweep.report_check import REPORT_CHECK
from tests.sweep.reports import REPORTS
from tests.sweep.screens import screens
from tests.sweep.search import SEARCH
from tests.sweep.subscriptions import subscriptions
from tests.sweep.syndication import syndication
from tests.sweep.tracing import tracing

CITIZEN = "citizen"
DRAFTER, CHECKER, SECRECY, APPROVER = "drafter", "checker", "secrecy", "approver"
REPORTER, STRANGER, ORGANISATION_ADMIN = "reporter", "stranger", "organisation_admin"
FOI_OFFICER = "foi_officer"
COUNTY_OFFICE, AUDITOR = "county_office", "auditor"
SYSTEM_ADMIN, SECURITY_ADMIN, AUDIT_ADMIN = "system_admin", "security_admin", "audit_admin"

STAFF = {
    DRAFTER, CHECKER, SECRECY, APPROVER, FOI_OFFICER, REPORTER, STRANGER, ORGANISATION_ADMIN,
    COUNTY_OFFICE, AUDITOR, SYSTEM_ADMIN, SECURITY_ADMIN, AUDIT_ADMIN,
}  # fmt: skip
EVERYBODY = STAFF | {CITIZEN}
READERS = {DRAFTER, CHECKER, SECRECY, APPROVER, ORGANISATION_ADMIN, COUNTY_OFFICE, AUDITOR}
ORIGINALS = {DRAFTER, CHECKER, SECRECY, APPROVER, AUDITOR}
CONTENT = READERS | {REPORTER, STRANGER}
REVIEWERS = {CHECKER, SECRECY, APPROVER}

PUBLIC = """
home guide rules contents annual_reports apply organisations organisation list search suggest
site_map about public_promises help closed look look_css
""".split()

# The draft of 青禾镇 has no public address at all.
NOBODY = "record versions version compare".split()

# Signing in and out and looking after the own second factor: open to all, about oneself alone.
ACCOUNTS = {
    "account_login", "account_logout", "account_inactive", "account_enter_cms",
    "account_change_password", "account_reauthenticate", "mfa_index", "mfa_authenticate",
    "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes", "mfa_download_recovery_codes",
}  # fmt: skip

OF_RECORD = """
desk:record desk:read desk:edit desk:compare desk:comment desk:check desk:mask desk:answer desk:lock
desk:submit desk:recall desk:discard desk:publish desk:urgent desk:withdraw desk:remove desk:merge
desk:relate desk:validity
""".split()

KEEPERS = {DRAFTER, REPORTER, STRANGER, ORGANISATION_ADMIN, COUNTY_OFFICE}
REGISTERS = [f"registers:{name}" for name in "home activities contacts gaps groups accounts roster".split()]
REGISTERS_NEW = [
    f"registers:{name}-new" for name in "activity contact group account roster incident".split()
] + ["registers:activity-choose"]
OF_REGISTER_ROW = [
    f"registers:{name}" for name in "activity group account contact-receive step-receive".split()
]
OF_REGISTER_ROW_KEPT = [
    f"registers:{name}"
    for name in """activity-correct activity-hold activity-cancel activity-proof contact-edit contact-succeed
    contact-end group-edit group-end group-proof member-new account-change account-close account-seen
    account-proof step-file""".split()
]
REGISTERS_COUNTY = [
    f"registers:{name}" for name in "kinds kind-new kind-edit settings setting-stale setting-contacts".split()
]
REGISTERS_ABSENT = [
    f"registers:{name}" for name in "proof proof-drop member-end roster-cancel incident-settle".split()
]

VILLAGE_READERS = {REPORTER, CHECKER, SECRECY, APPROVER, ORGANISATION_ADMIN, COUNTY_OFFICE, AUDITOR}
VILLAGE_KEEPERS = {REPORTER, ORGANISATION_ADMIN, COUNTY_OFFICE}
TOWN_KEEPERS = {DRAFTER, ORGANISATION_ADMIN, COUNTY_OFFICE}

# The sheets of 柳湾村, one of them just begun, and a promise of 青禾镇 that nobody has confirmed.
VILLAGES = {
    **dict.fromkeys(("villages:list", "villages:table"), CONTENT),
    **dict.fromkeys(
        [f"villages:{one}" for one in ("village", "sheet", "template", "print")], VILLAGE_READERS
    ),
    **dict.fromkeys([f"villages:{one}" for one in ("edit", "upload", "sign")], VILLAGE_KEEPERS),
    **dict.fromkeys([f"villages:{one}" for one in "post close correct record proof answer".split()], set()),
    "villages:objection": VILLAGE_KEEPERS | {APPROVER},
    "villages:start": KEEPERS,
    "villages:regimes": {COUNTY_OFFICE},
}
PROMISES = {
    **dict.fromkeys(("promises:list", "promises:table"), CONTENT),
    **dict.fromkeys([f"promises:{one}" for one in ("template", "import", "new")], KEEPERS),
    **dict.fromkeys([f"promises:{one}" for one in ("edit", "change", "cancel", "report")], TOWN_KEEPERS),
    **dict.fromkeys(
        [f"promises:{one}" for one in "confirm-progress cancel-progress file hide-comment".split()], set()
    ),
    **dict.fromkeys([f"public_promise{one}" for one in ("", "_rate", "_rated")], set()),
    "promises:promise": READERS,
    "promises:confirm": {ORGANISATION_ADMIN, COUNTY_OFFICE, APPROVER},
    "promises:settle": TOWN_KEEPERS | {APPROVER},
}

# 青禾镇's finding, sheet and self-check; schemes and samples are the county office's, read by auditors.
_OF_EVALUATION = {
    "home findings findings-export rounds selfchecks inspections schemes": CONTENT,
    "finding notice round round-export round-differences sheet selfcheck number": READERS,
    "finding-answer finding-object sheet-submit line-self line-object": {DRAFTER},
    "circulars": {DRAFTER, STRANGER, COUNTY_OFFICE},
    "scheme": {COUNTY_OFFICE, AUDITOR},
    "parameters inspection-new finding-new notify scheme-new finding-recheck finding-decide finding-drop "
    "indicator-new scheme-use scheme-retire round-new indicator indicator-end round-compute round-close-self "
    "round-review round-freeze round-publish round-circular line-score line-exclude selfcheck-return "
    "selfcheck-receive": {COUNTY_OFFICE},
    "inspection inspection-close inspection-export inspection-circular item objection circular circular-edit "
    "circular-hand-over": set(),
}
EVALUATION = {f"evaluation:{name}": who for names, who in _OF_EVALUATION.items() for name in names.split()}

WHO = {
    **VILLAGES,
    **PROMISES,
    **LOUDSPEAKERS,
    **FORWARDING,
    **dict.fromkeys(PUBLIC, EVERYBODY),
    **asking(EVERYBODY),
    **feedback(EVERYBODY),
    **households(EVERYBODY),
    **gazette(EVERYBODY),
    **onsite(EVERYBODY),
    **syndication(EVERYBODY),
    **screens(EVERYBODY),
    **tracing(EVERYBODY),
    **operations(EVERYBODY, SYSTEM_ADMIN),
    **reading(EVERYBODY),
    **browsing(EVERYBODY, COUNTY_OFFICE),
    **subscriptions(EVERYBODY),
    **dict.fromkeys(NOBODY, set()),
    # Pages without a page behind them: nothing is published in this test.
    "wagtail_serve": set(),
    **dict.fromkeys(OF_RECORD, READERS),
    "file": READERS,
    "file_named": READERS,
    "desk:file": READERS,
    "desk:original": ORIGINALS,
    # The step that waits is the checker's.
    "desk:review": REVIEWERS,
    "desk:home": STAFF,
    "desk:tools": STAFF,
    "desk:internal": STAFF,
    "desk:internal-text": set(),
    "desk:internal-file": set(),
    "desk:permissions": STAFF,
    "desk:records": CONTENT,
    "desk:new": {DRAFTER, REPORTER, STRANGER},
    "desk:inspect": CONTENT - {ORGANISATION_ADMIN, AUDITOR},
    **dict.fromkeys(
        [f"catalogue:{one}" for one in "list row mine export check lists enterprises changes filing".split()],
        CONTENT,
    ),
    "catalogue:own": READERS,
    "catalogue:adopt": {DRAFTER, ORGANISATION_ADMIN},
    "catalogue:proposed": {COUNTY_OFFICE},
    "catalogue:import": {DRAFTER, STRANGER, ORGANISATION_ADMIN, COUNTY_OFFICE},
    # About one change, one entry, one row on a list: there is none in this test.
    **dict.fromkeys(
        [f"catalogue:{one}" for one in "change change-new change-edit entry release import-errors".split()],
        set(),
    ),
    "api:tokens": {COUNTY_OFFICE},
    "api:token-new": {COUNTY_OFFICE},
    # Opened by a token alone: whoever asks without one may not even post.
    "api:push:records": EVERYBODY,
    "api:push:rows": set(),
    "api:push:api-root": set(),
    "desk:organisations": {ORGANISATION_ADMIN, SYSTEM_ADMIN},
    "desk:organisation-new": {ORGANISATION_ADMIN, SYSTEM_ADMIN},
    "desk:organisation-edit": {ORGANISATION_ADMIN, SYSTEM_ADMIN},
    "desk:organisation-rename": {ORGANISATION_ADMIN, SYSTEM_ADMIN},
    "desk:organisation-merge": {ORGANISATION_ADMIN, SYSTEM_ADMIN},
    "desk:organisation-close": {ORGANISATION_ADMIN, SYSTEM_ADMIN},
    "desk:routes": {ORGANISATION_ADMIN},
    "desk:people": {ORGANISATION_ADMIN, SECURITY_ADMIN},
    "desk:person": {ORGANISATION_ADMIN, SECURITY_ADMIN},
    "desk:person-new": {ORGANISATION_ADMIN, SECURITY_ADMIN},
    "desk:appoint": {ORGANISATION_ADMIN, SECURITY_ADMIN},
    "desk:stand-in": {ORGANISATION_ADMIN, SECURITY_ADMIN},
    "desk:membership-end": {ORGANISATION_ADMIN, SECURITY_ADMIN},
    "desk:person-reset": {SECURITY_ADMIN},
    "desk:person-unlock": {SECURITY_ADMIN},
    "desk:person-deactivate": {SECURITY_ADMIN},
    "desk:person-activate": {SECURITY_ADMIN},
    "desk:person-second-factor": {SECURITY_ADMIN},
    "desk:second-factor": {SECURITY_ADMIN},
    "desk:lexicon": {COUNTY_OFFICE},
    "desk:index-rule": {SYSTEM_ADMIN},
    "site_settings": {SYSTEM_ADMIN},
    "desk:events": {AUDITOR, AUDIT_ADMIN},
    # Upkeep: one queue, campaigns and matters; the sweep's record is no withheld text and in none.
    "disclosures:queue": CONTENT,
    "disclosures:periods": CONTENT,
    "disclosures:ground-change": {DRAFTER, STRANGER, APPROVER, COUNTY_OFFICE},
    "disclosures:evaluate": set(),
    "disclosures:call": set(),
    "disclosures:settle": set(),
    "disclosures:clean-ups": CONTENT,
    "disclosures:clean-up-new": {DRAFTER, STRANGER, APPROVER, COUNTY_OFFICE},
    "disclosures:clean-up": set(),
    "disclosures:clean-up-export": set(),
    "disclosures:matters": CONTENT,
    "disclosures:matter-new": {DRAFTER, STRANGER, REPORTER, APPROVER, COUNTY_OFFICE},
    "disclosures:matter": set(),
    "disclosures:elements": READERS,
    "disclosures:readers": set(),
    "disclosures:topics": CONTENT,
    "disclosures:topic-end": set(),
    "disclosures:tag": {DRAFTER, STRANGER, REPORTER, APPROVER, COUNTY_OFFICE},
    "disclosures:counts": CONTENT,
    "disclosures:counted": set(),
    "filings:list": CONTENT,
    "filings:new": {DRAFTER, REPORTER, STRANGER, ORGANISATION_ADMIN, COUNTY_OFFICE},
    "filings:ask": {COUNTY_OFFICE},
    **dict.fromkeys([f"filings:{one}" for one in "collection export answer filing download".split()], set()),
    **dict.fromkeys(
        [
            "timelimits:list",
            "timelimits:calculator",
            "timelimits:calendar",
            "timelimits:year",
            "timelimits:local",
            "timelimits:limit",
        ],
        STAFF,
    ),
    "timelimits:enter": {COUNTY_OFFICE},
    "timelimits:local-new": {COUNTY_OFFICE},
    "timelimits:local-cancel": set(),
    "timelimits:change": {COUNTY_OFFICE},
    # Everybody's own reminders; one that is not theirs does not exist, and no way out is set up.
    "notifications:list": STAFF,
    "notifications:read": set(),
    "notifications:read-all": STAFF,
    "notifications:preference": set(),
    # Without the unit as printed it is found by nobody.
    "plans:unit": set(),
    # Plans of 青禾镇: read by all who account for it, changed by those who manage plans.
    "plans:list": CONTENT,
    "plans:upload": {DRAFTER, STRANGER, ORGANISATION_ADMIN, COUNTY_OFFICE},
    **dict.fromkeys(("plans:plan", "plans:export", "plans:original"), READERS),
    **dict.fromkeys(
        [f"plans:{one}" for one in ("check", "units", "confirm", "close", "cancel", "add", "task", "split")]
        + [f"plans:{one}" for one in ("drop", "restore", "owner")],
        {DRAFTER, ORGANISATION_ADMIN, COUNTY_OFFICE},
    ),
    # The registers of 青禾镇; the others stand for rows that are not there.
    **dict.fromkeys(REGISTERS, CONTENT),
    **dict.fromkeys(REGISTERS_NEW, KEEPERS),
    **dict.fromkeys(OF_REGISTER_ROW, READERS),
    **dict.fromkeys(OF_REGISTER_ROW_KEPT, {DRAFTER, ORGANISATION_ADMIN, COUNTY_OFFICE}),
    **dict.fromkeys(REGISTERS_COUNTY, {COUNTY_OFFICE}),
    **dict.fromkeys(REGISTERS_ABSENT, set()),
    **ARCHIVE,
    **BOOK,
    **LEDGER,
    **EVALUATION,
    **REPORTS,
    **ANNUAL,
    **REMEDIES,
    **CASEWORK,
    **OUTBOX,
    **PRINTING,
    **CHANNELS,
    **REPORT_CHECK,
    **LETTERS,
    **SEARCH,
}
