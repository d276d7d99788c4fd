"""Who may open screens, touch screens and their pages at the desk, for `table.WHO`."""

from mingbai.channels import actions as channels
from mingbai.channels.states import PlaceKind

_PUBLIC = "screen screen_playlist screen_bundle kiosk kiosk_page".split()
READS = {
    "drafter", "checker", "secrecy", "approver", "reporter", "stranger", "organisation_admin", "county_office",
    "auditor",
}  # fmt: skip
OF_TOWN = READS - {"reporter", "stranger"}
KEEPS = {"drafter", "reporter", "stranger", "organisation_admin", "county_office"}


def screens(everybody: set[str]) -> dict[str, set[str]]:
    """A screen of 青禾镇; its draft is not public, so nothing is made of it."""
    return {
        **dict.fromkeys(_PUBLIC, everybody),
        **dict.fromkeys(("screens:list", "screens:visits", "screens:visits-table"), READS),
        **dict.fromkeys(("screens:place", "screens:folder"), OF_TOWN),
        "screens:visit-new": KEEPS,
        **dict.fromkeys(("screens:record", "screens:text"), set()),
    }


def screen_arguments(cast) -> dict:
    place = channels.add_place(
        organisation=cast.town, kind=PlaceKind.SCREEN, name="政务大厅电子屏", by=cast.drafter
    )
    about = {"code": place.code, "name": "latest"}
    return dict.fromkeys((*_PUBLIC, "screens:place", "screens:folder"), about)
