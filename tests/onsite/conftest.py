"""The places and the notice of the tests of channels."""

from tests.channels.conftest import correct, notice, places

__all__ = ["correct", "notice", "places"]
