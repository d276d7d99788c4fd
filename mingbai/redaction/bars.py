"""The bar that stands where something was withheld."""

from collections.abc import Iterable

WIDTH = 5  # always: how long the withheld text was is nobody's business


def bar(grounds: Iterable[str]) -> str:
    """`█████〔E15〕`; several grounds are set apart by 、."""
    return "█" * WIDTH + f"〔{'、'.join(dict.fromkeys(grounds))}〕"
