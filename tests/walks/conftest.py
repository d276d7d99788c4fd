"""The places and the ways of correcting of the tests of channels."""

from tests.channels.conftest import correct, places

__all__ = ["correct", "places"]
