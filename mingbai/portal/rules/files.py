"""How files are named, sized and handed out."""

from pathlib import PurePath
from typing import NamedTuple


class FileType(NamedTuple):
    """How a file is handed out: media type, name for readers, shown in the browser or saved."""

    media_type: str
    name: str
    inline: bool = False


_OFFICE = "application/vnd.openxmlformats-officedocument"
FILE_TYPES = {
    "pdf": FileType("application/pdf", "PDF 文件", inline=True),
    "png": FileType("image/png", "图片", inline=True),
    "jpg": FileType("image/jpeg", "图片", inline=True),
    "jpeg": FileType("image/jpeg", "图片", inline=True),
    "gif": FileType("image/gif", "图片", inline=True),
    "webp": FileType("image/webp", "图片", inline=True),
    "docx": FileType(f"{_OFFICE}.wordprocessingml.document", "Word 文档"),
    "xlsx": FileType(f"{_OFFICE}.spreadsheetml.sheet", "Excel 表格"),
    "pptx": FileType(f"{_OFFICE}.presentationml.presentation", "演示文稿"),
    "doc": FileType("application/msword", "Word 文档"),
    "xls": FileType("application/vnd.ms-excel", "Excel 表格"),
    "wps": FileType("application/vnd.ms-works", "WPS 文档"),
    "et": FileType("application/vnd.ms-excel", "WPS 表格"),
    "ofd": FileType("application/ofd", "OFD 文件"),
    "csv": FileType("text/csv; charset=utf-8", "数据表"),
    "txt": FileType("text/plain; charset=utf-8", "文本文件"),
    "zip": FileType("application/zip", "压缩包"),
}
OTHER_FILE = FileType("application/octet-stream", "文件")


def file_type(name: str) -> FileType:
    """By the ending alone; what is not in the list is only ever saved, never shown."""
    return FILE_TYPES.get(PurePath(name).suffix.lower().lstrip("."), OTHER_FILE)


def size_text(size: int) -> str:
    """A size in bytes as people say it; 1,024 to the next unit."""
    if size < 1024:
        return f"{size} 字节"
    if size < 1024 * 1024:
        return f"{size / 1024:.0f} 千字节（KB）"
    return f"{size / 1024 / 1024:.1f} 兆（MB）"
