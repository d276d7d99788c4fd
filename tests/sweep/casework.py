"""Who may open the addresses of information requests, for `table.WHO`: a request 青禾镇 has just received."""

OFFICER, DRAFTER, STRANGER = "foi_officer", "drafter", "stranger"
CHECKER, SECRECY, APPROVER = "checker", "secrecy", "approver"
ORGANISATION_ADMIN, COUNTY_OFFICE, AUDITOR = "organisation_admin", "county_office", "auditor"
READERS = {OFFICER, CHECKER, SECRECY, APPROVER}
COUNTING = READERS | {DRAFTER, COUNTY_OFFICE, AUDITOR}

_WHO = {
    "list often propose file clock work letters trail download": READERS,
    "enter enter-way register void withdraw merge assign repeat add-file identity": {OFFICER},
    "letter-new receipt paper": {OFFICER},
    "offices office": {OFFICER, ORGANISATION_ADMIN},
    "behind": COUNTING,
    "figures": COUNTING | {STRANGER},
    # What the state of the request does not allow yet.
    "confirm accept clarified reasons delay consult extension extension-decide fee fee-waive fee-paid": set(),
    "search check-law check-secrecy sign send-back deliver archive answer answer-write public": set(),
    "parts source redact part-drop": set(),
    # Letters, consultations and lines of the log that are not there.
    "letter letter-edit letter-sign letter-drop letter-send letter-prove letter-file": set(),
    "opinion party-received strike": set(),
}
CASEWORK = {f"casework:{name}": who for names, who in _WHO.items() for name in names.split()}
_OF_NONE = {f"casework:{name}" for name in "list often enter enter-way offices office figures behind".split()}
OF_REQUEST = sorted(set(CASEWORK) - _OF_NONE)
"""Addresses about one request."""
