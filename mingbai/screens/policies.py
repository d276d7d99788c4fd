"""Who looks after screens, touch screens and reading places: whoever looks after what is posted there."""

from mingbai.accounts.models import User
from mingbai.channels.models import Place
from mingbai.channels.states import PlaceKind
from mingbai.lib.verdict import Verdict, no
from mingbai.organisations.policies import may

READ, KEEP, MAKE = "posting.read", "posting.keep", "rendering.make"
WITH_KIOSK = frozenset(
    (PlaceKind.SCREEN, PlaceKind.INQUIRY, PlaceKind.ARCHIVES, PlaceKind.LIBRARY, PlaceKind.HALL)
)
WITH_VISITS = WITH_KIOSK - {PlaceKind.SCREEN}


def may_enter_visits(user: User, place: Place) -> Verdict:
    if place.kind not in WITH_VISITS:
        return no(f"“{place}”不是查阅点，没有查阅登记。")
    return may(user, KEEP, place.organisation)
