"""What a file really is, told from its bytes and compared with its extension."""

from pathlib import PurePosixPath

from mingbai.documents.refusals import READABLE, Refused

MOST_BYTES = 100 * 1024 * 1024
ZIP, OLE, PDF, RTF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-", b"{\\rt"
EMPTY_ZIP = b"PK\x05\x06"

# extension -> the container its bytes must show
CONTAINERS = {
    "docx": "zip", "docm": "zip", "dotx": "zip", "dotm": "zip", "xlsx": "zip", "xlsm": "zip", "ofd": "zip",
    "odt": "zip", "ods": "zip",
    "doc": "ole", "wps": "ole", "xls": "ole", "et": "ole",
    "rtf": "rtf", "pdf": "pdf",
    "txt": "text", "csv": "text", "html": "text", "htm": "text",
    "jpg": "image", "jpeg": "image", "png": "image", "gif": "image",
    "webp": "image", "bmp": "image", "tif": "image", "tiff": "image",
}  # fmt: skip

CALLED = {
    "zip": "压缩包或新版 Office 文件（.docx、.xlsx 等）",
    "ole": "旧版 Office 文件（.doc、.xls 等）",
    "rtf": "RTF 文件（.rtf）",
    "pdf": "PDF 文件（.pdf）",
    "image": "图片",
    "text": "文本或网页文件",
}

IMAGES = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF87a", b"GIF89a", b"BM", b"II*\0", b"MM\0*")


def extension(filename: str) -> str:
    """Lower case, without the dot; "" when there is none."""
    return PurePosixPath(filename.replace("\\", "/")).suffix.lower().lstrip(".")


def kind_of(data: bytes, filename: str) -> str:
    """The extension, once the bytes agree.

    Raises Refused (empty, too_large, unsupported, renamed, corrupt, password).
    """
    kind = extension(filename)
    if not data.strip(b"\0 \r\n\t"):
        raise Refused("empty")
    if len(data) > MOST_BYTES:
        raise Refused("too_large")
    expected = CONTAINERS.get(kind)
    if expected is None:
        called = f"“.{kind}”文件" if kind else "没有扩展名的文件"
        raise Refused("unsupported", f"不支持{called}。可以上传：{READABLE}。")
    found = container_of(data)
    if found == "ole" and is_encrypted_ole(data):
        raise Refused("password")
    if found != expected:
        raise _mismatch(data, kind, expected, found)
    return kind


def container_of(data: bytes) -> str | None:
    """zip, ole, rtf, pdf, image or text; None for bytes of no known shape."""
    if data.startswith((ZIP, EMPTY_ZIP)):
        return "zip"
    if data.startswith(OLE):
        return "ole"
    if data.startswith(RTF):
        return "rtf"
    if PDF in data[:1024]:
        return "pdf"
    if data.startswith(IMAGES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return "image"
    return "text" if _looks_like_text(data) else None


def _looks_like_text(data: bytes) -> bool:
    return data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" not in data[:4096] or _is_bare_utf16(data)


def _is_bare_utf16(data: bytes) -> bool:
    """UTF-16 without a mark: the zeros of line ends and ASCII stand on one side of the pairs."""
    sample = data[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    return len(data) % 2 == 0 and max(even, odd) > 3 * min(even, odd)


def _mismatch(data: bytes, kind: str, expected: str, found: str | None) -> Refused:
    if found is None and expected == "text":
        return Refused("renamed", f"扩展名是 .{kind}，内容却不是文本。请用原来的软件打开，另存后重新上传。")
    if found is None or (found == "text" and not data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<")):
        return Refused("corrupt")
    return Refused(
        "renamed",
        f"扩展名是 .{kind}，实际内容是{CALLED[found]}。请改回原来的扩展名，或用原来的软件另存后重新上传。",
    )


def is_encrypted_ole(data: bytes) -> bool:
    """Whether an old Office file, or a new one wrapped for encryption, needs a password."""
    if "EncryptedPackage".encode("utf-16-le") in data or "EncryptionInfo".encode("utf-16-le") in data:
        return True
    return _word_is_encrypted(data) or _excel_is_encrypted(data)


def _word_is_encrypted(data: bytes) -> bool:
    """[MS-DOC] FibBase: wIdent A5EC, fEncrypted is bit 8 of the word at offset 10; it starts a sector."""
    at = data.find(b"\xec\xa5", 512)
    while at != -1:
        if at % 512 == 0:
            return bool(data[at + 11 : at + 12] and data[at + 11] & 0x01)
        at = data.find(b"\xec\xa5", at + 1)
    return False


def _excel_is_encrypted(data: bytes) -> bool:
    """[MS-XLS]: a FilePass record (002F) among the records that follow the first BOF (0809)."""
    at = data.find(b"\x09\x08\x10\x00\x00\x06", 512)
    if at == -1 or at % 64:
        return False
    for _ in range(20):
        record = int.from_bytes(data[at : at + 2], "little")
        if record == 0x2F:
            return True
        at += 4 + int.from_bytes(data[at + 2 : at + 4], "little")
    return False
