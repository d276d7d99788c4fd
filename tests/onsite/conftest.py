"""The places and the notice of the tests of channels, and a village's sheet that hangs."""

from tests.channels.conftest import cast, correct, notice, places
from tests.villages.conftest import april, on, posted, second_clerk, sheet, signed

__all__ = [
    "april",
    "cast",
    "correct",
    "notice",
    "on",
    "places",
    "posted",
    "second_clerk",
    "sheet",
    "signed",
]
