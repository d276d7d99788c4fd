"""A visitor, and the office whose records the lists tell of."""

from tests.portal.conftest import office, visitor

__all__ = ["office", "visitor"]
