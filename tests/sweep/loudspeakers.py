"""Who may write scripts and enter airings, for `table.WHO`; nothing is on the air in this test."""

MAKERS = {"reporter", "drafter", "stranger", "county_office"}
READERS = MAKERS | {"organisation_admin", "checker", "secrecy", "approver", "auditor"}
OF_ROW = [
    f"loudspeakers:{one}"
    for one in "write script edit confirm text print sound plan broadcast air void drop-reading".split()
]

LOUDSPEAKERS = {
    **dict.fromkeys(("loudspeakers:home", "loudspeakers:log"), READERS),
    "loudspeakers:choose": MAKERS,
    "loudspeakers:customs": {"drafter", "stranger", "organisation_admin", "county_office"},
    "loudspeakers:readings": {"county_office"},
    **dict.fromkeys(OF_ROW, set()),
}


def loudspeakers_arguments() -> dict:
    """Numbers of rows that are not there."""
    return dict.fromkeys(OF_ROW, {"pk": 0})
