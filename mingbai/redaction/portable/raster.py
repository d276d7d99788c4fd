"""A page as a picture, with black boxes burnt into it."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

import pikepdf
import pypdfium2
from pikepdf import Dictionary, Name
from PIL import Image, ImageChops, ImageDraw, ImageFont

from mingbai.documents.refusals import Refused
from mingbai.redaction.values import Rectangle

DPI = 200
MOST_PIXELS = 120_000_000
QUALITY = 88
SMALLEST_LABEL = 11  # pixels
TOO_LARGE = "第 {page} 页的纸张太大，不能转成图像来遮盖。请先打印成 A3 或更小的 PDF 再处理。"


@dataclass(frozen=True, slots=True)
class Box:
    """A black box and the codes of the grounds written on it where there is room."""

    area: Rectangle
    label: str


def drawn(page: pypdfium2.PdfPage, number: int) -> Image.Image:
    """The page as it is printed; raises Refused (too_large)."""
    width, height = page.get_size()
    if width * height * (DPI / 72) ** 2 > MOST_PIXELS:
        raise Refused("too_large", TOO_LARGE.format(page=number))
    return page.render(scale=DPI / 72, may_draw_forms=True).to_pil().convert("RGB")


def burn(picture: Image.Image, boxes: Iterable[Box]) -> None:
    """Blackens in place: the pixels below are gone."""
    pencil = ImageDraw.Draw(picture)
    for box in boxes:
        left, top, right, bottom = pixels(box.area, picture)
        pencil.rectangle((left, top, right, bottom), fill="black")
        size = min((bottom - top) * 0.5, 26)
        if size < SMALLEST_LABEL:
            continue
        font = ImageFont.load_default(size)
        if pencil.textlength(box.label, font) < (right - left) * 0.9:
            middle = ((left + right) / 2, (top + bottom) / 2)
            pencil.text(middle, box.label, fill="white", font=font, anchor="mm")


def pixels(area: Rectangle, picture: Image.Image) -> tuple[int, int, int, int]:
    """The pixels an area touches, if only in part: left, top, right, bottom, all within."""
    left, top = int(area.left * picture.width), int(area.top * picture.height)
    right, bottom = int(area.right * picture.width) + 1, int(area.bottom * picture.height) + 1
    return left, top, min(right, picture.width - 1), min(bottom, picture.height - 1)


def embedded(pdf: pikepdf.Pdf, picture: Image.Image) -> pikepdf.Object:
    """The picture as an image object: without loss when it is grey, as pages of text mostly are."""
    red, green, blue = picture.split()
    grey = all(ImageChops.difference(red, other).getbbox() is None for other in (green, blue))
    stream = pdf.make_stream(red.tobytes())
    if not grey:
        coloured = BytesIO()
        picture.save(coloured, "JPEG", quality=QUALITY)
        stream.write(coloured.getvalue(), filter=Name.DCTDecode)
    stream.update(
        Dictionary(
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=picture.width,
            Height=picture.height,
            BitsPerComponent=8,
            ColorSpace=Name.DeviceGray if grey else Name.DeviceRGB,
        )
    )
    return stream
