"""Who may look after sources, for `table.WHO`: 青禾镇's record has none yet."""

CHECKERS = {"drafter", "stranger", "county_office"}
OF_ROW = [f"forwarding:{one}" for one in "forwarding paste fetch decide".split()]

FORWARDING = {
    **dict.fromkeys(("forwarding:list", "forwarding:choose"), CHECKERS),
    "forwarding:take": {"drafter", "county_office"},
    **dict.fromkeys(OF_ROW, set()),
}


def forwarding_arguments() -> dict:
    """Numbers of rows that are not there."""
    return dict.fromkeys(OF_ROW, {"pk": 0})
