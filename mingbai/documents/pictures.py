"""Reads a picture file: no text, but what its hidden data tells."""

from PIL import Image as Pillow

from mingbai.documents.content import Content, Figure
from mingbai.documents.document import Image
from mingbai.documents.images import opened, picture_notices
from mingbai.documents.refusals import Refused

NO_PICTURE = "图片已损坏或太大，无法打开。请用看图软件打开，另存为 .jpg 后重新上传。"
NAME = "图片"


def read_picture(data: bytes) -> Content:
    """Raises Refused (corrupt)."""
    try:
        picture = opened(data)
    except ValueError as error:
        raise Refused("corrupt", NO_PICTURE) from error
    content = Content(
        blocks=[Figure(NAME)], images=[Image(NAME, Pillow.MIME.get(picture.format or "", ""), data)]
    )
    picture_notices(data, NAME, content.notices)
    return content
