"""Addresses printed on paper, for `table.WHO`."""

from mingbai.channels.models import Place


def onsite(everybody: set[str]) -> dict[str, set[str]]:
    """The draft of 青禾镇 has a short code, but no page to which it could lead."""
    return {**dict.fromkeys(("place_page", "places", "places_of_kind"), everybody), "short": set()}


def onsite_arguments() -> dict:
    """After `channels_arguments`, which enters a board."""
    return {
        "place_page": {"code": Place.objects.get(name="村委会公示栏").code},
        "places_of_kind": {"kind": "board"},
        "short": {"code": "2223"},
    }
