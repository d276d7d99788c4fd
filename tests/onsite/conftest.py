"""The places and the notice of the tests of channels."""

from tests.channels.conftest import cast, correct, notice, places

__all__ = ["cast", "correct", "notice", "places"]
