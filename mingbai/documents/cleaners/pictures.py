"""Pictures without hidden data: decoded and written anew, upright."""

from io import BytesIO

from PIL import Image, ImageOps, ImageSequence

from mingbai.documents.images import opened
from mingbai.documents.refusals import Refused

FORMATS = {"JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "MPO"}
KEPT_INFO = {"transparency", "duration", "loop", "background", "dpi", "icc_profile", "gamma"}
QUALITY = 90
BROKEN = "图片已损坏，无法打开。请用看图软件打开，另存为 .jpg 后重新上传。"
VECTORS = (b"\x01\0\0\0", b"\xd7\xcd\xc6\x9a")  # EMF, WMF: records of drawing, no hidden data


def clean_picture(data: bytes) -> bytes:
    """The same picture in the same format; raises Refused (corrupt)."""
    try:
        picture = opened(data)
        if picture.format not in FORMATS:
            raise Refused("unsupported")
        return _written(picture)
    except (ValueError, OSError, SyntaxError, EOFError, IndexError, Image.DecompressionBombError) as error:
        raise Refused("corrupt", BROKEN) from error


def clean_embedded(data: bytes) -> bytes:
    """A picture inside a document; drawings of the old kind stay as they are."""
    return data if data.startswith(VECTORS) else clean_picture(data)


def _written(picture: Image.Image) -> bytes:
    buffer = BytesIO()
    kind = "JPEG" if picture.format == "MPO" else str(picture.format)
    frames = (
        [_bare(frame) for frame in ImageSequence.Iterator(picture)]
        if kind in ("GIF", "WEBP")
        else [_bare(picture)]
    )
    more = {"save_all": True, "append_images": frames[1:]} if len(frames) > 1 else {}
    if kind == "JPEG":
        more |= {"quality": QUALITY, "optimize": True}
    frames[0].save(buffer, kind, **more)
    return buffer.getvalue()


def _bare(picture: Image.Image) -> Image.Image:
    """Pixels alone, turned the way the camera was held."""
    upright = ImageOps.exif_transpose(picture)
    copy = upright.copy()
    copy.info = {key: value for key, value in picture.info.items() if key in KEPT_INFO}
    if hasattr(copy, "_exif"):
        copy._exif = None
    return copy
