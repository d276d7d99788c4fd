"""Reads the text of PDF files, and what they carry beside it."""

import time
from io import BytesIO

import pikepdf
import pypdfium2
from pikepdf import Dictionary, Name

from mingbai.documents.content import Content, Notices, excerpt
from mingbai.documents.layout import no_text_layer, paragraphs_from
from mingbai.documents.refusals import Refused

MOST_PAGES = 2_000
MOST_SECONDS = 60
MOST_CHARACTERS = 20_000_000
TOO_MANY = f"PDF 超过 {MOST_PAGES} 页。请拆成几个文件后重新上传。"
BROKEN = "PDF 文件已损坏，无法打开。请重新导出 PDF，或上传 Word 原文。"
PROPERTIES = {
    "/Author": "作者",
    "/Title": "标题",
    "/Subject": "主题",
    "/Keywords": "关键词",
    "/Company": "单位",
}
# what pikepdf raises on objects that are not what they should be
DAMAGE = (pikepdf.PdfError, ValueError, TypeError, LookupError, AttributeError, RuntimeError, ArithmeticError)
HARMLESS = {"/Link", "/Widget", "/Popup"}
MOST_ANNOTATIONS = 20_000


def read_pdf(data: bytes) -> Content:
    """Raises Refused (password, corrupt, too_large, timeout)."""
    content = Content()
    with opened(data) as pdf:
        if len(pdf.pages) > MOST_PAGES:
            raise Refused("too_large", TOO_MANY)
        try:
            inspect_pdf(pdf, content)
        except DAMAGE as error:
            raise Refused("corrupt", BROKEN) from error
    content.blocks.extend(paragraphs_from(_pages(data)))
    if not content.blocks:
        no_text_layer(content)
    return content


def opened(data: bytes) -> pikepdf.Pdf:
    """The file for inspection; raises Refused (password, corrupt)."""
    try:
        return pikepdf.open(BytesIO(data))
    except pikepdf.PasswordError as error:
        raise Refused("password") from error
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, OverflowError) as error:
        raise Refused("corrupt", BROKEN) from error


def _pages(data: bytes) -> list[list[str]]:
    started, characters, pages = time.monotonic(), 0, []
    try:
        pdf = pypdfium2.PdfDocument(data)
        try:
            for number in range(len(pdf)):
                text = pdf[number].get_textpage().get_text_bounded()
                characters += len(text)
                if time.monotonic() - started > MOST_SECONDS:
                    raise Refused("timeout")
                if characters > MOST_CHARACTERS:
                    raise Refused("bomb")
                pages.append(text.replace("\ufffe", "").splitlines())
        finally:
            pdf.close()
    except (pypdfium2.PdfiumError, ValueError, OSError, UnicodeDecodeError) as error:
        raise Refused("corrupt", BROKEN) from error
    return pages


def inspect_pdf(pdf: pikepdf.Pdf, content: Content) -> None:
    notices, root = content.notices, pdf.Root
    info = pdf.trailer.get("/Info")
    for key, value in info.items() if isinstance(info, Dictionary) else ():
        text = str(value).strip()
        content.properties[key.lstrip("/")] = text
        if key in PROPERTIES and text:
            notices.add("property", f"{PROPERTIES[key]}：{text[:200]}")
    if "/Metadata" in root:
        _xmp(root.Metadata, content)
    if "/OpenAction" in root and _is_script(root.OpenAction) or "/AA" in root:
        notices.add("macro", "PDF 打开时运行的动作")
    if "/JavaScript" in root.get("/Names", {}):
        notices.add("macro", "PDF 里的 JavaScript")
    for name in pdf.attachments:
        notices.add("embedded_object", f"PDF 里附带的文件：{name}")
    if hidden_layers(pdf):
        notices.add("hidden_text", "PDF 里有不显示的图层")
    for number, page in enumerate(pdf.pages, 1):
        _annotations(page, number, notices)


def hidden_layers(pdf: pikepdf.Pdf) -> bool:
    """Whether optional content is switched off when the file opens."""
    layers = pdf.Root.get("/OCProperties")
    default = layers.get("/D") if isinstance(layers, Dictionary) else None
    if not isinstance(default, Dictionary):
        return False
    return bool(len(default.get("/OFF", []))) or default.get("/BaseState") == Name.OFF


def _is_script(action: pikepdf.Object | None) -> bool:
    return isinstance(action, Dictionary) and action.get("/S") in (
        Name.JavaScript,
        Name.Launch,
        Name.SubmitForm,
    )


def _xmp(metadata: pikepdf.Object, content: Content) -> None:
    """XMP repeats the author in a stream of its own."""
    data = metadata.read_bytes() if isinstance(metadata, pikepdf.Stream) else b""
    if b"dc:creator" in data and "作者" not in str(content.notices.all()):
        content.notices.add("property", "PDF 的元数据（XMP）里有作者")


def _annotations(page: pikepdf.Page, number: int, notices: Notices) -> None:
    annotations = page.obj.get("/Annots")
    for annotation in list(annotations if annotations is not None else ())[:MOST_ANNOTATIONS]:
        if not isinstance(annotation, Dictionary):
            continue
        kind = str(annotation.get("/Subtype", ""))
        action = annotation.get("/A")
        if kind == "/FileAttachment":
            notices.add("embedded_object", f"第 {number} 页附带了文件")
        elif kind not in HARMLESS:
            words = excerpt(str(annotation.get("/Contents", "")))
            author = str(annotation.get("/T", ""))
            notices.add("comment", f"第 {number} 页的批注：{words}" + (f"（{author}）" if author else ""))
        if isinstance(action, Dictionary) and "/URI" in action:
            notices.add("external_link", f"外部链接：{action.URI}")
        if _is_script(action) or "/AA" in annotation:
            notices.add("macro", f"第 {number} 页的动作")
