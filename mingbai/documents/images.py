"""Pictures: what their hidden data says about place and person."""

import warnings
from io import BytesIO
from typing import Any

from PIL import Image as Pillow

from mingbai.documents.content import Notices

GPS_TAGS, PERSON_TAGS = 0x8825, {0x013B: "作者", 0x8298: "版权", 0x9C9D: "作者", 0xA430: "相机所有者"}
MOST_PIXELS = 200_000_000
# what any picture with EXIF, XMP or text data must show somewhere
MARKS = (
    b"Exif",
    b"eXIf",
    b"http://ns.adobe.com/xap",
    b"II*\0",
    b"MM\0*",
    b"EXIF",
    b"XML:com.adobe.xmp",
    b"tEXt",
)


def opened(data: bytes) -> Pillow.Image:
    """The picture, its pixels not yet decoded; raises ValueError when it is none or too large."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Pillow.open(BytesIO(data))
    except Exception as error:  # Pillow's parsers raise many kinds on damaged data
        raise ValueError("unreadable picture") from error
    if picture.width * picture.height > MOST_PIXELS:
        raise ValueError("too many pixels")
    return picture


def picture_notices(data: bytes, name: str, notices: Notices) -> None:
    """Notes the place (gps) and the person (property) a picture's hidden data tells."""
    if not any(mark in data for mark in MARKS):
        return
    try:
        exif = opened(data).getexif()
        place = dict(exif.get_ifd(GPS_TAGS))
        people = {PERSON_TAGS[tag]: value for tag, value in exif.items() if tag in PERSON_TAGS}
    except Exception:  # damaged hidden data of a picture that may still be shown
        return
    if place or b"exif:GPSLatitude" in data:
        notices.add("gps", f"图片 {name} 带有拍摄地点{_coordinates(place)}")
    for label, value in people.items():
        if str(value).strip("\0 "):
            notices.add("property", f"图片 {name} 的{label}：{str(value)[:100]}")


def _coordinates(place: dict[int, Any]) -> str:
    try:
        latitude, longitude = (
            sum(float(part) / 60**power for power, part in enumerate(place[tag])) for tag in (2, 4)
        )
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return ""
    return f"（北纬 {latitude:.4f}，东经 {longitude:.4f}）"
