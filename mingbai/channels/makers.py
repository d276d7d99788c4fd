"""Where each kind of text for a channel is made: apps above register the entry page of theirs."""

from typing import NamedTuple

from django.urls import reverse


class Maker(NamedTuple):
    """`name` is an address that takes the number of the record; `action` the right that opens it."""

    label: str
    name: str
    action: str


_makers: list[Maker] = []


def register(label: str, name: str, action: str = "rendering.make") -> None:
    """Offer a page on which something is made of a record."""
    maker = Maker(label, name, action)
    if maker not in _makers:
        _makers.append(maker)


def makers_of(pk: int) -> list[tuple[Maker, str]]:
    """Every maker with its address for the record `pk`."""
    return [(one, reverse(one.name, args=[pk])) for one in _makers]
