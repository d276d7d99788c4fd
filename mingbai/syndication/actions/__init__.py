"""Keeping the months in order."""

from mingbai.syndication.actions.months import cut_stale, fill_in, follow

__all__ = ["cut_stale", "fill_in", "follow"]
