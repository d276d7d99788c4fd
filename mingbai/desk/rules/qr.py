"""A two-dimensional code of an address, to print and to scan."""

from base64 import b64encode

from qrcode import make  # comes with the second factor's set-up page, which shows one too
from qrcode.image.svg import SvgPathImage


def qr_image(address: str) -> str:
    """An SVG picture of the code as a `data:` address; four modules of white around it, as ISO 18004 asks."""
    picture = make(address, image_factory=SvgPathImage, border=4)
    return "data:image/svg+xml;base64," + b64encode(picture.to_string()).decode("ascii")
