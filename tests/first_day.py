"""What every installation has from its first day."""

from mingbai.catalogue.actions import load_standard
from mingbai.reviews.actions import install_default_route


def load() -> None:
    """The packaged catalogue and the default review."""
    load_standard()
    install_default_route()
