"""Files that go out with answers, and papers that came with requests; nothing real is to be seen in them."""

from datetime import date
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw

from mingbai.demo.build import content_of
from mingbai.demo.stories import DemoAttachment
from mingbai.foi.values import Upload


def word(title: str, lines: tuple[str, ...], on: date) -> Upload:
    """A Word file; lines that begin with `|` are rows of a table."""
    name = f"{title}.docx"
    return Upload(name, content_of(DemoAttachment("", "", name, title, lines), on))


@cache
def scan() -> Upload:
    """A picture that stands for the scan of a form."""
    picture = Image.new("RGB", (420, 594), "#f8f6ee")
    ImageDraw.Draw(picture).text((40, 60), "scan of the form", fill="#333333")
    file = BytesIO()
    picture.save(file, "JPEG", quality=60)
    return Upload("申请原件.jpg", file.getvalue())
