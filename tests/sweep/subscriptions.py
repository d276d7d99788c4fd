"""Who may open the pages for subscribers, for `table.WHO`: everybody, each seeing only their own.

Without a link from a letter they lead to where one asks for it; a link that nobody was given opens nothing.
"""

_OPEN = [f"subscribe{one}" for one in ("", "_sent", "_mine", "_change", "_resume", "_erase", "_leave")]
_LINKS = [f"subscribe_{one}" for one in ("confirm", "end", "open")]


def subscriptions(everybody: set[str]) -> dict[str, set[str]]:
    return {
        **dict.fromkeys(_OPEN, everybody),
        **dict.fromkeys(_LINKS, set()),
        "subscribe_figures": {"county_office"},
    }
